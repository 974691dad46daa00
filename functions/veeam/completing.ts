import { Rejected } from "../errors.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import type { Completion } from "../onboarding/ports.ts";
import type { Ports } from "../ports.ts";

/** Writes an order's end, once: the answer to our own write may have been lost. */
export const completing = async (
  orderId: string,
  execution: string,
  { mappings }: Pick<Ports, "mappings">,
  completionOf: (mapping: Mapping) => Completion,
): Promise<object> => {
  const mapping = await mappings.ofOrder(orderId);
  if (mapping === undefined) throw new Rejected("orderUnknown");
  if (mapping.order.execution !== execution) throw new Rejected("otherAttemptRunning");
  if (mapping.order.status !== "done") await mappings.complete(mapping, completionOf(mapping));
  return {};
};
