import { Rejected } from "../errors.ts";
import type { Instance } from "../instances/instance.ts";
import type { Acronis } from "../vendors/acronis/port.ts";
import { digitsOf } from "./money.ts";
import { choosePriceList, type ItemPrices, itemPricesOf, type PriceSource } from "./price-choice.ts";
import { sourceOf, type UploadedPriceList } from "./uploaded-price-list.ts";

/** Prices of a month, and what a person should know of where they are from. */
export interface Priced {
  readonly prices: ItemPrices;
  readonly remarks: readonly string[];
}

/** Digits of the prices that an instance publishes: its setting, else the currency's own. */
export const priceDigitsOf = ({ primaryCurrency, services }: Instance): number => services.priceDigits ?? digitsOf(primaryCurrency);

/**
 * Prices by item: from the vendor's price list of the month. What that does not price has the price of the uploaded list, and where there
 * is no vendor's list that can be used, all has; a remark says so.
 */
export const readPrices = async (
  { instance, month }: { readonly instance: Instance; readonly month: string },
  acronis: Acronis,
  uploaded: () => Promise<UploadedPriceList | undefined>,
): Promise<Priced> => {
  const { primaryCurrency: currency, services } = instance;
  const wanted = { month, currency, commitment: services.priceListCommitment };
  const asked = { skus: services.skus, digits: priceDigitsOf(instance) };
  const lists = await vendorLists(acronis, instance.tenantId, month);
  const chosen = typeof lists === "string" ? undefined : choosePriceList(lists, wanted);
  const own = await uploaded();
  const ownPrices = own?.currency === currency ? itemPricesOf(sourceOf(own, month).prices, asked) : undefined;
  if (chosen !== undefined && chosen.prices.length > 0) return filled(itemPricesOf(chosen.prices, asked), ownPrices ?? new Map());
  const why = typeof lists === "string" ? lists : missing(lists, wanted, chosen);
  if (own === undefined) return { prices: new Map(), remarks: [`${why} No price list is uploaded either, so there are no prices.`] };
  if (ownPrices === undefined) {
    return { prices: new Map(), remarks: [`${why} The uploaded price list is in ${own.currency}, so there are no prices.`] };
  }
  return { prices: ownPrices, remarks: [`${why} Prices are those of the uploaded price list.`] };
};

/** Which stock number is which item's the vendor does not say (acronis-api.md, 14.6): what its list leaves open the distributor's own may close. */
const filled = (vendors: ItemPrices, own: ItemPrices): Priced => {
  const missed = [...own].filter(([item]) => vendors.get(item)?.sell === undefined);
  if (missed.length === 0) return { prices: vendors, remarks: [] };
  const prices = new Map(vendors);
  for (const [item, { sell }] of missed) prices.set(item, { sell, friendlyName: vendors.get(item)?.friendlyName ?? "" });
  return { prices, remarks: ["Items that Acronis' price list does not price have the prices of the uploaded one."] };
};

/** The vendor's lists, or why there are none. A refusal that is about the client itself is no matter of prices and goes on. */
const vendorLists = async (acronis: Acronis, tenantId: string, month: string): Promise<readonly PriceSource[] | string> => {
  try {
    return await acronis.priceLists(tenantId, [month]);
  } catch (error) {
    if (!(error instanceof Rejected) || (error.reason !== "accessDenied" && error.reason !== "vendorRefused")) throw error;
    return error.reason === "accessDenied"
      ? "The API client may not read Acronis' price list."
      : "Acronis refuses to show its price list to this API client.";
  }
};

const missing = (
  lists: readonly PriceSource[],
  { currency, commitment }: { readonly currency: string; readonly commitment: string | null },
  chosen: PriceSource | undefined,
): string => {
  if (chosen !== undefined) return "Acronis' price list of this month is empty.";
  const currencies = [...new Set(lists.map((list) => list.currency.toUpperCase()))].toSorted();
  if (currencies.length === 0) return "Acronis has no price list for this partner and month.";
  if (!currencies.includes(currency))
    return `Acronis' price list is in ${currencies.join(", ")} and not in ${currency}, the Primary Currency.`;
  return commitment === null
    ? "Acronis has no price list for this month."
    : `Acronis has no price list in ${currency} with the commitment that the settings name.`;
};
