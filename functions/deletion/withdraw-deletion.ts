import { FUNCTION_TIMEOUT_SECONDS } from "../budgets.ts";
import { Rejected } from "../errors.ts";
import type { Instance } from "../instances/instance.ts";
import type { Mapping, Order } from "../onboarding/mapping.ts";
import { resumeOrder } from "../onboarding/place-order.ts";
import type { Acronis } from "../vendors/acronis/port.ts";
import { readLiving } from "./tenant-at-vendor.ts";
import type { DeletionNeeds } from "./schedule-deletion.ts";

/** `running`: it is too late; `gone`: the tenant is deleted already; `none`: nothing was scheduled; `busy`: the row never stood still. */
export type Withdrawn = "withdrawn" | "running" | "gone" | "none" | "busy";

const TRIES = 5;

/** A function whose execution was stopped may go on in the dark for as long as a function lives. */
const mayDelete = ({ status, endedAt = "" }: Order, { clock }: Pick<DeletionNeeds, "clock">): boolean =>
  status === "running" || clock.secondsSince(endedAt) < FUNCTION_TIMEOUT_SECONDS;

/** A tenant that the vendor does not show us any more, such as one that was moved away, is not known to be gone: it may be let go of. */
const isGone = async (acronis: Acronis, tenantId: string): Promise<boolean> => {
  try {
    return (await readLiving(acronis, tenantId)) === undefined;
  } catch (error) {
    if (error instanceof Rejected) return false;
    throw error;
  }
};

/**
 * Takes the wish back, as long as nothing deletes. The tenant stays disabled. A deletion that was parked is taken back too if the tenant
 * is still there; its order then ends with nothing done. Throws what the vendor's port throws.
 */
export const withdrawDeletion = async (read: Mapping, instance: Instance, ports: DeletionNeeds): Promise<Withdrawn> => {
  const { mappings, log } = ports;
  let mapping: Mapping | undefined = read;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (mapping?.deletion === undefined) return "none";
    const { order, deletion } = mapping;
    const { tenantId } = deletion;
    const isDeleting = order.process === "delete-acronis";
    if (isDeleting && mayDelete(order, ports)) return "running";
    if (isDeleting && (await isGone(ports.acronis(instance), tenantId))) return "gone";
    if (await mappings.withdrawDeletion(mapping)) {
      log("info", "deletion withdrawn", { instanceId: instance.instanceId, tenantId, orderId: order.orderId });
      if (isDeleting) await resumeOrder(mapping, ports);
      return "withdrawn";
    }
    mapping = await mappings.find(mapping);
  }
  return "busy";
};
