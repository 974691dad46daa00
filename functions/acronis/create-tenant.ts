import * as z from "zod";
import { acronisPorts, acronisWork, Ordered } from "../onboarding/order-at-hand.ts";
import { step } from "../step.ts";
import { createOnce } from "./create-once.ts";
import { updateTenant } from "./update-tenant.ts";

/** Creates the account's tenant, or adopts it, or brings the one that it has up to date. */
export const createTenant = step({
  name: "createTenant",
  title: "Create tenant",
  reads: Ordered,
  gives: z.object({ tenantId: z.string() }),
  needs: [...acronisPorts, "settings"],
  // Long enough for the vendor's lists to show what an earlier call may have created; the step judges by the clock.
  patience: { everySeconds: 10, attempts: 60 },
  run: async (ordered, ports, execution) => {
    const work = await acronisWork(ordered, ports, execution);
    const { tenantId } = work.mapping;
    if (tenantId === undefined) return { tenantId: await createOnce(work, ports) };
    await updateTenant(work, tenantId, ports);
    return { tenantId };
  },
});
