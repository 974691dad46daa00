import * as z from "zod";
import { readBody, requestBody } from "./body.ts";
import { nextVersion, stamp } from "./clock.ts";
import { platformError } from "./errors.ts";
import { type Answer, type Exchange, idParam, ok, type Route, route } from "./exchange.ts";
import { hasBegun, pricingOf } from "./pricing-mode.ts";
import { assertUnlocked, assertVersion, reachTenant } from "./scope.ts";

/** The billing mode of a tenant (sheet 6.9). Its version is its own, not the tenant's. */
export const pricingRoutes: readonly Route[] = [
  route("GET", "/api/2/tenants/{tenant_id}/pricing", (exchange) => ok(pricingOf(reachTenant(exchange, idParam(exchange, "tenant_id"))))),
  route("PUT", "/api/2/tenants/{tenant_id}/pricing", changePricing),
];

const PricingPut = requestBody((pieces) =>
  pieces.object({
    version: pieces.integer,
    mode: pieces.maybe(z.enum(["trial", "production", "suspended"])),
    currency: z.enum(["AUD", "BRL", "CAD", "EUR", "CNY", "GBP", "JPY", "KZT", "NZD", "RUB", "USD", "ZAR"]).nullish(),
  }),
);

function changePricing(exchange: Exchange): Answer {
  const { state } = exchange;
  const body = readBody(exchange, PricingPut);
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  assertUnlocked(exchange, tenant);
  assertVersion(tenant.pricing, body.version);
  const pricing = pricingOf(tenant);
  const { mode, currency, production_start_date } = pricing;
  const wanted = body.mode ?? mode;
  if (wanted === "trial" && mode !== "trial") throw platformError(1027, { info: "A tenant never goes back to trial." });
  const starts = wanted === "production" && !hasBegun(pricing);
  state.lastVersion = nextVersion(state.lastVersion);
  tenant.pricing = {
    mode: wanted,
    currency: body.currency === undefined ? currency : body.currency,
    version: state.lastVersion,
    production_start_date: starts ? stamp() : production_start_date,
  };
  return ok(tenant.pricing);
}
