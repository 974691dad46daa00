import * as z from "zod";
import { Rejected } from "../errors.ts";
import { acronisPorts, Ordered, takeAcronisWork, type AcronisWork } from "../onboarding/order-at-hand.ts";
import { step } from "../step.ts";
import { onceMoreOnRace } from "./once-more.ts";

/** Disables the account's tenant and keeps its data; Acronis goes on billing it (acronis-api.md, 6.8). */
export const disableTenant = step({
  name: "disableTenant",
  title: "Disable tenant",
  reads: Ordered,
  gives: z.object({ tenantId: z.string() }),
  needs: [...acronisPorts, "machines"],
  run: async (ordered, ports, execution) => {
    const work = await takeAcronisWork(ordered, ports, { execution, process: "disable-acronis" });
    const { tenantId } = work.mapping;
    if (tenantId === undefined) throw new Rejected("notSynchronised");
    if (work.mapping.account.role === "reseller") await refuseLiveCustomers(work, tenantId);
    await onceMoreOnRace(async () => {
      const { enabled, version } = await work.acronis.readTenant(tenantId);
      if (enabled) await work.acronis.updateTenant(tenantId, { version, enabled: false });
    });
    return { tenantId };
  },
});

/** Disabling a partner locks out everybody below it, so its customers go first. */
const refuseLiveCustomers = async ({ acronis }: AcronisWork, tenantId: string): Promise<void> => {
  const live = (await acronis.childrenOf(tenantId)).filter(({ enabled }) => enabled);
  if (live.length > 0) throw new Rejected("customersLive", `${live.length} live`);
};
