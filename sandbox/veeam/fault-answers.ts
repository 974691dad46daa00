import { consoleError, contractError, type ErrorType, Refused } from "./errors.ts";
import type { Answer, Dialect } from "./exchange.ts";
import type { Fault, FaultKind, FaultOf } from "./fault-kinds.ts";
import type { Outcomes } from "./state.ts";

export function faultOf<Kind extends FaultKind>(faults: readonly Fault[], kind: Kind): FaultOf<Kind> | undefined {
  return faults.find((fault): fault is FaultOf<Kind> => fault.kind === kind);
}

/** Refusals that come before anything is done. */
export function earlyAnswer(faults: readonly Fault[], dialect: Dialect): Answer | undefined {
  for (const fault of faults) {
    if (fault.kind === "status") return badAnswer(fault, dialect);
    if (fault.kind === "serverFault" && fault.afterCommit !== true) return serverFault(fault, dialect);
    if (fault.kind === "throttle") return throttled(fault, dialect);
    // A cross-site call of the portal's back-end: a success code, an empty body, and nothing done (sheet 13.3).
    if (fault.kind === "nothingDone") return { status: 200 };
  }
  return undefined;
}

/** Answers that hide what was done. */
export function lateAnswer(faults: readonly Fault[], dialect: Dialect): Answer | undefined {
  for (const fault of faults) {
    if (fault.kind === "statusAfterCommit") return badAnswer(fault, dialect);
    if (fault.kind === "serverFault") return serverFault(fault, dialect);
  }
  return undefined;
}

export function refusal(error: Refused, dialect: Dialect): Answer {
  return dialect === "console" ? consoleError(error) : contractError(error);
}

function badAnswer({ status, body, html }: FaultOf<"status" | "statusAfterCommit">, dialect: Dialect): Answer {
  // The status stays as it was asked for: a proxy on the way knows nothing of 520. Such a failure may be resent.
  const failure = new Refused(status, "Simulated failure", { type: status >= 500 ? "transport" : "logical" });
  if (html === undefined || html === false) return { status, body: body ?? refusal(failure, dialect).body };
  const text =
    html === true ? `<html><head><title>${status}</title></head><body><h1>${status} Service Unavailable</h1></body></html>` : html;
  return { status, text, headers: { "content-type": "text/html" } };
}

const types: readonly ErrorType[] = ["transport", "retryableLogical", "logical", "security", "unspecified"];

/** Server faults of the console are 520; the body tells whether to resend (sheet 9.3). A type of your own is sent as it is. */
function serverFault(
  { type = "retryableLogical", code = 500, message = "Simulated server fault" }: FaultOf<"serverFault">,
  dialect: Dialect,
): Answer {
  if (dialect === "contract") return contractError(new Refused(500, message, { code: "ServerFault" }));
  const known = types.find((one) => one === type);
  if (known !== undefined) return consoleError(new Refused(520, message, { type: known, code }));
  return { status: 520, body: { errors: [{ message, type, code }] } };
}

/** The pause stands in the body, in seconds; without it the concurrency limit was hit. There is no message (sheet 9.4). */
function throttled({ retryAfter = 1 }: FaultOf<"throttle">, dialect: Dialect): Answer {
  const pause = retryAfter === null ? {} : { retryAfter };
  if (dialect === "console") return { status: 429, body: { errors: [{ type: "transport", code: 429, ...pause }] } };
  return contractError(new Refused(429, "Too many requests", { code: "TooManyRequests", more: pause }));
}

/** How what begins with a request will end, as its faults have it. */
export function outcomesOf(faults: readonly Fault[]): Outcomes {
  const verification = faultOf(faults, "verification");
  const registration = faultOf(faults, "registration");
  const mapping = faultOf(faults, "mapping");
  return {
    ...(verification && {
      verification: {
        outcome: verification.outcome ?? "",
        ...defined("seconds", verification.seconds),
        ...defined("linkedTo", verification.linkedTo),
      },
    }),
    ...(registration && { registration: { outcome: registration.outcome ?? "registered", ...defined("seconds", registration.seconds) } }),
    ...(mapping && { mapping: { outcome: mapping.outcome, ...defined("message", mapping.message) } }),
  };
}

function defined<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  const found: { [Key in Name]?: Value } = {};
  if (value !== undefined) found[name] = value;
  return found;
}

const enumFields = ["status", "mappingStatus", "state", "verification", "type"];

/** Enumerations are open: any may have a value tomorrow that nobody knows today (sheet 10.1). */
export function withUnknownEnums(answer: Answer, { fields = enumFields, value = "Reticulating" }: FaultOf<"unknownEnum">): Answer {
  const replaced = (name: string, given: unknown): unknown => {
    if (typeof given === "string" && fields.includes(name)) return value;
    return walk(given);
  };
  const walk = (given: unknown): unknown => {
    if (Array.isArray(given)) return given.map(walk);
    if (typeof given !== "object" || given === null) return given;
    return Object.fromEntries(Object.entries(given).map(([name, one]) => [name, replaced(name, one)]));
  };
  return { ...answer, body: walk(answer.body) };
}
