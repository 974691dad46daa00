import * as z from "zod";
import { type CauseName, isCause } from "../causes.ts";
import { Rejected } from "../errors.ts";
import type { Ports } from "../ports.ts";
import { step } from "../step.ts";
import type { Failure } from "./mapping.ts";
import { Ordered, orderOf } from "./order-at-hand.ts";
import { stepTimesOf } from "./step-times.ts";

const Reads = Ordered.extend({
  failure: z.object({ Error: z.string(), Cause: z.string().optional() }),
  createAdministrator: z.looseObject({ administratorId: z.string() }).optional(),
}).loose();

/** What Lambda makes of an error, as the text of a failure's Cause. */
const LambdaError = z.object({ errorMessage: z.string() });

/** Stops the order with its cause and keeps all that is done; a person cures it and resumes. Nothing is undone. */
export const parkOrder = step({
  name: "parkOrder",
  title: "Park order",
  reads: Reads,
  gives: z.null(),
  needs: ["clock", "mappings"],
  run: async ({ orderId, failure, createAdministrator, ...state }, { clock, mappings }, execution) => {
    const steps = stepTimesOf({ ...state, createAdministrator });
    const stopped = { failure: failureOf(failure, clock.now(), steps.at(-1)?.step), steps };
    await parkAttempt(orderId, execution, { ...stopped, administratorId: createAdministrator?.administratorId }, mappings);
    return null;
  },
});

/** Parks an attempt that is still the row's own; one that was overtaken, or that ran no order, leaves the rows alone. */
export const parkAttempt = async (
  orderId: string,
  execution: string,
  stop: Parameters<Ports["mappings"]["park"]>[1],
  mappings: Ports["mappings"],
): Promise<boolean> => {
  const mapping = await orderOf(orderId, { mappings }, execution).catch(noOrder);
  return mapping !== undefined && mapping.order.execution === execution && mappings.park(mapping, stop);
};

const noOrder = (error: unknown): undefined => {
  if (error instanceof Rejected) return undefined;
  throw error;
};

/** Errors whose message names no cause of the list: time ran out on them. */
const exhausted: Readonly<Record<string, CauseName>> = {
  Transient: "vendorUnavailable",
  Throttled: "vendorUnavailable",
  NotReady: "tookTooLong",
  "States.Timeout": "vendorUnavailable",
  "Sandbox.Timedout": "vendorUnavailable",
};

const failureOf = ({ Error: error, Cause }: { Error: string; Cause?: string | undefined }, at: string, lastStep = ""): Failure => {
  const message = messageOf(Cause ?? "");
  const named = /^(\w+): /.exec(message)?.[1] ?? "";
  const cause = isCause(named) ? named : (exhausted[error] ?? "defect");
  return { cause, message: message.replace(/^\w+: /, "").slice(0, 500), after: lastStep, at };
};

const messageOf = (cause: string): string => {
  try {
    return LambdaError.parse(JSON.parse(cause)).errorMessage;
  } catch {
    return "";
  }
};
