import Big from "big.js";
import { Rejected } from "../../errors.ts";
import type { ServicesWish } from "../../onboarding/account.ts";
import { toVendor, type Unit } from "../../services/units.ts";

/** An amount in people's units; more than any number is unlimited. */
export type Amount = Big | "unlimited";

/** What a subscription and its add-ons want together, by attribute in lower case. What is wanted to be nothing is not named. */
export const askedAmounts = ({ amounts, addons }: Pick<ServicesWish, "amounts" | "addons">): ReadonlyMap<string, Amount> => {
  const totals = new Map<string, Amount>();
  for (const [attribute, text] of [amounts, ...addons.map((addon) => addon.amounts)].flatMap((given) => Object.entries(given))) {
    const key = attribute.toLowerCase();
    const amount = amountOf(attribute, text);
    const before = totals.get(key) ?? new Big(0);
    totals.set(key, amount === "unlimited" || before === "unlimited" ? "unlimited" : before.plus(amount));
  }
  return new Map([...totals].filter(([, amount]) => amount === "unlimited" || amount.gt(0)));
};

/** An amount in the vendor's unit; null is unlimited. Rejected("amountInvalid") where it is too large to be exact. */
export const vendorAmount = (attribute: string, amount: Amount, unit: Unit): number | null => {
  if (amount === "unlimited") return null;
  const value = toVendor(amount.toFixed(), unit);
  if (!Number.isSafeInteger(value)) throw new Rejected("amountInvalid", `${attribute} is too large`);
  return value;
};

const amountOf = (attribute: string, text: string): Amount => {
  if (text === "unlimited") return text;
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(text)) throw new Rejected("amountInvalid", attribute);
  return new Big(text);
};
