import { traceOf } from "../defect.ts";
import type { Log } from "../log.ts";
import type { Ports } from "../ports.ts";
import type { Mapping } from "./mapping.ts";
import { parkDeadExecution } from "./park-dead-execution.ts";
import { causeOf, resumeOrder } from "./place-order.ts";

/** A running order is looked at when its attempt is that old: younger ones are being started right now. */
const AGE_SECONDS = 120;
const PAGE = 100;

type Needed = Pick<Ports, "clock" | "mappings" | "machines" | "instances"> & { readonly log: Log };

/**
 * Nothing is lost: an order that was reserved and never started is started, one whose execution died unseen is parked, and one that
 * was parked for its instance's settings is resumed once they were saved again. Runs by a schedule, and when a laptop starts. Gives
 * how many orders it moved.
 */
export const sweepOrders = async (needed: Needed): Promise<number> =>
  (await sweep("running", moveRunning, needed)) + (await sweep("parked", moveParked, needed));

type Move = (mapping: Mapping, needed: Needed) => Promise<boolean>;

const sweep = async (status: "running" | "parked", move: Move, needed: Needed): Promise<number> => {
  let moved = 0;
  let after: string | undefined;
  do {
    const page = await needed.mappings.open(status, PAGE, after);
    for (const mapping of page.mappings) if (await guarded(mapping, move, needed)) moved += 1;
    after = page.next;
  } while (after !== undefined);
  return moved;
};

/** One order that cannot be moved stops no other; the next sweep tries it again. */
const guarded: (mapping: Mapping, move: Move, needed: Needed) => Promise<boolean> = async (mapping, move, needed) => {
  try {
    return await move(mapping, needed);
  } catch (error) {
    needed.log("error", "an order could not be swept", { orderId: mapping.order.orderId, ...traceOf(error) });
    return false;
  }
};

const moveRunning: Move = async ({ order }, needed) => {
  if (needed.clock.secondsSince(order.attemptAt) < AGE_SECONDS) return false;
  const { process, execution, orderId } = order;
  if (await needed.machines.isRunning(process, execution)) return false;
  if ((await needed.machines.start(process, execution, orderId)) === "started") return true;
  // It exists and does not run, and its row still says that it does: nobody heard of its end.
  return parkDeadExecution({ execution, status: "ended unseen" }, needed);
};

const moveParked: Move = async (mapping, needed) => {
  if (!["credentialsRefused", "apiKeyRefused", "settingsInvalid"].includes(causeOf(mapping))) return false;
  const instance = await needed.instances.find(mapping.instanceId);
  if (instance === undefined || instance.updatedAt <= (mapping.order.endedAt ?? "")) return false;
  return (await resumeOrder(mapping, needed)) !== undefined;
};
