import { definitionOf } from "./catalogue.ts";
import { type ItemRef, isOn } from "./offering-item-object.ts";
import { subtreeOf } from "./scope.ts";
import type { State, Tenant, Usage } from "./state.ts";

export interface UsageNumbers {
  readonly value: number;
  readonly absolute_value: number;
}

/** What was used of an item: a tenant counts all of its subtree (sheet 11.1). */
export function usageOf(state: State, tenant: Tenant, ref: ItemRef): UsageNumbers {
  const usageName = definitionOf(ref)?.usage_name;
  const fits = ({ name, infra_id }: Usage): boolean =>
    (name === ref.name || name === usageName) && (infra_id === null || infra_id === ref.infra_id);
  const now = Date.now();
  let numbers: UsageNumbers = { value: 0, absolute_value: 0 };
  for (const one of subtreeOf(state, tenant)) {
    if (one.deleted_at !== null || !isOn(state, one, ref)) continue;
    // A number told by usage name counts once: for the item that the tenant has on.
    const usage = state.usages[one.id]?.find((entry) => fits(entry) && entry.visible_from <= now);
    if (usage !== undefined)
      numbers = { value: numbers.value + usage.value, absolute_value: numbers.absolute_value + usage.absolute_value };
  }
  return numbers;
}
