/** The kinds of the console's errors; a client resends the first two only (sheet 9.3). */
export type ErrorType = "transport" | "retryableLogical" | "logical" | "security" | "unspecified";

export interface RefusalDetails {
  /** The contract's word, or the console's own number. */
  readonly code?: string | number;
  readonly type?: ErrorType;
  readonly field?: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Everything the simulator refuses; its body depends on who was asked, the console or the contract. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly details: RefusalDetails;
  constructor(status: number, message: string, details: RefusalDetails = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

/** A refusal with a body of its own form: the token endpoint, and the version check (sheet 9.1, 9.2). */
export class RefusedWith extends Error {
  override readonly name = "RefusedWith";
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, body: unknown) {
    super(`refused with ${status}`);
    this.status = status;
    this.body = body;
  }
}

export function badRequest(message: string, field?: string): Refused {
  return new Refused(400, message, { code: "InvalidRequest", ...(field === undefined ? {} : { field }) });
}

export function notFound(message: string): Refused {
  return new Refused(404, message, { code: "NotFound" });
}

export function unauthorized(message: string): Refused {
  return new Refused(401, message, { code: "Unauthorized", type: "security" });
}

/** The console's error body. Server faults are 520, whatever they are (sheet 9.3). */
export function consoleError({ status, message, details }: Refused): { status: number; body: unknown } {
  const code = typeof details.code === "number" ? details.code : status;
  const field = details.field === undefined ? {} : { propertyName: details.field };
  const error = { message, type: details.type ?? "logical", code, ...field, ...details.more };
  return { status: status >= 500 ? 520 : status, body: { errors: [error] } };
}

/** The contract's error body (ours: sheet 14.3). */
export function contractError({ status, message, details }: Refused): { status: number; body: unknown } {
  const field = details.field === undefined ? {} : { field: details.field };
  return { status, body: { error: { code: String(details.code ?? status), message, ...field, ...details.more } } };
}

/** The token endpoint has RFC 6749's errors (sheet 9.2). */
export function tokenRefused(error: string, description: string): RefusedWith {
  return new RefusedWith(400, { error, error_description: description, error_uri: null });
}
