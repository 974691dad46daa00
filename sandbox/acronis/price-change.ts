import * as z from "zod";
import { monthOf } from "./clock.ts";
import type { Answer, Site } from "./exchange.ts";
import { pricesOf, soldItems } from "./prices.ts";
import { skuOf } from "./sku.ts";
import type { State } from "./state.ts";

export const currencies = ["AUD", "BRL", "CAD", "EUR", "CNY", "GBP", "JPY", "KZT", "NZD", "RUB", "USD", "ZAR"] as const;

const Change = z
  .strictObject({
    sku: z.string().optional(),
    name: z.string().optional(),
    list_price: z
      .string()
      .regex(/^\d{1,12}(\.\d{1,8})?$/, "must be a decimal number as text, like 1.25")
      .nullable()
      .optional(),
    friendly_name: z.string().min(1).max(255).optional(),
    from: z
      .string()
      .regex(/^\d{4}-(0[1-9]|1[0-2])$/, "must be like 2026-09")
      .optional(),
  })
  .refine(({ sku, name }) => (sku === undefined) !== (name === undefined), "needs a sku or a name")
  .refine(({ list_price, friendly_name }) => list_price !== undefined || friendly_name !== undefined, "changes nothing");

/** Prices to change, or more: who may read the list, and its currency. */
export const PricesChange = z.union([
  z.array(Change),
  z.strictObject({ readable: z.boolean().optional(), currency: z.enum(currencies).optional(), prices: z.array(Change).default([]) }),
]);

/** Acronis writes its price list anew: of all months, or from one month on. All or nothing. */
export function changePrices({ state }: Site, given: z.output<typeof PricesChange>): Answer {
  const { readable, currency, prices } = Array.isArray(given) ? { prices: given } : given;
  const named = prices.map((change) => ({ change, name: nameOf(state, change) }));
  const unknown = named.flatMap(({ change, name }) => (name === undefined ? [change.sku ?? change.name] : []));
  if (unknown.length > 0) return { status: 404, body: { message: `The price list has no ${unknown.join(", ")}.` } };
  for (const { change, name } of named) if (name !== undefined) addChange(state, name, change);
  state.prices.readable = readable ?? state.prices.readable;
  state.prices.currency = currency ?? state.prices.currency;
  return { status: 200, body: shownPrices(state) };
}

/** The list as Acronis first had it, for everybody who may read it. */
export function restorePrices({ state }: Site): Answer {
  state.prices.changes = {};
  return { status: 204 };
}

/** What is changed, and how the changed lines look this month. */
export function shownPrices(state: State): object {
  const { readable, currency, changes } = state.prices;
  const changed = [...pricesOf(state, monthOf())].filter(({ name }) => name in changes);
  return { readable, currency, changes, prices: changed };
}

function nameOf(state: State, { sku, name }: z.output<typeof Change>): string | undefined {
  for (const sold of soldItems(state)) if (sold.name === name || skuOf(sold.name) === sku) return sold.name;
  return undefined;
}

/** What is told later wins, in the months that it is about. */
function addChange({ prices }: State, name: string, { from = "", list_price, friendly_name }: z.output<typeof Change>): void {
  const change = { from, ...(list_price === undefined ? {} : { list_price }), ...(friendly_name === undefined ? {} : { friendly_name }) };
  prices.changes[name] = [...(prices.changes[name] ?? []), change];
}
