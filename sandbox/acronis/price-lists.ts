import { definitions } from "./catalogue.ts";
import { ApiError } from "./errors.ts";
import { type Answer, type Exchange, ok, type Route, route } from "./exchange.ts";
import { reachTenant } from "./scope.ts";

/** What the partner pays Acronis, month by month (sheet 14, point 3). Errors are flat here (sheet 4.4). */
export const priceListRoutes: readonly Route[] = [route("GET", "/api/price_sync/v1/effective_price_lists", effectivePriceLists)];

function effectivePriceLists(exchange: Exchange): Answer {
  const tenantId = exchange.query.get("tenant_id") ?? exchange.caller.tenantId;
  assertReach(exchange, tenantId);
  const months = (exchange.query.get("months") ?? new Date().toISOString().slice(0, 7)).split(",");
  if (!months.every((month) => /^\d{4}-(0[1-9]|1[0-2])$/.test(month))) throw flat(400, "INVALID_REQUEST", "months must be like 2025-01");
  const currency = exchange.state.tenants[tenantId]?.pricing.currency ?? "EUR";
  const common = { currency, commitment: "0", pricelist_code: `PL-${currency}-1` };
  return ok({ price_lists: months.map((month) => ({ month, ...common, prices })) });
}

function assertReach(exchange: Exchange, tenantId: string): void {
  try {
    reachTenant(exchange, tenantId);
  } catch (error) {
    if (error instanceof ApiError) throw flat(403, "ACCESS_DENIED_ERROR", "The tenant is not accessible.");
    throw error;
  }
}

function flat(status: number, code: string, message: string): ApiError {
  return new ApiError(status, message, { domain: "PriceSync", code, message, context: {}, debug: {}, kb_link: {} });
}

/** A stock number as the vendor writes them: seven letters, made from the item's name. */
export function skuOf(name: string): string {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 11_881_376;
  const letters = Array.from({ length: 5 }, (_, place) => String.fromCodePoint(65 + (Math.floor(hash / 26 ** place) % 26)));
  return `SP${letters.join("")}`;
}

const sold = definitions.filter(
  ({ type, secondary, edition }) => type !== "feature" && !secondary && edition !== "standard" && edition !== "fss_legacy",
);

const prices = sold.map(({ name, edition, usage_name }, index) => {
  const listed = 50 + ((index * 37) % 400);
  const effective = Math.floor(listed * 0.8);
  return {
    sku: skuOf(name),
    effective_price: money(effective),
    list_price: money(listed),
    sku_discount: "0.00",
    pricelist_discount: "20.00",
    category: edition ?? "platform",
    sub_category: usage_name,
    name,
    friendly_name: usage_name.replaceAll("_", " "),
  };
});

function money(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}
