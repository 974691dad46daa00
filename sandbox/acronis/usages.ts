import { applications } from "./catalogue.ts";
import { startOfMonth } from "./clock.ts";
import { definitionOf } from "./definitions.ts";
import { badRequest, denied } from "./errors.ts";
import { type Answer, type Exchange, idParam, listParam, okLong, type Route, route, uuidsParam } from "./exchange.ts";
import { Many } from "./json-pieces.ts";
import { itemsOf } from "./offering-item-object.ts";
import { isWithin, reachTenant } from "./scope.ts";
import type { Item, State, Tenant } from "./state.ts";
import { meterOf, type UsageNumbers } from "./usage-numbers.ts";

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
  return okLong({ items: new Many(filtered(exchange, tenant)) });
}

function usagesOfTenants(exchange: Exchange): Answer {
  const { state, caller } = exchange;
  const wanted = uuidsParam(exchange, "tenants");
  if (wanted === null) throw badRequest("ParameterMalformed: 'tenants' is required");
  const tenants = wanted.map((id) => state.tenants[id]).filter((tenant) => tenant !== undefined);
  const mine = tenants.filter((tenant) => tenant.deleted_at === null && isWithin(state, tenant, caller.tenantId));
  return okLong({ items: mine.map((tenant) => ({ tenant: tenant.id, usages: new Many(filtered(exchange, tenant)) })) });
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

/**
 * One line for each counted item that is on, or off with usage left, and the sums that belong to no item. An item that is off
 * shows no quota: the specification requires the status alone.
 */
export function shownUsages(state: State, tenant: Tenant): readonly ShownUsage[] {
  const meter = meterOf(state, tenant);
  const lines = itemsOf(state, tenant).flatMap((item) => lineOf(state, tenant, item, meter.of(item)));
  const stored = lines.filter(({ usage_name, infra_id }) => usage_name === "storage" && infra_id !== undefined);
  if (stored.length === 0) return lines;
  const total = stored.reduce((sum, { absolute_value }) => sum + absolute_value, 0);
  const sums = ["storage_total", "total_storage"].map((name) => aggregate(tenant, name, total));
  const loose = looseMetrics.flatMap((name) => {
    const value = meter.ofMetric(name);
    return value === undefined ? [] : [aggregate(tenant, name, value)];
  });
  return [...lines, ...sums, ...loose];
}

/** Metrics that belong to no item, so that the meters tell them by name alone. */
export const looseMetrics: readonly string[] = ["vm_storage", "immutable_storage"];

function aggregate(tenant: Tenant, name: string, value: number): ShownUsage {
  return {
    application_id: applications.backup,
    name,
    edition: "mixed",
    usage_name: name,
    type: "infra",
    measurement_unit: "bytes",
    tenant_uuid: tenant.id,
    tenant_id: tenant.number,
    range_start: startOfMonth(),
    absolute_value: value,
    value,
  };
}

function lineOf(state: State, tenant: Tenant, item: Item, { value, absolute_value }: UsageNumbers): readonly ShownUsage[] {
  const definition = definitionOf(state, item);
  if (definition === undefined || definition.type === "feature") return [];
  if (item.status === 0 && absolute_value === 0) return [];
  const { application_id, name, edition, usage_name, type, measurement_unit } = definition;
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
      offering_item: { status: item.status, ...(item.status === 1 ? { quota: item.quota } : {}) },
    },
  ];
}
