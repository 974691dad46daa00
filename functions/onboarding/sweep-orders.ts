import type { Log } from "../log.ts";
import type { Ports } from "../ports.ts";
import type { Mapping } from "./mapping.ts";
import { parkDeadExecution } from "./park-dead-execution.ts";

/** A running order is looked at when its attempt is that old: younger ones are being started right now. */
const AGE_SECONDS = 120;
const PAGE = 100;

type Needed = Pick<Ports, "clock" | "mappings" | "machines"> & { readonly log: Log };

/**
 * Nothing is lost: an order that was reserved and never started is started, and one whose execution died unseen is parked. Runs by a
 * schedule, and when a laptop starts. Gives how many orders it moved.
 */
export const sweepOrders = async (needed: Needed, after?: string): Promise<number> => {
  const page = await needed.mappings.open("running", PAGE, after);
  let moved = 0;
  for (const mapping of page.mappings) {
    if (needed.clock.secondsSince(mapping.order.attemptAt) >= AGE_SECONDS && (await move(mapping, needed))) moved += 1;
  }
  return page.next === undefined ? moved : moved + (await sweepOrders(needed, page.next));
};

const move = async ({ order }: Mapping, needed: Needed): Promise<boolean> => {
  const { process, execution, orderId } = order;
  if (await needed.machines.isRunning(process, execution)) return false;
  if ((await needed.machines.start(process, execution, orderId)) === "started") return true;
  // It exists and does not run, and its row still says that it does: nobody heard of its end.
  return parkDeadExecution({ execution, status: "ended unseen" }, needed);
};
