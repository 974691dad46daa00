import { authenticate } from "./authentication.ts";
import { monthOf } from "./clock.ts";
import { ApiError } from "./errors.ts";
import { type Answer, type Exchange, okLong, type Route, route } from "./exchange.ts";
import { Many } from "./json-pieces.ts";
import { pricesOf } from "./prices.ts";
import { reachTenant } from "./scope.ts";

/** What the partner pays Acronis, month by month (sheet 14, point 3). Errors are flat here (sheet 4.4). */
export const priceListRoutes: readonly Route[] = [
  // Signed in all the same, but what is refused is told in the flat form too.
  route("GET", "/api/price_sync/v1/effective_price_lists", (exchange) => effectivePriceLists(signedIn(exchange)), { access: "public" }),
];

const readerScope = "urn:acronis.com::service_plans_manager::price_list_reader";
const mostMonths = 24;

function effectivePriceLists(exchange: Exchange): Answer {
  const { state, caller, query } = exchange;
  if (!state.prices.readable)
    throw flat(403, "UNAUTHORIZED_REQUEST", "The client lacks the scope to read price lists.", { scope: readerScope });
  const tenantId = query.get("tenant_id") ?? caller.tenantId;
  assertReach(exchange, tenantId);
  const months = (query.get("months") ?? monthOf()).split(",");
  if (!months.every((month) => /^\d{4}-(0[1-9]|1[0-2])$/.test(month))) throw flat(400, "INVALID_REQUEST", "months must be like 2025-01");
  if (months.length > mostMonths) throw flat(400, "INVALID_REQUEST", `at most ${mostMonths} months`);
  const currency = state.prices.currency ?? state.tenants[tenantId]?.pricing.currency ?? "EUR";
  const common = { currency, commitment: "0", pricelist_code: `PL-${currency}-1` };
  return okLong({ price_lists: months.map((month) => ({ month, ...common, prices: new Many(pricesOf(state, month)) })) });
}

function signedIn(exchange: Exchange): Exchange {
  try {
    return { ...exchange, caller: authenticate(exchange, "read") };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw error.status === 401 ? flat(401, "UNAUTHORIZED_REQUEST", error.message) : flat(403, "ACCESS_DENIED_ERROR", error.message);
  }
}

function assertReach(exchange: Exchange, tenantId: string): void {
  try {
    reachTenant(exchange, tenantId);
  } catch (error) {
    if (error instanceof ApiError) throw flat(403, "ACCESS_DENIED_ERROR", "The tenant is not accessible.");
    throw error;
  }
}

function flat(status: number, code: string, message: string, context: object = {}): ApiError {
  return new ApiError(status, message, { domain: "PriceSync", code, message, context, debug: {}, kb_link: {} });
}
