import Big from "big.js";
import * as z from "zod";
import { readable } from "./lists.ts";

// The vendor publishes no more of the shape than acronis-api.md, 14.3 says: what is absent or odd is empty, and harms nobody else.

const text = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch("")
  .transform((given) => given ?? "");

/** Money as decimal text: a text stays as it came; a number is written out. What is neither is unknown. */
const money = z
  .union([z.string().trim(), z.number().transform((given) => new Big(given).toFixed())])
  .pipe(z.string().regex(/^\d{1,15}(\.\d{1,15})?$/))
  .optional()
  .catch(undefined);

/** A price, in the currency of its list. */
const ListedPrice = z
  .object({
    sku: text,
    list_price: money,
    effective_price: money,
    name: text,
    friendly_name: text,
    category: text,
    sub_category: text,
  })
  .transform(({ list_price, effective_price, friendly_name, sub_category, sku, name, category }) => ({
    sku,
    listPrice: list_price,
    effectivePrice: effective_price,
    name,
    friendlyName: friendly_name,
    category,
    subCategory: sub_category,
  }));

/** The vendor's own prices for a partner in one month, `yyyy-mm` (14.3). */
const PriceList = z
  .object({ month: z.string(), currency: z.string().min(1), commitment: text, pricelist_code: text, prices: readable(ListedPrice) })
  .transform(({ pricelist_code, ...list }) => ({ ...list, code: pricelist_code }));

export const PriceLists = z.object({ price_lists: readable(PriceList) });

export type ListedPrice = z.infer<typeof ListedPrice>;
export type PriceList = z.infer<typeof PriceList>;
