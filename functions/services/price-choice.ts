import Big from "big.js";
import { decimalText, rounded } from "./money.ts";

/** A line of a price list: the vendor's, or one of an uploaded list. Empty texts are absent. */
export interface PricedLine {
  readonly sku: string;
  /** The offering item's name, or what the list calls it. */
  readonly name: string;
  readonly friendlyName: string;
  /** Decimal text. */
  readonly listPrice: string | undefined;
}

/** A price list of one month. */
export interface PriceSource {
  /** `yyyy-mm`. */
  readonly month: string;
  readonly currency: string;
  readonly commitment: string;
  readonly prices: readonly PricedLine[];
}

/** What a price list says of one offering item. */
export interface ItemPrice {
  /** Sell price of one unit, rounded. */
  readonly sell: string | undefined;
  readonly friendlyName: string;
}

/** By the offering item's name. */
export type ItemPrices = ReadonlyMap<string, ItemPrice>;

/**
 * Of a month's price lists the one to go by: in that currency, of the commitment that the settings name, else of the least. Undefined
 * when there is none.
 */
export const choosePriceList = (
  lists: readonly PriceSource[],
  wanted: { readonly month: string; readonly currency: string; readonly commitment: string | null },
): PriceSource | undefined => {
  const fitting = lists.filter(({ month, currency }) => month === wanted.month && currency.toUpperCase() === wanted.currency);
  if (wanted.commitment !== null) return fitting.find(({ commitment }) => commitment === wanted.commitment);
  return fitting.toSorted((one, other) => commitmentOf(one).cmp(commitmentOf(other)))[0];
};

// A commitment that is no number stands behind all that are.
const commitmentOf = ({ commitment }: PriceSource): Big => new Big(decimalText.test(commitment) ? commitment : "1e15");

/**
 * Prices by item. Which item a stock number is the price of, the vendor does not say (acronis-api.md, 14.6), so three ways are tried, the
 * surer one first: the settings' table, a number that ends in `__<item name>`, a line that is called as the item is. Of two lines
 * that are as sure, the first counts.
 */
export const itemPricesOf = (
  lines: readonly PricedLine[],
  { skus, digits }: { readonly skus: Readonly<Record<string, string>>; readonly digits: number },
): ItemPrices => {
  const found = new Map<string, ItemPrice & { readonly sureness: number }>();
  for (const line of lines) {
    const { item, sureness } = itemOf(line, skus);
    if (item === "" || (found.get(item)?.sureness ?? -1) >= sureness) continue;
    const { listPrice, friendlyName } = line;
    const sell = listPrice === undefined || !decimalText.test(listPrice) ? undefined : rounded(new Big(listPrice), digits);
    found.set(item, { sell, friendlyName, sureness });
  }
  return found;
};

const itemOf = (
  { sku, name }: PricedLine,
  skus: Readonly<Record<string, string>>,
): { readonly item: string; readonly sureness: number } => {
  const told = Object.hasOwn(skus, sku) ? skus[sku] : undefined;
  if (told !== undefined) return { item: told, sureness: 2 };
  const [, ...rest] = sku.split("__");
  return rest.length > 0 ? { item: rest.join("__"), sureness: 1 } : { item: name, sureness: 0 };
};
