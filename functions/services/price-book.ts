import * as z from "zod";
import { Time } from "../clock.ts";

/** The sell prices of one month, by item name: usage of that month is priced by it for ever. */
export const PriceBook = z.object({
  instanceId: z.string(),
  /** `yyyy-mm`, UTC. */
  month: z.string(),
  currency: z.string(),
  /** Digits after the point of its prices. */
  digits: z.int(),
  /** Sell price of one unit, decimal text, by the offering item's name. */
  prices: z.record(z.string(), z.string()),
  savedAt: Time,
});

export type PriceBook = z.infer<typeof PriceBook>;

/** A discount and since when it is in force. */
export const Discount = z.object({ from: Time, percent: z.string() });
export type Discount = z.infer<typeof Discount>;

/** The discount of a month: the one in force at its end, or now while it runs; before the first one, the first. */
export const discountOf = (discounts: readonly Discount[], present: string, endOfMonth: string): string => {
  const [first] = discounts;
  return discounts.findLast(({ from }) => from < endOfMonth)?.percent ?? first?.percent ?? present;
};
