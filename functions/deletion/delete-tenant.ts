import * as z from "zod";
import { onceMoreOnRace } from "../acronis/once-more.ts";
import { Transient } from "../errors.ts";
import { acronisPorts, acronisWork, Ordered } from "../onboarding/order-at-hand.ts";
import { step } from "../step.ts";
import type { Acronis } from "../vendors/acronis/port.ts";
import { readLiving } from "./tenant-at-vendor.ts";

/** Deletes the tenant for ever, with all below it, and looks afterwards whether it is gone (acronis-api.md, 6.8 and 15.4). */
export const deleteTenant = step({
  name: "deleteTenant",
  title: "Delete tenant",
  reads: Ordered.extend({ checkDeletion: z.object({ tenantId: z.string().nullable() }) }),
  gives: z.object({ deleted: z.boolean() }),
  needs: [...acronisPorts],
  run: async (state, ports, execution) => {
    const { mapping, acronis } = await acronisWork(state, ports, execution);
    const { tenantId } = state.checkDeletion;
    // The row has the last word, not a state that was written a while ago.
    if (tenantId === null || mapping.deletion?.tenantId !== tenantId) return { deleted: false };
    await onceMoreOnRace(() => disableAndDelete(acronis, tenantId));
    if ((await readLiving(acronis, tenantId)) !== undefined) throw new Transient("deleteTenant was answered well, and the tenant is there");
    return { deleted: true };
  },
});

/** Only a disabled tenant can be deleted, with the version that it has then (19, 12). After a lost answer it may be gone already. */
const disableAndDelete = async (acronis: Acronis, tenantId: string): Promise<void> => {
  const tenant = await readLiving(acronis, tenantId);
  if (tenant === undefined) return;
  const { version } = tenant.enabled ? await acronis.updateTenant(tenantId, { version: tenant.version, enabled: false }) : tenant;
  await acronis.deleteTenant(tenantId, version);
};
