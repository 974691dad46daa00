import type { Ports } from "../ports.ts";
import type { Mapping } from "./mapping.ts";

/** How a caller waits: for so long, in real seconds, and by that pause. A front door waits; a step never does. */
export interface Waiting {
  /** An HTTP API ends a call after 30 s. */
  readonly budgetSeconds: number;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed: () => number;
}

/** Looks at the row until the order has ended or the budget is used up; gives the row as it was last seen. */
export const awaitEnd = async (placed: Mapping, { mappings }: Pick<Ports, "mappings">, waiting: Waiting): Promise<Mapping> => {
  const until = waiting.elapsed() + waiting.budgetSeconds * 1000;
  let mapping = placed;
  // Short pauses first: most orders end within two seconds.
  for (let pause = 40; waiting.elapsed() < until; pause = Math.min(pause * 1.5, 500)) {
    await waiting.pause(Math.min(pause, Math.max(until - waiting.elapsed(), 1)));
    const seen = await mappings.find(placed);
    if (seen === undefined || seen.order.orderId !== placed.order.orderId) return mapping;
    mapping = seen;
    if (seen.order.status !== "running") return seen;
  }
  return mapping;
};
