import Big from "big.js";
import { costOf, digitsOf, rounded } from "../services/money.ts";
import type { PriceBook } from "../services/price-book.ts";
import { fromVendor, unitOf, type Unit } from "../services/units.ts";
import type { UsedItem } from "./ports.ts";

/** What lines of a month are priced by. */
export interface Pricing {
  /** Undefined: the month has no prices. */
  readonly book: PriceBook | undefined;
  /** Per cent, of that month. */
  readonly discount: string;
}

/** A used item in people's words and units, with its money: decimal texts in the book's currency. */
export interface PricedLine {
  readonly item: UsedItem;
  readonly unit: Unit;
  /** More than 0. */
  readonly quantity: string;
  /** Of one unit; undefined where the month has no price of it. */
  readonly unitPrice: Money | undefined;
}

export interface Money {
  readonly sell: string;
  readonly cost: string;
}

/** The lines of a month. What is less than half a millionth of a GB comes to nothing, and is no line. */
export const pricedLines = (items: readonly UsedItem[], pricing: Pricing): readonly PricedLine[] =>
  items.flatMap((item) => {
    const unit = unitOf(item.measurementUnit);
    if (unit === undefined || item.value <= 0) return [];
    const quantity = fromVendor(item.value, unit);
    return new Big(quantity).gt(0) ? [{ item, unit, quantity, unitPrice: unitPriceOf(item.name, pricing) }] : [];
  });

const unitPriceOf = (name: string, { book, discount }: Pricing): Money | undefined => {
  const sell = book === undefined || !Object.hasOwn(book.prices, name) ? undefined : book.prices[name];
  return book === undefined || sell === undefined ? undefined : { sell, cost: costOf(sell, discount, book.digits) };
};

/** What a line comes to, rounded half to even to the currency's digits. */
export const lineMoney = ({ quantity, unitPrice }: PricedLine, currency: string): Money | undefined =>
  unitPrice === undefined
    ? undefined
    : { sell: product(quantity, unitPrice.sell, currency), cost: product(quantity, unitPrice.cost, currency) };

const product = (quantity: string, price: string, currency: string): string => rounded(new Big(quantity).times(price), digitsOf(currency));

/**
 * The sums of lines as they are shown. Prices by unit: the exact sum of quantity times price, rounded once. Prices by line: the sum of the
 * lines, which are rounded already. Undefined when no line has a price.
 */
export const totalsOf = (lines: readonly PricedLine[], shown: "unit" | "line", currency: string): Money | undefined => {
  const priced = lines.flatMap((line) => {
    const money = shown === "line" ? lineMoney(line, currency) : line.unitPrice;
    return money === undefined ? [] : [{ money, times: shown === "line" ? "1" : line.quantity }];
  });
  if (priced.length === 0) return undefined;
  const sum = (of: keyof Money): string =>
    rounded(
      priced.reduce((total, { money, times }) => total.plus(new Big(times).times(money[of])), new Big(0)),
      digitsOf(currency),
    );
  return { sell: sum("sell"), cost: sum("cost") };
};
