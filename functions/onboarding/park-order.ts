import * as z from "zod";
import { Rejected } from "../errors.ts";
import { Failed, failureOf } from "../failure.ts";
import type { Ports } from "../ports.ts";
import { step } from "../step.ts";
import { Ordered, orderOf } from "./order-at-hand.ts";
import { stepTimesOf } from "./step-times.ts";

const Reads = Ordered.extend({
  failure: Failed,
  createAdministrator: z.looseObject({ administratorId: z.string() }).optional(),
}).loose();

/** Stops the order with its cause and keeps all that is done; a person cures it and resumes. Nothing is undone. */
export const parkOrder = step({
  name: "parkOrder",
  title: "Park order",
  reads: Reads,
  gives: z.null(),
  needs: ["clock", "mappings"],
  run: async ({ orderId, failure, createAdministrator, ...state }, { clock, mappings }, execution) => {
    const steps = stepTimesOf({ ...state, createAdministrator });
    const stopped = { failure: { ...failureOf(failure), after: steps.at(-1)?.step ?? "", at: clock.now() }, steps };
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
