import { type Definition, definitions } from "./catalogue.ts";
import { definitionsOf, keyOfDefinition } from "./definitions.ts";
import { friendlyName } from "./friendly-names.ts";
import { skuOf } from "./sku.ts";
import type { State } from "./state.ts";

/** One line of a price list (sheet 14, point 3). Money is text. */
export interface Price {
  readonly sku: string;
  readonly effective_price: string;
  readonly list_price: string;
  readonly sku_discount: string;
  readonly pricelist_discount: string;
  readonly category: string;
  readonly sub_category: string;
  readonly name: string;
  readonly friendly_name: string;
}

/** What has a price: all that is counted, but the legacy editions and what other items include. */
export function* soldItems(state: State): Generator<Definition> {
  for (const definition of definitionsOf(state)) if (isSold(definition)) yield definition;
}

function isSold({ type, secondary, edition }: Definition): boolean {
  return type !== "feature" && !secondary && edition !== "standard" && edition !== "fss_legacy";
}

/** The prices of a month, with what the simulator was told to change. */
export function* pricesOf(state: State, month: string): Generator<Price> {
  for (const definition of soldItems(state)) {
    const price = priceOf(state, definition, month);
    if (price !== undefined) yield price;
  }
}

function priceOf({ prices }: State, definition: Definition, month: string): Price | undefined {
  const { name, edition, usage_name } = definition;
  let list: string | null = firstPrice(definition);
  let friendly_name = friendlyName(usage_name);
  for (const change of prices.changes[name] ?? []) {
    if (change.from > month) continue;
    if (change.list_price !== undefined) list = change.list_price;
    friendly_name = change.friendly_name ?? friendly_name;
  }
  if (list === null) return undefined;
  return {
    sku: skuOf(name),
    effective_price: lessTwentyPercent(list),
    list_price: list,
    sku_discount: "0.00",
    pricelist_discount: "20.00",
    category: edition ?? "platform",
    sub_category: usage_name,
    name,
    friendly_name,
  };
}

const places = new Map(definitions.filter(isSold).map((definition, place) => [keyOfDefinition(definition), place]));

/** Made up, between 0.50 and 4.49, the same in each run. */
function firstPrice(definition: Definition): string {
  const place = places.get(keyOfDefinition(definition)) ?? definition.name.length;
  const cents = 50 + ((place * 37) % 400);
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

/** In whole steps of the price's own last digit, rounded down. */
function lessTwentyPercent(price: string): string {
  const [whole = "0", part = ""] = price.split(".");
  const steps = (BigInt(whole + part) * 8n) / 10n;
  const text = String(steps).padStart(part.length + 1, "0");
  return part === "" ? text : `${text.slice(0, -part.length)}.${text.slice(-part.length)}`;
}
