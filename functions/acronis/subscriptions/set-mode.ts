import * as z from "zod";
import { Rejected } from "../../errors.ts";
import { acronisPorts, type AcronisWork, acronisWork } from "../../onboarding/order-at-hand.ts";
import { step } from "../../step.ts";
import { onceMoreOnRace } from "../once-more.ts";
import { completionAfter } from "./entry-after.ts";
import { modeAfter } from "./mode.ts";
import { outcomeOf, ServicesState } from "./services-state.ts";
import { wishOf } from "./weigh-services.ts";

/**
 * Disables the tenant when no subscription is active any more, enables it when one is again, and switches a trial to production.
 * Acronis goes on billing a disabled tenant, and bills the whole month of the switch (acronis-api.md, 6.8 and 6.9).
 */
export const setMode = step({
  name: "setMode",
  title: "Set mode",
  reads: ServicesState,
  gives: z.object({}),
  needs: [...acronisPorts],
  run: async (state, ports, execution) => {
    const work = await acronisWork(state, ports, execution);
    const wish = wishOf(work.mapping);
    if (wish.change === "upgradeToPaid") await produce(work);
    const { services } = completionAfter(work.mapping, wish, outcomeOf(state), ports.clock.now());
    const { enabled } = modeAfter(wish.change, services, work.mapping.suspended === true);
    if (enabled !== undefined) await enable(work, enabled);
    return {};
  },
});

const produce = async ({ acronis, mapping: { tenantId = "" } }: AcronisWork): Promise<void> =>
  onceMoreOnRace(async () => {
    const pricing = await acronis.readPricing(tenantId);
    if (pricing.mode !== "production") await acronis.switchToProduction(tenantId, pricing);
  });

const enable = async ({ acronis, mapping: { tenantId = "" } }: AcronisWork, enabled: boolean): Promise<void> =>
  onceMoreOnRace(async () => {
    const tenant = await acronis.readTenant(tenantId);
    if (tenant.deleted_at !== undefined) throw new Rejected("tenantGone");
    if (tenant.enabled !== enabled) await acronis.updateTenant(tenantId, { version: tenant.version, enabled });
  });
