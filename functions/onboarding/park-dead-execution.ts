import type { CauseName } from "../causes.ts";
import type { Log } from "../log.ts";
import type { Ports } from "../ports.ts";
import { orderOfExecution } from "./names.ts";
import { parkAttempt } from "./park-order.ts";

/** An execution that ended outside any Catch: timed out, aborted, or failed. */
export interface DeadExecution {
  readonly execution: string;
  /** TIMED_OUT, ABORTED or FAILED. */
  readonly status: string;
}

/** How many running orders are looked through for an execution that a person named. */
const PAGE = 100;

/**
 * Parks the order of an execution that died outside any Catch. An order that was parked or done before, as after every defect, is left
 * alone. Gives whether it parked one.
 */
export const parkDeadExecution = async (
  { execution, status }: DeadExecution,
  { clock, mappings, log }: Pick<Ports, "clock" | "mappings"> & { readonly log: Log },
): Promise<boolean> => {
  // The event of a machine with a key of its own carries no input, so the name must do.
  const orderId = orderOfExecution(execution) ?? (await orderRunBy(execution, mappings));
  if (orderId === undefined) return false;
  const cause: CauseName = "executionDied";
  const failure = { cause, message: `execution ${status}`, after: "", at: clock.now() };
  const parked = await parkAttempt(orderId, execution, { failure, steps: [] }, mappings);
  if (parked) log("error", "parked an order whose execution died", { orderId, execution });
  return parked;
};

const orderRunBy = async (execution: string, mappings: Ports["mappings"], after?: string): Promise<string | undefined> => {
  const page = await mappings.open("running", PAGE, after);
  const found = page.mappings.find(({ order }) => order.execution === execution);
  if (found !== undefined) return found.order.orderId;
  return page.next === undefined ? undefined : orderRunBy(execution, mappings, page.next);
};
