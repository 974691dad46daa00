import type { Mapping } from "../../onboarding/mapping.ts";
import type { ItemBefore, ServiceItem } from "../../onboarding/service-entry.ts";
import { isLive } from "../../onboarding/services.ts";
import { usageNameOf } from "../../services/offered-items.ts";
import type { OfferingItem } from "../../vendors/acronis/objects.ts";
import { itemKey } from "../choose-items.ts";
import { editionOn, isOn, refOfKey, refOfService } from "./item-refs.ts";

/** What moves a customer's items: another storage, another edition. Both stay when a subscription ends. */
export interface Shifts {
  /** From which storage to which. */
  readonly storages: ReadonlyMap<string, string>;
  /** The edition of a service from now on; undefined: nothing switches editions, or the tenant may hold many. */
  readonly edition?: { readonly applicationId: string; readonly name: string } | undefined;
  readonly isCustomer: boolean;
}

/** A subscription's item on the storage where it is from now on. */
export const movedItem = (item: ServiceItem, storages: ReadonlyMap<string, string>): ServiceItem => {
  const to = storages.get(item.infraId ?? "");
  return to === undefined ? item : { ...item, infraId: to };
};

/**
 * The row's notes of what items were, under the names that they have by now: a switch of edition gives each item another name, a
 * change of storage another place. What the tenant is not offered any more cannot come back, and is dropped.
 */
export const settledBefore = (
  before: Readonly<Record<string, ItemBefore>>,
  shifts: Shifts & { readonly tenantItems: readonly OfferingItem[] },
): Readonly<Record<string, ItemBefore>> => {
  const settled: Record<string, ItemBefore> = {};
  // What stands under its present name already is older than what comes there by a shift.
  const entries = Object.entries(before).map(([key, state]) => ({ key, state, to: settledKey(key, state, shifts) }));
  for (const { state, to } of entries.toSorted((one, other) => Number(other.key === other.to) - Number(one.key === one.to))) {
    if (to !== undefined && settled[to] === undefined) settled[to] = state;
  }
  return settled;
};

const settledKey = (
  key: string,
  state: ItemBefore,
  { tenantItems, storages, edition, isCustomer }: Shifts & { readonly tenantItems: readonly OfferingItem[] },
): string | undefined => {
  if (!isCustomer) return key;
  const ref = refOfKey(key);
  const infra_id = storages.get(ref.infra_id ?? "") ?? ref.infra_id;
  const ofService = tenantItems.filter(({ application_id }) => application_id === ref.application_id);
  const item = ofService.find(({ name }) => name === ref.name);
  const now = edition?.applicationId === ref.application_id ? edition.name : editionOn(tenantItems, ref.application_id);
  if (item !== undefined && ((item.edition ?? "") === "" || now === undefined || item.edition === now))
    return itemKey({ ...ref, infra_id });
  // A server may leave out what is off, as all of an edition is after a switch: then the names tell, but for their prefixes.
  const isSame = (one: OfferingItem): boolean =>
    item === undefined ? withoutPrefix(one) === withoutPrefix(ref) : usageNameOf(one) === usageNameOf(item);
  const counterpart = ofService.find((one) => one.edition === now && isSame(one));
  if (counterpart !== undefined) return itemKey({ ...ref, name: counterpart.name, infra_id });
  return item === undefined && state === "off" ? itemKey({ ...ref, infra_id }) : undefined;
};

const withoutPrefix = ({ name }: Pick<OfferingItem, "name">): string => usageNameOf({ name, usage_name: undefined });

/**
 * Storages that the row still names though the tenant's items of those names are on another by now: an earlier order moved them, or a
 * person did.
 */
export const driftedStorages = (
  { services = [], itemsBefore = {} }: Pick<Mapping, "services" | "itemsBefore">,
  tenantItems: readonly OfferingItem[],
): ReadonlyMap<string, string> => {
  const on = tenantItems.filter((item) => isOn(item) && item.infra_id !== undefined);
  const named = [...services.filter(isLive).flatMap(({ items }) => items.map(refOfService)), ...Object.keys(itemsBefore).map(refOfKey)];
  const drifted = new Map<string, string>();
  for (const { application_id, name, infra_id } of named) {
    if (infra_id === undefined || on.some((item) => item.infra_id === infra_id)) continue;
    const there = on.find((item) => item.application_id === application_id && item.name === name)?.infra_id;
    if (there !== undefined) drifted.set(infra_id, there);
  }
  return drifted;
};

/** One shift of storages after another. */
export const joined = (first: ReadonlyMap<string, string>, then: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...[...first].map(([from, to]) => [from, then.get(to) ?? to] as const), ...then].filter(([from, to]) => from !== to));
