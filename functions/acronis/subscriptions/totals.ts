import Big from "big.js";
import { Rejected } from "../../errors.ts";
import type { ServiceItem } from "../../onboarding/service-entry.ts";
import type { ServicesSettings } from "../../services/settings.ts";
import { itemKey } from "../choose-items.ts";
import { type ItemRef, refOfService } from "./item-refs.ts";

/** What an item of a tenant shall be when it is on; a value of null is unlimited, or a feature. */
export interface Limit {
  readonly value: number | null;
  readonly overage: number | null;
}

/** An item that a live subscription names, and what all of them want of it together. */
export interface Named {
  readonly ref: ItemRef;
  readonly limit: Limit;
}

type Policy = Pick<ServicesSettings, "quotas" | "overagePercent">;

/**
 * What all live subscriptions of an account want of each item: the sum, and unlimited where one of them wants that; as a quota by the
 * instance's policy (acronis-api.md, 9.4). Rejected("amountInvalid") where a sum is too large to be exact.
 */
export const totalsOf = (subscriptions: readonly (readonly ServiceItem[])[], policy: Policy): ReadonlyMap<string, Named> => {
  const sums = new Map<string, { readonly ref: ItemRef; readonly value: number | null }>();
  for (const item of subscriptions.flat()) {
    const ref = refOfService(item);
    const before = sums.get(itemKey(ref));
    const value = before?.value === null || item.value === null ? null : (before?.value ?? 0) + item.value;
    sums.set(itemKey(ref), { ref, value });
  }
  return new Map([...sums].map(([key, { ref, value }]) => [key, { ref, limit: limitOf(value, ref.name, policy) }]));
};

const limitOf = (value: number | null, name: string, { quotas, overagePercent }: Policy): Limit => {
  if (value === null || quotas === "unlimited") return { value: null, overage: null };
  // Whole units, rounded up: nobody gets less than was sold.
  const overage = quotas === "soft" ? null : new Big(value).times(overagePercent).div(100).round(0, Big.roundUp).toNumber();
  if (!Number.isSafeInteger(value) || !Number.isSafeInteger(overage ?? 0)) throw new Rejected("amountInvalid", `${name} is too large`);
  return { value, overage };
};
