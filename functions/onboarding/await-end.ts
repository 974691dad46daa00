import type { Ports } from "../ports.ts";
import type { Mapping } from "./mapping.ts";

/** How a caller waits. A front door waits; a step never does. */
export interface Waiting {
  /** How long a call may take from its arrival, in real seconds: an HTTP API ends it after 30. */
  readonly budgetSeconds: number;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Milliseconds of a clock that only goes forward. */
  readonly elapsed: () => number;
}

/** Who did not place the order waits no longer than this: a crowd of repeats must not hold every connection. */
const JOINER_SECONDS = 5;

/** Looks at the row until the order has ended or the time, by `waiting.elapsed`, has come; gives the row as it was last seen. */
export const awaitEnd = async (
  placed: Mapping,
  { mappings }: Pick<Ports, "mappings">,
  waiting: Waiting,
  until: number,
): Promise<Mapping> => {
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

/** Until when a caller waits who only joins. */
export const joinersEnd = (waiting: Waiting, until: number): number => Math.min(until, waiting.elapsed() + JOINER_SECONDS * 1000);
