import type { CauseName } from "../../causes.ts";
import { Rejected, type StepError, Throttled, Transient } from "../../errors.ts";
import type { VendorAnswer } from "../http.ts";
import { faultOf } from "./answers.ts";
import type { Veeam } from "./port.ts";

/** A call as errors name it. */
export type CallName = Exclude<keyof Veeam, "capabilities"> | "signIn" | "readAction" | "synchronise";

/** One judgement: whatever it names must be so. */
export interface Verdict {
  /** `errors[].type` of the body, in lower case. */
  readonly type?: string;
  /** `errors[].code`, or the word under `error`. */
  readonly code?: string;
  /** The HTTP status, from and to. */
  readonly status?: readonly [number, number];
  readonly on?: readonly CallName[];
  /** An error that time heals, or the cause with which the order is parked. */
  readonly verdict: "Transient" | "Throttled" | CauseName;
  /** What the vendor says by it. */
  readonly says: string;
  /** The section of veeam-api.md. */
  readonly sheet: string;
}

const ofOneCustomer = ["readCustomer", "completeDetails", "register", "readRegistration", "requestSubscription"] as const;
const ofSubscription = ["cancelSubscription", "reinstateSubscription"] as const;

/**
 * How refusals are judged; the first row that fits decides. The console sends every fault of its own and every code of its own as
 * HTTP 520, so what the body says stands before the status (9.3). A contract's own rules stand before this table.
 */
export const verdicts = [
  { code: "UnsupportedApiVersion", verdict: "consoleVersion", says: "the console does not speak this version", sheet: "9.1" },
  { code: "unsupported_grant_type", on: ["signIn"], verdict: "settingsInvalid", says: "no sign-in of this kind", sheet: "9.2" },
  { code: "invalid_scope", on: ["signIn"], verdict: "settingsInvalid", says: "no such scope", sheet: "9.2" },
  // A wrong password is reported as a bad request.
  { status: [400, 403], on: ["signIn"], verdict: "apiKeyRefused", says: "sign-in refused", sheet: "9.2" },
  { status: [429, 429], verdict: "Throttled", says: "too many requests", sheet: "9.4" },
  { status: [401, 401], verdict: "apiKeyRefused", says: "key or token unknown or expired", sheet: "9.2" },
  { status: [403, 403], verdict: "consoleRoleMissing", says: "not allowed", sheet: "9.2" },
  // The console itself says 520 and nothing else of the kind: these come from something on the way, whatever they hold.
  { status: [500, 519], verdict: "Transient", says: "a fault on the way", sheet: "9.3" },
  { status: [521, 599], verdict: "Transient", says: "a fault on the way", sheet: "9.3" },
  { type: "transport", verdict: "Transient", says: "a fault on the way: resend", sheet: "9.3" },
  { type: "retryablelogical", verdict: "Transient", says: "cannot be done now: resend", sheet: "9.3" },
  { type: "security", verdict: "consoleRoleMissing", says: "not allowed", sheet: "9.3" },
  { type: "logical", status: [404, 404], on: ofOneCustomer, verdict: "tenantGone", says: "no such customer", sheet: "9.3" },
  { type: "logical", on: ["createCustomer", "createReseller"], verdict: "customerRefused", says: "cannot be created", sheet: "10.3, 11" },
  { type: "logical", status: [404, 404], on: ofSubscription, verdict: "subscriptionRefused", says: "no such subscription", sheet: "5.4" },
  { type: "logical", on: ofSubscription, verdict: "subscriptionRefused", says: "not from this state", sheet: "5.4" },
  { type: "logical", verdict: "vendorRefused", says: "refused", sheet: "9.3" },
  { type: "unspecified", status: [520, 520], verdict: "Transient", says: "a fault without a kind", sheet: "9.3" },

  { status: [408, 408], verdict: "Transient", says: "the request came too slowly", sheet: "9.3" },
  { status: [425, 425], verdict: "Transient", says: "too early", sheet: "9.3" },
  { status: [520, 520], verdict: "Transient", says: "a fault of the server", sheet: "9.3" },
  { status: [300, 399], verdict: "settingsInvalid", says: "a redirect: not the console's address", sheet: "9.1" },
  { status: [404, 405], on: ["signIn", "checkAccess"], verdict: "settingsInvalid", says: "not a console", sheet: "9.1" },
  { status: [404, 404], on: ofOneCustomer, verdict: "tenantGone", says: "no such customer", sheet: "9.3" },
  {
    status: [400, 499],
    on: ["createCustomer", "createReseller"],
    verdict: "customerRefused",
    says: "cannot be created",
    sheet: "10.3, 11",
  },
  { status: [400, 499], on: ["register"], verdict: "registrationRefused", says: "cannot be registered", sheet: "4" },
  {
    status: [400, 499],
    on: ["requestSubscription", ...ofSubscription],
    verdict: "subscriptionRefused",
    says: "not for this customer, or not from this state",
    sheet: "5.2, 5.4",
  },
  { status: [400, 499], verdict: "vendorRefused", says: "refused", sheet: "9.3" },
  // Success that carries errors.
  { status: [200, 299], verdict: "vendorRefused", says: "an error without a kind", sheet: "9.3" },
] as const satisfies readonly Verdict[];

const rows: readonly Verdict[] = verdicts;

/** The error that an answer is: its text holds the operation, the status, the code and the kind, nothing else of the vendor's. */
export function refusal(call: CallName, { status, text }: VendorAnswer): StepError {
  const { type, code } = faultOf(text);
  // No row: not even a status of HTTP, so no answer to rely on.
  const verdict = rowOf(call, status, { type, code })?.verdict ?? "Transient";
  return errorOf(verdict, `${call} answered ${status}${shownCode(code)}${shownType(type)}`);
}

/** An error that time heals, or the cause of parking. */
export function errorOf(verdict: Verdict["verdict"], message: string): StepError {
  if (verdict === "Transient") return new Transient(message);
  return verdict === "Throttled" ? new Throttled(message) : new Rejected(verdict, message);
}

/** The row that judges. */
export const rowOf = (
  call: CallName,
  status: number,
  { type, code }: { readonly type?: string | undefined; readonly code?: string | undefined },
): Verdict | undefined =>
  rows.find(
    (row) =>
      (row.code === undefined || row.code === code) &&
      (row.type === undefined || row.type === type) &&
      (row.status === undefined || (status >= row.status[0] && status <= row.status[1])) &&
      (row.on === undefined || row.on.includes(call)),
  );

// What is neither a short number nor a word of the table could be anything.
const shownCode = (code: string | undefined): string => {
  if (code === undefined) return "";
  return /^\d{1,6}$/.test(code) || rows.some((row) => row.code === code) ? `/${code}` : "/unlisted";
};
const shownType = (type: string | undefined): string => (rows.some((row) => row.type === type && type !== undefined) ? ` ${type}` : "");
