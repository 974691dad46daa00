import { monthOf } from "./clock.ts";
import { definitionOf } from "./definitions.ts";
import { type ItemRef, keyOf } from "./offering-item-object.ts";
import { subtreeOf } from "./scope.ts";
import type { Item, State, Tenant, Usage } from "./state.ts";

export interface UsageNumbers {
  readonly value: number;
  readonly absolute_value: number;
}

/** What the meters of a tenant tell now: a tenant counts all of its subtree (sheet 11.1). */
export interface Meter {
  of(ref: ItemRef): UsageNumbers;
  /** The sum of a metric that belongs to no item, as `vm_storage`; undefined where nobody told it. */
  ofMetric(name: string): number | undefined;
}

const nothing: UsageNumbers = { value: 0, absolute_value: 0 };

/** Reads all meters of a subtree at once, so that a list of many items costs no more than its length. */
export function meterOf(state: State, root: Tenant): Meter {
  const now = Date.now();
  const byItem = new Map<string, UsageNumbers>();
  const byMetric = new Map<string, number>();
  for (const tenant of subtreeOf(state, root)) {
    const told = (state.usages[tenant.id] ?? []).filter((usage) => isVisible(usage, now));
    if (tenant.deleted_at !== null || told.length === 0) continue;
    for (const [key, item] of Object.entries(state.items[tenant.id] ?? {})) {
      const numbers = numbersOf(state, item, told);
      const sum = byItem.get(key) ?? nothing;
      byItem.set(key, { value: sum.value + numbers.value, absolute_value: sum.absolute_value + numbers.absolute_value });
    }
    for (const name of new Set(told.map((usage) => usage.name)))
      byMetric.set(name, (byMetric.get(name) ?? 0) + (told.find((usage) => usage.name === name)?.value ?? 0));
  }
  return { of: (ref) => byItem.get(keyOf(ref)) ?? nothing, ofMetric: (name) => byMetric.get(name) };
}

function isVisible({ visible_from, visible_until }: Usage, now: number): boolean {
  return visible_from <= now && (visible_until === null || visible_until > now);
}

/** Told by usage name a number counts for the item that is on; told by its own name it counts for an item that is off as well. */
function numbersOf(state: State, item: Item, told: readonly Usage[]): UsageNumbers {
  const usageName = item.status === 1 ? definitionOf(state, item)?.usage_name : undefined;
  const mine = told.filter(
    ({ name, infra_id }) => (name === item.name || name === usageName) && (infra_id === null || infra_id === item.infra_id),
  );
  const [newest] = mine;
  if (newest === undefined) return nothing;
  if (newest.month === null) return { value: newest.value, absolute_value: newest.absolute_value ?? newest.value };
  return cumulative(mine);
}

/** A cumulative meter starts anew each month, while its absolute value goes on (sheet 11.1). */
function cumulative(told: readonly Usage[]): UsageNumbers {
  const byMonth = new Map<string, Usage>();
  for (const usage of told) if (usage.month !== null && !byMonth.has(usage.month)) byMonth.set(usage.month, usage);
  const months = [...byMonth].toSorted(([one], [other]) => one.localeCompare(other));
  const absolute_value = months.reduce((total, [, usage]) => usage.absolute_value ?? total + usage.value, 0);
  return { value: byMonth.get(monthOf())?.value ?? 0, absolute_value };
}
