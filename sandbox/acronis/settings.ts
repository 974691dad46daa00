import * as z from "zod";
import { applications } from "./catalogue.ts";
import { readBody, requestBody } from "./body.ts";
import { badRequest, notFound } from "./errors.ts";
import { type Answer, type Exchange, idParam, noContent, ok, param, type Route, route } from "./exchange.ts";
import { lineage, reachTenant } from "./scope.ts";
import type { State, Tenant } from "./state.ts";

/** Settings of a service for a tenant, inherited downwards unless exclusive (OpenAPI, tag applications; sheet 14). */
const path = "/api/2/applications/{application_id}/settings/tenants/{tenant_id}/{setting_name}";

export const settingRoutes: readonly Route[] = [
  route("GET", path, getSetting),
  route("PUT", path, putSetting),
  route("DELETE", path, deleteSetting),
];

// These belong to one partner and do not flow down (sheet 14, point 4).
const notInherited = new Set(["pricing_info", "licensing_mode", "tier_level_value", "contract_type", "acronis_account_number"]);

function keyOf(tenantId: string, applicationId: string, name: string): string {
  return `${tenantId}/${applicationId}/${name}`;
}

function read(exchange: Exchange): { tenant: Tenant; application_id: string; name: string } {
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  const application_id = idParam(exchange, "application_id");
  const known: readonly string[] = Object.values(applications);
  if (!known.includes(application_id)) throw notFound("The application was not found.");
  return { tenant, application_id, name: param(exchange, "setting_name") };
}

function shown(state: State, { tenant, application_id, name }: ReturnType<typeof read>): object {
  const own = state.settings[keyOf(tenant.id, application_id, name)] ?? null;
  const above = notInherited.has(name) ? [] : lineage(state, tenant).slice(1);
  const holder = above.find(({ id }) => state.settings[keyOf(id, application_id, name)]?.exclusive === false);
  const inherited = holder && state.settings[keyOf(holder.id, application_id, name)];
  const effective = holder && inherited ? { owner: { type: "tenant", id: holder.id }, value: inherited.value, lock: inherited.lock } : null;
  if (own === null && effective === null) throw notFound(`The setting '${name}' is not set.`);
  return { name, application_id, own, effective };
}

function getSetting(exchange: Exchange): Answer {
  return ok(shown(exchange.state, read(exchange)));
}

const SettingPut = requestBody((pieces) =>
  pieces.object({
    value: z.union([z.string(), z.boolean(), z.number(), z.record(z.string(), z.unknown())]).nullish(),
    lock: pieces.maybe(pieces.boolean),
    exclusive: pieces.maybe(pieces.boolean),
  }),
);

function putSetting(exchange: Exchange): Answer {
  const { state } = exchange;
  const setting = read(exchange);
  const body = readBody(exchange, SettingPut);
  const locked = lineage(state, setting.tenant)
    .slice(1)
    .some(({ id }) => state.settings[keyOf(id, setting.application_id, setting.name)]?.lock === true);
  if (locked) throw badRequest("The setting is locked by a parent tenant.");
  state.settings[keyOf(setting.tenant.id, setting.application_id, setting.name)] = {
    value: body.value ?? null,
    lock: body.lock ?? false,
    exclusive: body.exclusive ?? false,
  };
  return ok(shown(state, setting));
}

function deleteSetting(exchange: Exchange): Answer {
  const { tenant, application_id, name } = read(exchange);
  delete exchange.state.settings[keyOf(tenant.id, application_id, name)];
  return noContent;
}

/** What the distributor pays Acronis, in the older form (sheet 14, point 4). */
export function seedPricingInfo(state: State, tenantId: string, currency: string): void {
  const platform = applications.platform;
  const set = (name: string, value: unknown): void => {
    state.settings[keyOf(tenantId, platform, name)] = { value, lock: false, exclusive: false };
  };
  set("licensing_mode", "per_gb");
  set("tier_level_value", 3);
  set("contract_type", "standard");
  set("acronis_account_number", "111111");
  set("pricing_info", {
    currency,
    licensing_mode: "per_gb",
    pricing: [
      { description: "Cloud Storage", price: 0.09, sku: "ACRCLST" },
      { description: "Workstation", price: 1.5, sku: "ACRWKST" },
    ],
    tier_level: `Minimal monthly payment 100 ${currency}`,
  });
}
