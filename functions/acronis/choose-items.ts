import { Rejected } from "../errors.ts";
import type { CustomerRule, ResellerRule } from "../instances/rule.ts";
import type { OfferingItem, OfferingItemChange, Storage } from "../vendors/acronis/objects.ts";

/** What tells an item of a tenant from its others: name, application and, for a storage, its infrastructure (acronis-api.md, 9.1). */
export const itemKey = ({ application_id, name, infra_id }: Omit<OfferingItemChange, "status" | "quota">): string =>
  [application_id, name, infra_id ?? ""].join(" ");

/**
 * What a customer gets of the items on offer: those of the rule, with one storage of each capability, all in one location, since a
 * second one cancels the whole call (9.7, 1 and 2). Surplus storages are said to be off.
 */
export const chooseCustomerItems = (
  rule: CustomerRule,
  onOffer: readonly OfferingItem[],
  storages: readonly Storage[],
): readonly OfferingItemChange[] => {
  const wanted = wantedOf(rule.items, onOffer);
  if (!onOffer.some(({ edition }) => edition === rule.edition)) throw new Rejected("itemsNotOnOffer", `edition ${rule.edition}`);
  const chosen = chooseStorages(rule.storage, storages);
  const surplus = ({ infra_id }: OfferingItem): boolean => infra_id !== undefined && !chosen.has(infra_id);
  return wanted.map((item) => (surplus(item) ? off(item) : on(item, rule.quotas)));
};

/** What a reseller gets: every storage, and each edition that the rule names; items without an edition are always on offer (9.2). */
export const chooseResellerItems = (rule: ResellerRule, onOffer: readonly OfferingItem[]): readonly OfferingItemChange[] => {
  const missing = rule.editions.filter((edition) => !onOffer.some((item) => item.edition === edition));
  if (missing.length > 0) throw new Rejected("itemsNotOnOffer", `edition ${missing.join(", ")}`);
  const sellable = onOffer.filter(({ edition }) => edition === undefined || edition === null || rule.editions.includes(edition));
  return wantedOf(rule.items, sellable).map((item) => on(item, rule.quotas));
};

/** A locked item's status may not be changed (9.1), so it is not spoken of. */
const wantedOf = (items: "all" | readonly string[], onOffer: readonly OfferingItem[]): readonly OfferingItem[] => {
  const free = onOffer.filter(({ locked }) => locked !== true);
  if (items === "all") return free;
  const missing = items.filter((name) => !onOffer.some((item) => item.name === name));
  if (missing.length > 0) throw new Rejected("itemsNotOnOffer", missing.slice(0, 10).join(", "));
  return free.filter(({ name }) => items.includes(name));
};

/** The storage that the rule names, or the first by name, and for each other capability the first of the same location. */
export const chooseStorages = (wanted: string, storages: readonly Storage[]): ReadonlySet<string> => {
  const byName = storages.toSorted((one, other) => one.name.localeCompare(other.name, "en") || (one.id < other.id ? -1 : 1));
  const backup = byName.filter(({ capabilities }) => capabilities.includes("backup"));
  const candidates = backup.length > 0 ? backup : byName;
  const first = wanted === "first" ? candidates[0] : byName.find(({ name, id }) => name === wanted || id === wanted);
  if (first === undefined && wanted !== "first") throw new Rejected("itemsNotOnOffer", `storage ${wanted}`);
  const chosen = first === undefined ? [] : [first];
  for (const storage of byName) {
    if (storage === first || storage.location_id !== first?.location_id) continue;
    const taken = new Set(chosen.flatMap(({ capabilities }) => capabilities));
    if (!storage.capabilities.some((capability) => taken.has(capability))) chosen.push(storage);
  }
  return new Set(chosen.map(({ id }) => id));
};

const identity = ({ application_id, name, infra_id }: OfferingItem) => ({
  application_id,
  name,
  ...(infra_id === undefined ? {} : { infra_id }),
});

/** An item that is off carries no quota (9.4). */
const off = (item: OfferingItem): OfferingItemChange => ({ ...identity(item), status: 0 });

/** Features have no quota (9.1); null and null is unlimited, and its version is 0 (9.4). */
const on = (item: OfferingItem, quotas: CustomerRule["quotas"]): OfferingItemChange => {
  const change = { ...identity(item), status: 1 } as const;
  if (item.type === "feature") return change;
  const { value, overage } = quotas[item.name] ?? { value: null, overage: null };
  return { ...change, quota: { value, overage, version: 0 } };
};
