import { applications, definitionOf } from "./catalogue.ts";
import { startOfMonth } from "./clock.ts";
import { badRequest, denied } from "./errors.ts";
import { type Answer, type Exchange, idParam, listParam, ok, type Route, route, uuidsParam } from "./exchange.ts";
import { itemsOf } from "./offering-item-object.ts";
import { isWithin, reachTenant } from "./scope.ts";
import type { Item, State, Tenant } from "./state.ts";
import { usageOf } from "./usage-numbers.ts";

/** What the meters show (sheet 11.1). */
export const usageRoutes: readonly Route[] = [
  route("GET", "/api/2/tenants/usages", usagesOfTenants),
  route("GET", "/api/2/tenants/{tenant_id}/usages", usagesOfTenant),
  route("PUT", "/api/2/tenants/usages", () => {
    // Only CyberApps and the vendor's root push numbers.
    throw denied("Usage is reported by applications, not by API clients of partners.");
  }),
];

function usagesOfTenant(exchange: Exchange): Answer {
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  return ok({ items: filtered(exchange, tenant) });
}

function usagesOfTenants(exchange: Exchange): Answer {
  const { state, caller } = exchange;
  const wanted = uuidsParam(exchange, "tenants");
  if (wanted === null) throw badRequest("ParameterMalformed: 'tenants' is required");
  const tenants = wanted.map((id) => state.tenants[id]).filter((tenant) => tenant !== undefined);
  const mine = tenants.filter((tenant) => tenant.deleted_at === null && isWithin(state, tenant, caller.tenantId));
  return ok({ items: mine.map((tenant) => ({ tenant: tenant.id, usages: filtered(exchange, tenant) })) });
}

function filtered(exchange: Exchange, tenant: Tenant): readonly ShownUsage[] {
  const names = listParam(exchange, "usage_names");
  const editions = listParam(exchange, "editions");
  return shownUsages(exchange.state, tenant).filter(
    ({ usage_name, edition }) =>
      (names === null || names.includes(usage_name)) && (editions === null || editions.includes("*") || editions.includes(edition ?? "")),
  );
}

export interface ShownUsage {
  readonly application_id: string;
  readonly name: string;
  readonly edition: string | null;
  readonly usage_name: string;
  readonly type: string;
  readonly measurement_unit: string;
  readonly value: number;
  readonly absolute_value: number;
  readonly infra_id?: string;
  readonly tenant_uuid: string;
  readonly tenant_id: number;
  readonly range_start: string;
  readonly offering_item?: object;
}

/** One line for each counted item that is on, and the sums that belong to no item. */
export function shownUsages(state: State, tenant: Tenant): readonly ShownUsage[] {
  const lines = itemsOf(state, tenant)
    .filter(({ status }) => status === 1)
    .flatMap((item) => lineOf(state, tenant, item));
  const stored = lines.filter(({ usage_name, infra_id }) => usage_name === "storage" && infra_id !== undefined);
  const sum = stored.reduce((total, { absolute_value }) => total + absolute_value, 0);
  const aggregates = ["storage_total", "total_storage"].map((name) => ({
    application_id: applications.backup,
    name,
    edition: "mixed",
    usage_name: name,
    type: "count",
    measurement_unit: "bytes",
    tenant_uuid: tenant.id,
    tenant_id: tenant.number,
    range_start: startOfMonth(),
    absolute_value: sum,
    value: sum,
  }));
  return stored.length > 0 ? [...lines, ...aggregates] : lines;
}

function lineOf(state: State, tenant: Tenant, item: Item): readonly ShownUsage[] {
  const definition = definitionOf(item);
  if (definition === undefined || definition.type === "feature") return [];
  const { application_id, name, edition, usage_name, type, measurement_unit } = definition;
  const { value, absolute_value } = usageOf(state, tenant, item);
  return [
    {
      application_id,
      name,
      edition,
      usage_name,
      type,
      measurement_unit,
      ...(item.infra_id === null ? {} : { infra_id: item.infra_id }),
      tenant_uuid: tenant.id,
      tenant_id: tenant.number,
      range_start: startOfMonth(),
      absolute_value,
      value,
      offering_item: {
        status: item.status,
        quota: item.quota,
      },
    },
  ];
}
