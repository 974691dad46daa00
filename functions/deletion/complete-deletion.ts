import * as z from "zod";
import { Rejected } from "../errors.ts";
import { Ordered, orderOf } from "../onboarding/order-at-hand.ts";
import { stepTimesOf } from "../onboarding/step-times.ts";
import { step } from "../step.ts";

/** The last write: the account's row forgets the tenant that is gone, and the account may be synchronised anew. */
export const completeDeletion = step({
  name: "completeDeletion",
  title: "Complete deletion",
  reads: Ordered.loose(),
  gives: z.object({}),
  needs: ["clock", "mappings", "log"],
  run: async (state, { mappings, log }, execution) => {
    const { orderId } = state;
    const mapping = await orderOf(orderId, { mappings }, execution);
    const { order, deletion, deletedTenants, instanceId } = mapping;
    if (order.execution !== execution) throw new Rejected("otherAttemptRunning");
    // The answer to our own write may have been lost.
    if (order.status !== "done") await mappings.completeDeletion(mapping, stepTimesOf(state));
    const deletedBefore = deletedTenants?.find(({ at }) => at === order.endedAt);
    const { tenantId } = deletion ?? deletedBefore ?? {};
    log("info", tenantId === undefined ? "deletion ended: it was taken back" : "deletion done", { orderId, instanceId, tenantId });
    return {};
  },
});
