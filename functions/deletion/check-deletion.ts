import * as z from "zod";
import { Rejected } from "../errors.ts";
import { acronisPorts, Ordered, takeAcronisWork } from "../onboarding/order-at-hand.ts";
import { step } from "../step.ts";
import { isConfirmedBy } from "./deletion.ts";
import { obstaclesOf } from "./obstacles.ts";
import { holdingsOf, readLivingOrListed } from "./tenant-at-vendor.ts";

/**
 * The first step: the wish still stands, is due by the clock, and nothing has come in its way since. A wish that was taken back leaves
 * nothing to do, and neither does a tenant that is gone.
 */
export const checkDeletion = step({
  name: "checkDeletion",
  title: "Check deletion",
  reads: Ordered,
  /** Null: nothing is to be deleted at the vendor. */
  gives: z.object({ tenantId: z.string().nullable() }),
  needs: [...acronisPorts, "machines"],
  run: async (ordered, ports, execution) => {
    const { mapping, instance, acronis } = await takeAcronisWork(ordered, ports, { execution, process: "delete-acronis" });
    const { deletion, tenantId } = mapping;
    if (deletion === undefined) return { tenantId: null };
    // What is written together cannot differ; what cannot be taken back is looked at twice.
    if (tenantId !== deletion.tenantId || tenantId === instance.tenantId) throw new Error("the wish names another tenant");
    const tenant = await readLivingOrListed(acronis, mapping, tenantId);
    if (tenant === undefined) return { tenantId: null };
    if (ports.clock.secondsSince(deletion.dueAt) < 0) throw new Rejected("deletionNotDue", `due at ${deletion.dueAt}`);
    // What a person confirmed is what goes; a tenant of another name may be somebody else's by now.
    if (!isConfirmedBy(deletion.confirmed ?? tenant.name, tenant.name)) throw new Rejected("deletionUnconfirmed", `tenant ${tenantId}`);
    const [obstacle] = obstaclesOf(mapping, await holdingsOf(acronis, mapping, tenantId), deletion.withData);
    if (obstacle !== undefined) throw new Rejected(obstacle.cause, obstacle.detail);
    return { tenantId };
  },
});
