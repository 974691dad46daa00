import type { ServiceEntry, ServiceItem } from "../onboarding/service-entry.ts";
import { endOf, startOf } from "./month.ts";
import type { UsageRow } from "./ports.ts";

/** What names an item of a tenant on a storage. */
export interface ItemPlace {
  readonly applicationId: string;
  readonly name: string;
  readonly infraId?: string | undefined;
}

/** The subscriptions that were alive in the month, also for a day of it; the oldest first. Suspended ones are billed on. */
export const aliveIn = (entries: readonly ServiceEntry[], month: string): readonly ServiceEntry[] =>
  entries
    .filter(({ startedAt, endedAt }) => startedAt < endOf(month) && (endedAt === undefined || endedAt >= startOf(month)))
    .toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));

/**
 * The one subscription whose bill an item is on, so that no line is billed twice: a contract of a service provider takes all; else the
 * oldest that names the item, else the one whose it was earlier in the month (one that was cancelled names nothing any more), else the
 * oldest of its application. Undefined: nobody sold it.
 */
export const ownerOf = (item: ItemPlace, alive: readonly ServiceEntry[], earlier?: string): string | undefined => {
  const owner =
    alive.find(({ contract }) => contract !== undefined) ??
    alive.find(({ items }) => items.some((named) => isSameItem(named, item))) ??
    alive.find(({ subscriptionId }) => subscriptionId === earlier) ??
    alive.find(({ applicationId }) => applicationId === item.applicationId);
  return owner?.subscriptionId;
};

/** A row of an open month as it is owned by the subscriptions that there are now: the look may be older than they are. */
export const ownedBy = (entries: readonly ServiceEntry[], row: UsageRow): UsageRow => {
  const alive = aliveIn(entries, row.month);
  const items = row.items.map(({ subscriptionId: earlier, ...item }) => {
    const subscriptionId = ownerOf(item, alive, earlier);
    return subscriptionId === undefined ? item : { ...item, subscriptionId };
  });
  return { ...row, items, subscriptions: alive.map(({ subscriptionId }) => subscriptionId) };
};

/** What the subscriptions want of an item together; null is unlimited, and wins. Undefined: none names it. */
export const soldOf = (item: ItemPlace, alive: readonly ServiceEntry[]): { readonly value: number | null } | undefined => {
  const values = alive.flatMap(({ items }) => items.filter((named) => isSameItem(named, item)).map(({ value }) => value));
  if (values.length === 0) return undefined;
  return { value: values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0) };
};

/** A subscription that names no storage means the item wherever it is. */
export const isSameItem = (named: ServiceItem, item: ItemPlace): boolean =>
  named.applicationId === item.applicationId &&
  named.name === item.name &&
  (named.infraId === undefined || item.infraId === undefined || named.infraId === item.infraId);

const orderOf = ({ startedAt, subscriptionId }: ServiceEntry): string => `${startedAt} ${subscriptionId}`;
