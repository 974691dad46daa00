import { randomUUID } from "node:crypto";
import * as z from "zod";
import { readBody, requestBody } from "./body.ts";
import { badRequest, envelope } from "./errors.ts";
import { type Answer, created, type Exchange, idParam, noContent, ok, type Route, route, versionParam } from "./exchange.ts";
import { assertVersion, lineage, reachTenant } from "./scope.ts";
import { nextNumber, type Tenant } from "./state.ts";
import { touch } from "./tenant-make.ts";
import { shownTenant } from "./tenant-object.ts";
import { without } from "./without.ts";

/** White labelling (sheet 6.11): every write names the tenant's version in the query. */
export const brandRoutes: readonly Route[] = [
  route("GET", "/api/2/tenants/{tenant_id}/brand", getBrand),
  route("POST", "/api/2/tenants/{tenant_id}/brand", createBrand, { accepts: "nothing" }),
  route("PUT", "/api/2/tenants/{tenant_id}/brand", changeBrand),
  route("DELETE", "/api/2/tenants/{tenant_id}/brand", deleteBrand),
  route("GET", "/api/2/tenants/{tenant_id}/brand/logo", getLogo),
  route("POST", "/api/2/tenants/{tenant_id}/brand/logo", setLogo, { accepts: "binary" }),
];

const platformBrand = { service_name: "Cyber Protection", company_name: "Acronis", color: "#0065DC", color_scheme: "default" };
// A picture of one pixel.
const platformLogo = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

function getBrand(exchange: Exchange): Answer {
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  const effective = exchange.query.get("effective") === "1";
  const holder = effective ? lineage(exchange.state, tenant).find(({ brand }) => brand !== null) : tenant;
  const brand = holder?.brand ?? null;
  return ok(brand === null ? platformBrand : { ...platformBrand, ...brand.options, id: brand.id });
}

function reachBranded(exchange: Exchange): Tenant {
  const version = versionParam(exchange);
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  if (tenant.kind === "customer" || tenant.kind === "unit") throw badRequest("Customers and units have no brand of their own.");
  assertVersion(tenant, version);
  return tenant;
}

function brandOf(tenant: Tenant): NonNullable<Tenant["brand"]> {
  if (tenant.brand === null) throw badRequest("The tenant has no brand of its own.");
  return tenant.brand;
}

function createBrand(exchange: Exchange): Answer {
  const tenant = reachBranded(exchange);
  if (tenant.brand !== null) throw envelope(409, "The tenant has a brand already.");
  tenant.brand = { number: nextNumber(exchange.state), id: randomUUID(), options: {}, logo: null };
  touch(tenant);
  return created(shownTenant(exchange.state, tenant));
}

const BrandPut = requestBody(() => z.record(z.string(), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()])));

function changeBrand(exchange: Exchange): Answer {
  // An echoed brand brings ids that are not the client's to choose.
  const options = without(readBody(exchange, BrandPut), "id", "logotype");
  const tenant = reachBranded(exchange);
  const brand = brandOf(tenant);
  brand.options = { ...brand.options, ...options };
  touch(tenant);
  return ok(shownTenant(exchange.state, tenant));
}

function deleteBrand(exchange: Exchange): Answer {
  const tenant = reachBranded(exchange);
  tenant.brand = null;
  touch(tenant);
  return noContent;
}

function getLogo(exchange: Exchange): Answer {
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  const logo = lineage(exchange.state, tenant).find(({ brand }) => brand?.logo)?.brand?.logo ?? platformLogo;
  return { status: 200, bytes: Buffer.from(logo, "base64"), headers: { "content-type": "image/png" } };
}

function setLogo(exchange: Exchange): Answer {
  const tenant = reachBranded(exchange);
  const brand = brandOf(tenant);
  if (exchange.bytes.length === 0) throw badRequest("The logo is empty.");
  brand.logo = exchange.bytes.toString("base64");
  brand.options["logotype"] = randomUUID();
  touch(tenant);
  return created(shownTenant(exchange.state, tenant));
}
