import * as z from "zod";
import { acronisPorts, acronisWork, Ordered } from "../onboarding/order-at-hand.ts";
import { step } from "../step.ts";
import { onceMoreOnRace } from "./once-more.ts";

/** A new customer is in trial mode, a new partner in production (acronis-api.md, 6.9). Production is one-way and bills the month. */
export const switchToProduction = step({
  name: "switchToProduction",
  title: "Switch to production",
  reads: Ordered.extend({ createTenant: z.object({ tenantId: z.string() }) }),
  gives: z.object({ mode: z.string() }),
  needs: [...acronisPorts],
  run: async (state, ports, execution) => {
    const { mapping, instance, acronis } = await acronisWork(state, ports, execution);
    const { mode } = instance.rule.customer;
    if (mapping.account.role === "reseller" || mapping.onboardedAt !== undefined || mode === "trial") return { mode: "as it is" };
    const { tenantId } = state.createTenant;
    await onceMoreOnRace(async () => {
      const pricing = await acronis.readPricing(tenantId);
      if (pricing.mode !== "production") await acronis.switchToProduction(tenantId, pricing);
    });
    return { mode };
  },
});
