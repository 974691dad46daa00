import { FUNCTION_TIMEOUT_SECONDS } from "../budgets.ts";
import { NotReady } from "../errors.ts";
import type { Ports } from "../ports.ts";
import type { Patience } from "../step.ts";

/** Looks again every ten seconds, for longer than any deadline of a step: the deadline is the clock's. */
export const listPatience: Patience = { everySeconds: 10, attempts: 90 };

/**
 * The vendor's lists lag behind its writes, so that nothing is there proves nothing at first: throws NotReady until what was sent by
 * `since`, or by a function that began then, would show.
 */
export const awaitLists = (since: string, { clock, settings }: Pick<Ports, "clock" | "settings">, why: string): void => {
  if (clock.secondsSince(since) < FUNCTION_TIMEOUT_SECONDS + settings.searchLagSeconds) throw new NotReady(why);
};
