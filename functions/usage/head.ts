import * as z from "zod";
import { isCause } from "../causes.ts";
import { Time } from "../clock.ts";
import { monthOf } from "./month.ts";

/** How far a run has come. */
const Progress = z.object({
  execution: z.string(),
  startedAt: Time,
  /** Its last sign of life. */
  at: Time,
  /** The page's end from which it goes on; absent at the start. */
  after: z.string().optional(),
  /** Accounts that were looked at. */
  accounts: z.int(),
  /** Rows that changed. */
  changed: z.int(),
  /** Tenants that the vendor does not name. */
  absent: z.int(),
});

/** The one row of an instance's runs of `take-usage`. Every change of it is one conditional write on its revision. */
export const UsageHead = z.object({
  instanceId: z.string(),
  revision: z.int(),
  /** The run that is at work. */
  run: Progress.optional(),
  /** The last run that went through all accounts; `at` is its end. */
  last: Progress.omit({ after: true }).optional(),
  /** Why the run after it failed. */
  failure: z
    .object({ execution: z.string(), at: Time, accounts: z.int(), cause: z.string().refine(isCause).catch("defect"), message: z.string() })
    .optional(),
  /** When the last run began that went through all accounts within the month: rows that it left alone were true then. */
  wholeRuns: z.record(z.string(), Time),
});

export type Progress = z.infer<typeof Progress>;
export type UsageHead = z.infer<typeof UsageHead>;

export const firstHead = (instanceId: string): UsageHead => ({ instanceId, revision: 0, wholeRuns: {} });

export const beginning = (head: UsageHead, execution: string, at: string): UsageHead => ({
  ...head,
  run: { execution, startedAt: at, at, accounts: 0, changed: 0, absent: 0 },
});

/** The run went through all accounts. */
export const ending = (head: UsageHead, progress: Progress): UsageHead => {
  const { run: _, failure: __, ...rest } = head;
  const { after: ___, ...last } = progress;
  const month = monthOf(last.startedAt);
  // One that crossed the end of a month saw some accounts in the one and some in the other.
  const wholeRuns = monthOf(last.at) === month ? { ...rest.wholeRuns, [month]: last.startedAt } : rest.wholeRuns;
  return { ...rest, last, wholeRuns };
};

/** The run ends with a cause; the next one begins anew. */
export const failing = ({ run, ...head }: UsageHead, failure: Omit<NonNullable<UsageHead["failure"]>, "accounts">): UsageHead => ({
  ...head,
  failure: { ...failure, accounts: run?.accounts ?? 0 },
});

/** When a row's numbers were last seen to be true. */
export const seenAt = (
  row: { readonly month: string; readonly takenAt: string; readonly absentSince?: string | undefined },
  head: UsageHead | undefined,
): string => {
  const whole = row.absentSince === undefined ? (head?.wholeRuns[row.month] ?? "") : "";
  return whole > row.takenAt ? whole : row.takenAt;
};
