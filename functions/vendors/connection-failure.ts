import { Rejected, type StepError, Transient } from "../errors.ts";
import { forbiddenAddress } from "./addresses.ts";

/** The code by which a call ends that took too long. */
export const timedOut = "TIMED_OUT";
/** The code by which an answer ends that is larger than it may be. */
export const tooLarge = "TOO_LARGE";

/** The code of what a connection failed by; empty when it has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** What a call without an answer is: `Transient`, or `Rejected("settingsInvalid")` where the Gateway leads to a place that is not allowed. */
export function failureOf(operation: string, code: string): StepError {
  if (code === forbiddenAddress) return new Rejected("settingsInvalid", `${operation}: the Gateway leads to an address that is not public`);
  const reason =
    reasons[code] ?? (/^(CERT|ERR_TLS|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(code) ? "the certificate is not trusted" : "no connection");
  return new Transient(`${operation}: ${reason}`);
}

// Classes of reasons only: the texts of errors quote hosts, addresses and headers.
const reasons: Readonly<Record<string, string>> = {
  [timedOut]: "no answer in time",
  [tooLarge]: "the answer is too large",
  ENOTFOUND: "the host name cannot be resolved",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was lost",
  EPIPE: "the connection was lost",
};
