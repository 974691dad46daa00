import { type CauseName } from "../causes.ts";
import { Rejected } from "../errors.ts";
import type { VeeamInstance } from "../instances/veeam-instance.ts";
import type { VeeamWish } from "../onboarding/account.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import { heldOrder, type Ordered, type Run, takenOrder } from "../onboarding/order-at-hand.ts";
import type { Ports } from "../ports.ts";
import type { CustomerRef } from "../vendors/veeam/objects.ts";
import type { Once, Outcome, Veeam } from "../vendors/veeam/port.ts";
import type { WorkItem } from "../vendors/veeam/work-item.ts";

/** All that a step of Veeam works with. */
export interface VeeamWork {
  readonly mapping: Mapping;
  readonly instance: VeeamInstance;
  readonly veeam: Veeam;
}

/** The ports without which no step of Veeam works. */
export const veeamPorts = ["clock", "mappings", "instances", "veeam"] as const;

type VeeamPorts = Pick<Ports, "mappings" | "instances" | "veeam">;

/** For each step but the first: the order, if this execution still holds it. */
export const veeamWork = async (ordered: Ordered, ports: VeeamPorts, execution: string): Promise<VeeamWork> =>
  withInstance(await heldOrder(ordered, ports, execution), ports);

/** For the first step: the order, taken over when a person started the execution by hand. */
export const takeVeeamWork = async (ordered: Ordered, ports: VeeamPorts & Pick<Ports, "machines">, run: Run): Promise<VeeamWork> =>
  withInstance(await takenOrder(ordered, ports, run), ports);

const withInstance = async (mapping: Mapping, { instances, veeam }: VeeamPorts): Promise<VeeamWork> => {
  const instance = await instances.find(mapping.instanceId);
  if (instance?.vendor !== "veeam") throw new Rejected("settingsInvalid", `instance ${mapping.instanceId} is not active`);
  return { mapping, instance, veeam: veeam(instance) };
};

/** What the order wants of the customer; the door gives it with every account of Veeam. */
export const wishOf = ({ account: { veeam } }: Mapping): VeeamWish => {
  if (veeam === undefined) throw new Error("an order of Veeam has no wish");
  return veeam;
};

/** How the customer is named at the vendor. */
export const customerOf = ({ marker, tenantId, companyUid }: Mapping): CustomerRef => ({ marker, tenantId, companyUid });

/** Order and step name a change, so that the vendor does it once. */
export const onceOf = ({ order: { orderId } }: Mapping, step: string, sentAt?: string): Once => ({ orderId, step, sentAt });

/** The machine's answer; where a person does the step instead, the order waits for that with its work item. */
export const answered = async <Answer>(
  { mapping }: VeeamWork,
  outcome: Outcome<Answer>,
  ports: Pick<Ports, "mappings">,
): Promise<Answer> => {
  if (outcome.by === "machine") return outcome.answer;
  return waitForPerson(mapping, outcome.workItem, "handWork", ports);
};

/** Parks the order for a person, with what to do in its row. */
export const waitForPerson = async (
  mapping: Mapping,
  workItem: WorkItem,
  cause: CauseName,
  { mappings }: Pick<Ports, "mappings">,
): Promise<never> => {
  await mappings.noteWorkItem(mapping, workItem);
  throw new Rejected(cause, workItem.operation);
};
