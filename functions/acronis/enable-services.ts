import * as z from "zod";
import { acronisPorts, acronisWork, type AcronisWork, Ordered } from "../onboarding/order-at-hand.ts";
import { Rejected } from "../errors.ts";
import { step } from "../step.ts";
import type { OfferingItemChange } from "../vendors/acronis/objects.ts";
import { chooseCustomerItems, chooseResellerItems, itemKey } from "./choose-items.ts";

/** Switches on what the instance's standard rule gives a new tenant. A tenant that is all there keeps what it has. */
export const enableServices = step({
  name: "enableServices",
  title: "Enable services",
  reads: Ordered.extend({ createTenant: z.object({ tenantId: z.string() }) }),
  gives: z.object({ items: z.int() }),
  needs: [...acronisPorts],
  run: async (state, ports, execution) => {
    const work = await acronisWork(state, ports, execution);
    if (work.mapping.onboardedAt !== undefined) return { items: 0 };
    const items = await wantedItems(work);
    await putItems(work, state.createTenant.tenantId, items);
    return { items: items.length };
  },
});

const wantedItems = async ({ mapping: { account }, instance: { rule }, acronis }: AcronisWork): Promise<readonly OfferingItemChange[]> => {
  const { role, parentTenantId } = account;
  const stored = rule[role].offeringItems;
  if (stored !== undefined) return stored.map((item) => ({ ...item, quota: item.quota && { ...item.quota, version: 0 } }));
  if (role === "customer") {
    const onOffer = await acronis.itemsOnOffer(parentTenantId, "customer", rule.customer.edition);
    const storages = await acronis.storages(
      parentTenantId,
      onOffer.flatMap(({ infra_id }) => infra_id ?? []),
    );
    return chooseCustomerItems(rule.customer, onOffer, storages);
  }
  const { editions } = rule.reseller;
  const [edition] = editions;
  return chooseResellerItems(
    rule.reseller,
    await acronis.itemsOnOffer(parentTenantId, "partner", editions.length === 1 && edition !== undefined ? edition : "*"),
  );
};

/** A new tenant's quotas have version 0; one that an earlier call reached has others, and they are read once (9.4). */
const putItems = async ({ acronis }: AcronisWork, tenantId: string, items: readonly OfferingItemChange[]): Promise<void> => {
  try {
    await acronis.putItems(tenantId, items);
  } catch (error) {
    if (!(error instanceof Rejected) || error.reason !== "versionRace") throw error;
    const versions = new Map((await acronis.itemsOf(tenantId)).map((item) => [itemKey(item), item.quota?.version ?? 0]));
    const current = items.map((item) =>
      item.quota === undefined ? item : { ...item, quota: { ...item.quota, version: versions.get(itemKey(item)) ?? 0 } },
    );
    await acronis.putItems(tenantId, current);
  }
};
