import Big from "big.js";
import * as z from "zod";
import { arrayReader } from "./array-reader.ts";

// The vendor publishes no more of the shape than acronis-api.md, 14.3 says: what is absent or odd is empty, and harms nobody else.

const text = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch("")
  .transform((given) => given ?? "");

/** Money as decimal text: a text stays as it came; a number is written out. What is neither is unknown. */
const money = z
  .union([z.string().trim(), z.number().transform((given) => new Big(given).toFixed())])
  .pipe(z.string().regex(/^\d{1,15}(\.\d{1,30})?$/))
  .optional()
  .catch(undefined);

/** A price, in the currency of its list; what the partner pays Acronis stands beside it and is not ours to show. */
const ListedPrice = z
  .object({ sku: text, list_price: money, name: text, friendly_name: text })
  .transform(({ sku, list_price, name, friendly_name }) => ({ sku, listPrice: list_price, name, friendlyName: friendly_name }));

const List = z
  .object({ month: z.string(), currency: z.string().min(1), commitment: text, pricelist_code: text })
  .transform(({ pricelist_code, ...list }) => ({ ...list, code: pricelist_code }));

const HasPrices = z.object({ prices: z.array(z.never()) });
// An empty list may be null, as Go writes it.
const Rest = z.object({ price_lists: z.array(z.unknown()).nullable() });

export type ListedPrice = z.infer<typeof ListedPrice>;
/** The vendor's own prices for a partner in one month, `yyyy-mm` (14.3). */
export type PriceList = z.infer<typeof List> & { readonly prices: readonly ListedPrice[] };

/** Reads price lists as they come: 100,000 prices have 25 MB, and a fifth of that is of use. */
export const priceListsReader = (unreadable: () => Error) => {
  /** In the order in which their arrays came. */
  const prices: ListedPrice[][] = [];
  const reader = arrayReader({
    key: "prices",
    depth: 4,
    tell: (element, ordinal) => {
      const { data: price } = ListedPrice.safeParse(element);
      if (price !== undefined) (prices[ordinal] ??= []).push(price);
    },
    unreadable,
  });
  return {
    take: reader.take,
    end: (): readonly PriceList[] => {
      const rest = Rest.safeParse(reader.end());
      if (!rest.success) throw unreadable();
      let ordinal = 0;
      return (rest.data.price_lists ?? []).flatMap((given) => {
        const own = HasPrices.safeParse(given).success ? (prices[ordinal++] ?? []) : undefined;
        const list = List.safeParse(given);
        return list.success && own !== undefined ? [{ ...list.data, prices: own }] : [];
      });
    },
  };
};
