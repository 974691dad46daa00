import * as z from "zod";
import { type CauseName, isCause } from "./causes.ts";

/** What Step Functions notes when a state fails. */
export const Failed = z.object({ Error: z.string(), Cause: z.string().optional() });

/** What Lambda makes of an error, as the text of a failure's Cause. */
const LambdaError = z.object({ errorMessage: z.string() });

/** Errors whose message names no cause of the list: time ran out on them. */
const exhausted: Readonly<Record<string, CauseName>> = {
  Transient: "vendorUnavailable",
  Throttled: "vendorUnavailable",
  NotReady: "tookTooLong",
  "States.Timeout": "vendorUnavailable",
  "Sandbox.Timedout": "vendorUnavailable",
};

/** The cause of a failure in the closed list, and its own words: ids, statuses and codes. */
export const failureOf = ({ Error: error, Cause }: z.infer<typeof Failed>): { readonly cause: CauseName; readonly message: string } => {
  const message = messageOf(Cause ?? "");
  const named = /^(\w+): /.exec(message)?.[1] ?? "";
  return { cause: isCause(named) ? named : (exhausted[error] ?? "defect"), message: message.replace(/^\w+: /, "").slice(0, 500) };
};

const messageOf = (cause: string): string => {
  try {
    return LambdaError.parse(JSON.parse(cause)).errorMessage;
  } catch {
    return "";
  }
};
