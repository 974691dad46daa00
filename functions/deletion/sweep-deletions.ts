import { traceOf } from "../defect.ts";
import type { Log } from "../log.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import { placeNext } from "../onboarding/place-order.ts";
import type { Ports } from "../ports.ts";

type Needed = Pick<Ports, "clock" | "mappings" | "machines"> & { readonly log: Log };

const PAGE = 100;

/**
 * Starts the deletions that are due. An account with an order under way is left to the next sweep; a deletion that is parked waits for a
 * person, as every order does. Runs by a schedule. Gives how many were started.
 */
export const sweepDeletions = async (needed: Needed): Promise<number> => {
  let started = 0;
  let after: string | undefined;
  do {
    const page = await needed.mappings.dueDeletions(PAGE, after);
    for (const mapping of page.mappings) if (await guarded(mapping, needed)) started += 1;
    after = page.next;
  } while (after !== undefined);
  return started;
};

/** One that cannot be started stops no other; the next sweep tries it again. */
const guarded = async (mapping: Mapping, needed: Needed): Promise<boolean> => {
  try {
    return await startIfDue(mapping, needed);
  } catch (error) {
    const { instanceId, tenantId } = mapping;
    needed.log("error", "a deletion could not be started", { instanceId, tenantId, ...traceOf(error) });
    return false;
  }
};

const startIfDue = async (mapping: Mapping, needed: Needed): Promise<boolean> => {
  const { deletion, order, account, instanceId, tenantId } = mapping;
  if (deletion === undefined || needed.clock.secondsSince(deletion.dueAt) < 0) return false;
  if (order.status === "running" || order.process === "delete-acronis") return false;
  const placed = await placeNext({ key: mapping, process: "delete-acronis", account }, mapping, needed);
  if (placed === undefined) return false;
  needed.log("info", "deletion started", { orderId: placed.order.orderId, instanceId, tenantId });
  return true;
};
