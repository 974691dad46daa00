import { applications as ids, definitions } from "./catalogue.ts";
import { definitionsOf } from "./definitions.ts";
import { badRequest, notFound, platformError } from "./errors.ts";
import { type Answer, type Exchange, idParam, noContent, ok, type Route, route, uuidsParam } from "./exchange.ts";
import { isOn, itemsOf, unlimited } from "./offering-item-object.ts";
import { assertUnlocked, isWithin, reachTenant, subtreeOf } from "./scope.ts";
import { stamp } from "./clock.ts";
import type { State, Tenant } from "./state.ts";

/** The services of the platform and who has them (sheet 8). */
export const applicationRoutes: readonly Route[] = [
  route("GET", "/api/2/applications", ({ state }) => ok({ items: applicationList.map((one) => renamed(state, one)) })),
  route("GET", "/api/2/applications/{application_id}", getApplication),
  route("GET", "/api/2/tenants/applications", listOfTenants),
  route("GET", "/api/2/tenants/{tenant_id}/applications", listOfTenant),
  route("POST", "/api/2/applications/{application_id}/bindings/tenants/{tenant_id}", bind, { accepts: "nothing" }),
  route("DELETE", "/api/2/applications/{application_id}/bindings/tenants/{tenant_id}", unbind),
];

const described = [
  { type: "backup", name: "Cyber Protection", path: "/bc/" },
  { type: "files_cloud", name: "File Sync & Share", path: "/fc/" },
  { type: "physical_data_shipping", name: "Physical Data Shipping", path: "/pds/" },
  { type: "notary", name: "Notary", path: "/notary/" },
  { type: "hci", name: "Cyber Infrastructure SPLA", path: "/hci/" },
  { type: "platform", name: "Management Portal", path: "/mc/" },
] as const;

interface Application {
  readonly id: string;
  readonly name: string;
  readonly type: keyof typeof ids;
  readonly api_base_url: string;
  readonly usages: readonly string[];
}

const applicationList = described.map(({ type, name, path }): Application => {
  const usages = definitions.filter(({ application_id }) => application_id === ids[type]).map(({ usage_name }) => usage_name);
  return { id: ids[type], name, type, api_base_url: path, usages: [...new Set(usages)] };
});

function renamed({ catalogue }: State, application: Application): Application {
  return { ...application, name: catalogue.applications[application.id] ?? application.name };
}

function reachApplication(exchange: Exchange): Application {
  const id = idParam(exchange, "application_id");
  const application = applicationList.find((one) => one.id === id);
  if (application === undefined) throw notFound("The application was not found.");
  return renamed(exchange.state, application);
}

function getApplication(exchange: Exchange): Answer {
  return ok(reachApplication(exchange));
}

/** A service is on by a binding or by any of its items; the portal itself always is (sheet 9.7, rule 8). */
export function applicationsOf(state: State, tenant: Tenant): readonly string[] {
  const byItem = itemsOf(state, tenant)
    .filter(({ status }) => status === 1)
    .map(({ application_id }) => application_id);
  return [...new Set([ids.platform, ...tenant.applications, ...byItem])];
}

function listOfTenant(exchange: Exchange): Answer {
  return ok({ items: applicationsOf(exchange.state, reachTenant(exchange, idParam(exchange, "tenant_id"))) });
}

function listOfTenants(exchange: Exchange): Answer {
  const { state, caller } = exchange;
  const wanted = uuidsParam(exchange, "tenants");
  if (wanted === null) throw badRequest("ParameterMalformed: 'tenants' is required");
  const tenants = wanted.map((id) => state.tenants[id]).filter((tenant) => tenant !== undefined);
  const mine = tenants.filter((tenant) => tenant.deleted_at === null && isWithin(state, tenant, caller.tenantId));
  return ok({ items: mine.map((tenant) => ({ tenant: tenant.id, applications: applicationsOf(state, tenant) })) });
}

/** Switches the service on, without any of its items. */
function bind(exchange: Exchange): Answer {
  const { id } = reachApplication(exchange);
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  assertUnlocked(exchange, tenant);
  const parent = exchange.state.tenants[tenant.parent_id];
  if (tenant.id !== exchange.caller.tenantId && parent !== undefined && !applicationsOf(exchange.state, parent).includes(id))
    throw platformError(1026);
  if (!tenant.applications.includes(id)) tenant.applications.push(id);
  return noContent;
}

/** Irreversible: all items of the service go off and its data is deleted, in the whole subtree (sheet 8). */
function unbind(exchange: Exchange): Answer {
  const { state } = exchange;
  const { id, type } = reachApplication(exchange);
  const root = reachTenant(exchange, idParam(exchange, "tenant_id"));
  if (type === "platform") throw badRequest("The platform application cannot be removed.");
  assertUnlocked(exchange, root);
  const ofService = [...definitionsOf(state)].filter(({ application_id }) => application_id === id);
  const meters = new Set(ofService.flatMap(({ name, usage_name }) => [name, usage_name]));
  for (const tenant of subtreeOf(state, root)) {
    tenant.applications = tenant.applications.filter((one) => one !== id);
    state.usages[tenant.id] = (state.usages[tenant.id] ?? []).filter(({ name }) => !meters.has(name));
    const off = Object.entries(state.items[tenant.id] ?? {})
      .filter(([, item]) => item.application_id === id && isOn(state, tenant, item))
      .map(([key, item]) => [key, { ...item, status: 0 as const, quota: unlimited, updated_at: stamp() }] as const);
    state.items[tenant.id] = { ...state.items[tenant.id], ...Object.fromEntries(off) };
  }
  return noContent;
}
