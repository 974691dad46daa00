import * as z from "zod";
import { Rejected, Transient } from "../errors.ts";
import type { Instance } from "../instances/instance.ts";
import type { Ports } from "../ports.ts";
import type { OrderProcess } from "../processes.ts";
import type { Acronis } from "../vendors/acronis/port.ts";
import type { Mapping } from "./mapping.ts";
import { orderOfExecution } from "./names.ts";

/** The input of every process: `{ "orderId": "…" }` and nothing else. */
export const Ordered = z.object({ orderId: z.string().min(1).max(80) });
export type Ordered = z.infer<typeof Ordered>;

/** All that a step of Acronis works with. */
export interface AcronisWork {
  readonly mapping: Mapping;
  readonly instance: Instance;
  readonly acronis: Acronis;
}

/** The ports without which no step of Acronis works. */
export const acronisPorts = ["clock", "mappings", "instances", "acronis"] as const;

type AcronisPorts = Pick<Ports, "mappings" | "instances" | "acronis">;

/** For each step but the first: the order, if this execution still holds it. */
export const acronisWork = async (ordered: Ordered, ports: AcronisPorts, execution: string): Promise<AcronisWork> =>
  withInstance(await heldOrder(ordered, ports, execution), ports);

/** For the first step: the order, taken over when a person started the execution by hand. */
export const takeAcronisWork = async (ordered: Ordered, ports: AcronisPorts & Pick<Ports, "machines">, run: Run): Promise<AcronisWork> =>
  withInstance(await takenOrder(ordered, ports, run), ports);

/** The row of the order that this execution holds. */
export const heldOrder = async ({ orderId }: Ordered, ports: Pick<Ports, "mappings">, execution: string): Promise<Mapping> => {
  const mapping = await orderOf(orderId, ports, execution);
  if (!holds(mapping, execution)) throw new Rejected("otherAttemptRunning");
  return mapping;
};

/** Which execution a first step works in, and of which process. */
export interface Run {
  readonly execution: string;
  readonly process: OrderProcess;
}

/**
 * The row of the order, for a first step. The name of an execution of ours is the row's; another name claims the next attempt, which
 * is refused while an attempt runs, and at the machine of another process than the order's.
 */
export const takenOrder = async (
  { orderId }: Ordered,
  ports: Pick<Ports, "mappings" | "machines">,
  { execution, process }: Run,
): Promise<Mapping> => {
  const mapping = await orderOf(orderId, ports, execution);
  const { order } = mapping;
  // Done by the wrong steps it would count as what was asked.
  if (order.process !== process) throw new Rejected("orderUnknown", `it is an order of ${order.process}`);
  if (holds(mapping, execution)) return mapping;
  if (order.status === "done") throw new Rejected("orderEnded");
  // A late start of an attempt that is over claims nothing: only a name that a person gave does.
  if (orderOfExecution(execution) !== undefined) throw new Rejected("otherAttemptRunning");
  if (order.status === "running" && (await ports.machines.isRunning(order.process, order.execution))) {
    throw new Rejected("otherAttemptRunning");
  }
  return ports.mappings.claimAttempt(mapping, execution);
};

const holds = ({ order }: Mapping, execution: string): boolean => order.execution === execution && order.status === "running";

/** The row of an order, whose index may be a moment behind an execution of ours. */
export const orderOf = async (orderId: string, { mappings }: Pick<Ports, "mappings">, execution: string): Promise<Mapping> => {
  const mapping = await mappings.ofOrder(orderId);
  if (mapping !== undefined) return mapping;
  if ((await mappings.pastOrder(orderId)) !== undefined) throw new Rejected("otherAttemptRunning", "a later order took its place");
  // The index may be a moment behind the reservation that started us; an order that a person typed is simply not there.
  if (orderOfExecution(execution) === orderId) throw new Transient("the order is not in the index yet");
  throw new Rejected("orderUnknown");
};

const withInstance = async (mapping: Mapping, { instances, acronis }: AcronisPorts): Promise<AcronisWork> => {
  const instance = await instances.find(mapping.instanceId);
  if (instance?.vendor !== "acronis") throw new Rejected("settingsInvalid", `instance ${mapping.instanceId} is not active`);
  return { mapping, instance, acronis: acronis(instance) };
};
