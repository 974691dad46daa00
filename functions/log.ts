/** What a log line may hold beside its message: ids, names of steps and errors, numbers. Never a body, a secret or a person's data. */
export interface Facts {
  readonly orderId?: string | undefined;
  readonly execution?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly tenantId?: string | undefined;
  readonly step?: string | undefined;
  readonly route?: string | undefined;
  readonly status?: number | undefined;
  readonly error?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly places?: readonly string[] | undefined;
}

/** Attempts at debug, outcomes at info, defects at error. */
export type Level = "debug" | "info" | "error";

export type Log = (level: Level, message: string, facts?: Facts) => void;

/** One JSON line each, which filters of a log in CloudWatch read. Not by the console: Lambda writes a time and an id before its lines. */
export const jsonLog: Log = (level, message, facts = {}) => {
  if (level === "debug") return;
  process.stdout.write(`${JSON.stringify({ level, message, ...facts })}\n`);
};

export const silentLog: Log = () => {};
