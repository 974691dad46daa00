import * as z from "zod";
import { acronisPorts, acronisWork, type AcronisWork, Ordered } from "../onboarding/order-at-hand.ts";
import { Rejected, Transient } from "../errors.ts";
import { step } from "../step.ts";
import type { OfferingItem, OfferingItemChange } from "../vendors/acronis/objects.ts";
import type { Acronis } from "../vendors/acronis/port.ts";
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

/** Puts the items, and makes sure that they are on: success is never said before it is true. */
const putItems = async ({ acronis }: AcronisWork, tenantId: string, items: readonly OfferingItemChange[]): Promise<void> => {
  const missing = missingIn(await put(acronis, tenantId, items), items);
  if (missing.length === 0) return;
  // An answer that does not name all of them settles nothing: the tenant itself is asked.
  const off = missingIn(await acronis.itemsOf(tenantId), missing);
  if (off.length > 0) throw new Transient(`putItems was answered well, and ${off.length} items are off`);
};

/** A new tenant's quotas have version 0; one that an earlier call reached has others, and they are read once (9.4). */
const put = async (acronis: Acronis, tenantId: string, items: readonly OfferingItemChange[]): Promise<readonly OfferingItem[]> => {
  try {
    return await acronis.putItems(tenantId, items);
  } catch (error) {
    if (!(error instanceof Rejected) || error.reason !== "versionRace") throw error;
    const versions = new Map((await acronis.itemsOf(tenantId)).map((item) => [itemKey(item), item.quota?.version ?? 0]));
    const current = items.map((item) =>
      item.quota === undefined ? item : { ...item, quota: { ...item.quota, version: versions.get(itemKey(item)) ?? 0 } },
    );
    return acronis.putItems(tenantId, current);
  }
};

const missingIn = (found: readonly OfferingItem[], wanted: readonly OfferingItemChange[]): readonly OfferingItemChange[] => {
  const on = new Set(found.filter(({ status }) => status === 1).map(itemKey));
  return wanted.filter((item) => item.status === 1 && !on.has(itemKey(item)));
};
