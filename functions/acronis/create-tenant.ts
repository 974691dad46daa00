import * as z from "zod";
import { acronisPorts, acronisWork, Ordered } from "../onboarding/order-at-hand.ts";
import { step } from "../step.ts";
import { createOnce } from "./create-once.ts";
import { listPatience } from "./lagging-lists.ts";
import { updateTenant } from "./update-tenant.ts";

/** Creates the account's tenant, or adopts it, or brings the one that it has up to date. */
export const createTenant = step({
  name: "createTenant",
  title: "Create tenant",
  reads: Ordered,
  gives: z.object({ tenantId: z.string() }),
  needs: [...acronisPorts, "settings"],
  patience: listPatience,
  run: async (ordered, ports, execution) => {
    const work = await acronisWork(ordered, ports, execution);
    const { mapping } = work;
    if (mapping.tenantId !== undefined) {
      await updateTenant(work, mapping.tenantId, ports);
      return { tenantId: mapping.tenantId };
    }
    const { tenant, isAdopted } = await createOnce(work, ports);
    if (isAdopted) await updateTenant({ ...work, mapping: { ...mapping, tenantName: tenant.name } }, tenant.id, ports);
    return { tenantId: tenant.id };
  },
});
