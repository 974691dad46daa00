/** Everything the simulator refuses leaves as an ApiError; its body is already in the form the client sees. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, message: string, body: unknown) {
    super(message);
    this.status = status;
    this.body = body;
  }
}

export interface ErrorDetails {
  readonly info?: string | null;
  readonly addition?: readonly unknown[];
  readonly context?: Readonly<Record<string, unknown>>;
}

/** The platform envelope (sheet 4.1): the code repeats the HTTP status unless a platform code is known. */
export function envelope(status: number, message: string, details: ErrorDetails = {}, code: number = status): ApiError {
  return new ApiError(status, message, {
    error: {
      code,
      message,
      domain: "PlatformAccountServer",
      details: { info: details.info ?? null, addition: details.addition ?? [] },
      context: details.context ?? {},
    },
  });
}

// The platform's own codes (sheet 4.3). Acronis publishes the HTTP status for 1006 alone; the others pair as the sheet supposes.
const platformCodes = {
  1001: { status: 409, message: "Version mismatch." },
  1002: { status: 403, message: "Access denied." },
  1003: { status: 400, message: "The parent tenant is disabled." },
  1004: { status: 409, message: "A tenant with this name already exists." },
  1005: { status: 404, message: "Tenant not found." },
  1006: { status: 400, message: "It is prohibited to delete a non-disabled tenant." },
  1007: { status: 400, message: "A tenant cannot be moved under its own child." },
  1008: { status: 400, message: "A tenant cannot be moved to this kind of parent." },
  1009: { status: 409, message: "The storage is in use." },
  1012: { status: 403, message: "The tenant is locked." },
  1013: { status: 400, message: "A tenant cannot be moved under a disabled tenant." },
  1014: { status: 409, message: "Offering items of the tenant are not available at the target." },
  1015: { status: 409, message: "A storage is already enabled for the location." },
  1016: { status: 409, message: "The offering item is used by child tenants." },
  1018: { status: 400, message: "The user is disabled." },
  1021: { status: 400, message: "The offering item is not available." },
  1023: { status: 400, message: "The offering item depends on another one." },
  1026: { status: 400, message: "The service cannot be enabled." },
  1027: { status: 400, message: "A business rule is violated." },
  1031: { status: 409, message: "Storages of a customer must belong to one location." },
  1033: { status: 400, message: "The login is not valid." },
} as const;

export type PlatformCode = keyof typeof platformCodes;

export function platformError(code: PlatformCode, details: ErrorDetails = {}): ApiError {
  const { status, message } = platformCodes[code];
  return envelope(status, message, details, code);
}

export function badRequest(info: string): ApiError {
  return envelope(400, "Bad Request", { info });
}

export function notFound(info = "Not found"): ApiError {
  return envelope(404, "Not found", { info });
}

export function denied(info = "The object is outside the caller's tenants."): ApiError {
  return platformError(1002, { info });
}

export function unauthorized(info: string): ApiError {
  return envelope(401, "Unauthorized", { info });
}

/** A wrong login or password on a Basic call answers with code 1000 (sheet 2.4). */
export function badSignIn(): ApiError {
  return envelope(401, "An error has occurred.", { info: "", addition: [{}] }, 1000);
}

/** The token endpoint speaks RFC 6749: `error` is a string there (sheet 2.4). */
export function tokenRefused(status: 400 | 401 | 403, error: string, description: string, reason?: string): ApiError {
  const domain = reason === undefined ? {} : { domain: "Access", reason };
  return new ApiError(status, description, { ...domain, error, error_description: description });
}
