import { Rejected } from "../../errors.ts";
import { usageNameOf } from "../../services/offered-items.ts";
import { fromVendor, unitOf } from "../../services/units.ts";
import type { OfferingItem } from "../../vendors/acronis/objects.ts";
import type { UsageLine } from "../../vendors/acronis/usage-lines.ts";
import type { ItemRef } from "./item-refs.ts";

/** Usages that a refusal names at most. */
const MOST_NAMED = 10;

/**
 * What is in use is never switched off (acronis-api.md, 9.7.6): throws Rejected("itemsInUse"), or Rejected("storageRefused") for a
 * storage that would be left, with the usage. Lines are joined by usage name, since a switch of edition renames items and not what
 * they count.
 */
export const refuseUsed = (
  off: readonly ItemRef[],
  {
    items,
    usages,
    leaving,
  }: {
    readonly items: readonly OfferingItem[];
    readonly usages: readonly UsageLine[];
    /** Storages that would be left. */
    readonly leaving: ReadonlySet<string>;
  },
): void => {
  const used = off.flatMap((change) => {
    const item = items.find((one) => one.application_id === change.application_id && one.name === change.name);
    const line = usages.find(
      (one) =>
        amountIn(one) > 0 &&
        one.application_id === change.application_id &&
        // A line that does not say where speaks of every storage, and one of that very name is no sum, whatever else it lacks.
        (one.infra_id === undefined || one.infra_id === change.infra_id) &&
        (one.name === change.name || (!one.isAggregate && one.usage_name === (item && usageNameOf(item)))),
    );
    return line === undefined ? [] : [{ change, line }];
  });
  if (used.length === 0) return;
  const isLeft = used.some(({ change }) => leaving.has(change.infra_id ?? ""));
  const named = used.slice(0, MOST_NAMED).map(({ line }) => usedText(line));
  throw new Rejected(isLeft ? "storageRefused" : "itemsInUse", named.join(", "));
};

/** Since ever, where the server tells it: what counts from the month's start says nothing of what is there (11.1). */
const amountIn = ({ absolute_value, value }: UsageLine): number => absolute_value ?? value;

const usedText = (line: UsageLine): string => {
  const unit = unitOf(line.measurement_unit) ?? "pieces";
  return `${usageNameOf(line)} ${fromVendor(amountIn(line), unit)}${unit === "pieces" ? "" : ` ${unit}`} in use`;
};
