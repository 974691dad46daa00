import type { ItemBefore, ServiceItem } from "../../onboarding/service-entry.ts";
import type { ServicesSettings } from "../../services/settings.ts";
import type { OfferingItem, OfferingItemChange } from "../../vendors/acronis/objects.ts";
import { itemKey } from "../choose-items.ts";
import { byKey, isOn, type ItemRef, refOf, refOfKey } from "./item-refs.ts";
import { movedItem, settledBefore, type Shifts } from "./shifts.ts";
import { type Limit, totalsOf } from "./totals.ts";

/** What a tenant's items are compared with. */
export interface Situation extends Shifts {
  /** As they were read, of every edition. */
  readonly tenantItems: readonly OfferingItem[];
  /** What the row noted of items before a subscription named them. */
  readonly before: Readonly<Record<string, ItemBefore>>;
  /** The items of each subscription that will be live. */
  readonly subscriptions: readonly (readonly ServiceItem[])[];
  readonly policy: Pick<ServicesSettings, "quotas" | "overagePercent">;
}

/** What there is to do at a tenant. */
export interface Comparison {
  /** The least PUT; each quota with the version that was read (acronis-api.md, 9.3). */
  readonly difference: readonly OfferingItemChange[];
  /** What to note before it is sent: every item that is named, or was, as it was before. */
  readonly before: Readonly<Record<string, ItemBefore>>;
}

/**
 * Compares what all live subscriptions want with what the tenant has. Items that no subscription names are left alone, but for those
 * that one has named before: they become what they were. Applied to the tenant, a second comparison finds nothing.
 */
export const compare = (situation: Situation): Comparison => {
  const { tenantItems, policy } = situation;
  const present = byKey(tenantItems);
  const settled = settledBefore(situation.before, situation);
  const named = totalsOf(
    situation.subscriptions.map((items) => items.map((item) => movedItem(item, situation.storages))),
    policy,
  );
  const fresh = [...named.keys()].filter((key) => settled[key] === undefined);
  const before = { ...settled, ...Object.fromEntries(fresh.map((key) => [key, stateOf(present.get(key) ?? leftBehind(key, situation))])) };
  const wanted = new Map<string, { readonly ref: ItemRef; readonly target: ItemBefore }>();
  for (const [key, target] of Object.entries(before)) wanted.set(key, { ref: refOfKey(key), target });
  for (const [key, { ref, limit }] of named) wanted.set(key, { ref, target: limit });
  for (const item of tenantItems.filter((one) => isOn(one) && situation.storages.has(one.infra_id ?? ""))) {
    const there = { ...refOf(item), infra_id: situation.storages.get(item.infra_id ?? "") };
    wanted.set(itemKey(item), { ref: refOf(item), target: "off" });
    if (!wanted.has(itemKey(there))) wanted.set(itemKey(there), { ref: there, target: stateOf(item) });
  }
  const difference = [...wanted].flatMap(([key, { ref, target }]) => changeOf(ref, target, present.get(key)));
  return { difference, before };
};

/** Whether an item is as a change wanted it. */
export const isDone = (change: OfferingItemChange, item: OfferingItem | undefined): boolean =>
  changeOf(refOf(change), change.status === 0 ? "off" : (change.quota ?? unlimited), item).length === 0;

const unlimited: Limit = { value: null, overage: null };

/** The item on the storage from which its key is moved. */
const leftBehind = (key: string, { tenantItems, storages }: Situation): OfferingItem | undefined =>
  tenantItems.find((item) => {
    const to = storages.get(item.infra_id ?? "");
    return isOn(item) && to !== undefined && itemKey({ ...item, infra_id: to }) === key;
  });

const stateOf = (item: OfferingItem | undefined): ItemBefore => {
  if (item === undefined || !isOn(item)) return "off";
  const { value = null, overage = null } = item.quota ?? {};
  return value === null ? unlimited : { value, overage };
};

/** An item that is off, or a feature, carries no quota; one that is switched on without one is unlimited (9.1 and 9.4). */
const changeOf = (ref: ItemRef, target: ItemBefore, item: OfferingItem | undefined): readonly OfferingItemChange[] => {
  const now = stateOf(item);
  if (target === "off") return now === "off" ? [] : [{ ...ref, status: 0 }];
  if (now === "off" && target.value === null) return [{ ...ref, status: 1 }];
  if (now !== "off" && now.value === target.value && (target.value === null || now.overage === target.overage)) return [];
  const limit = target.value === null ? unlimited : { value: target.value, overage: target.overage };
  return [{ ...ref, status: 1, quota: { ...limit, version: item?.quota?.version ?? 0 } }];
};
