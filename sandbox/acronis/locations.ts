import { randomUUID } from "node:crypto";
import * as z from "zod";
import { readBody, requestBody, Uuid } from "./body.ts";
import { badRequest, denied, envelope, notFound } from "./errors.ts";
import { type Answer, created, type Exchange, idParam, noContent, ok, type Route, route, uuidsParam, versionParam } from "./exchange.ts";
import { offeredTo } from "./offering-item-object.ts";
import { assertVersion, isWithin, lineage, reachTenant } from "./scope.ts";
import type { Infra, Location, Tenant } from "./state.ts";

/** Locations of storages (sheet 10). Note the answer keys: `locations` and `infras` are lists of ids. */
export const locationRoutes: readonly Route[] = [
  route("GET", "/api/2/locations", listLocations),
  route("POST", "/api/2/locations", createLocation),
  route("GET", "/api/2/locations/{location_id}", (exchange) =>
    ok(shown(exchange, reachLocation(exchange, idParam(exchange, "location_id")))),
  ),
  route("PUT", "/api/2/locations/{location_id}", changeLocation),
  route("DELETE", "/api/2/locations/{location_id}", deleteLocation),
  route("GET", "/api/2/locations/{location_id}/infra", listInfraOfLocation),
  route("GET", "/api/2/tenants/{tenant_id}/locations", listLocationsOfTenant),
  route("GET", "/api/2/tenants/{tenant_id}/infra", listInfraOfTenant),
];

/** What the platform owns is seen by all; what a partner owns by its own and by those above it. */
export function canSee(
  { state, caller }: Exchange,
  { platform_owned, owner_tenant_id }: Pick<Location, "platform_owned" | "owner_tenant_id">,
): boolean {
  const owner = state.tenants[owner_tenant_id];
  const mine = state.tenants[caller.tenantId];
  if (platform_owned || owner === undefined || mine === undefined) return platform_owned;
  return isWithin(state, owner, caller.tenantId) || lineage(state, mine).includes(owner);
}

export function reachLocation(exchange: Exchange, id: string): Location {
  const location = exchange.state.locations[id];
  if (location === undefined) throw notFound("The location was not found.");
  if (!canSee(exchange, location)) throw denied();
  return location;
}

function reachOwnLocation(exchange: Exchange): Location {
  const location = reachLocation(exchange, idParam(exchange, "location_id"));
  if (location.platform_owned) throw denied("The location belongs to the platform.");
  return location;
}

function shown({ caller }: Exchange, location: Location): object {
  return { ...location, readonly: location.owner_tenant_id !== caller.tenantId };
}

function listLocations(exchange: Exchange): Answer {
  const uuids = uuidsParam(exchange, "uuids");
  if (uuids === null) throw badRequest("ParameterMalformed: 'uuids' is required");
  const found = uuids.map((id) => exchange.state.locations[id]).filter((location) => location !== undefined);
  return ok({ items: found.filter((location) => canSee(exchange, location)).map((location) => shown(exchange, location)) });
}

const Name = z.string().min(1).max(255);
const LocationPost = requestBody((pieces) => pieces.object({ owner_tenant_id: Uuid, name: Name }));
const LocationPut = requestBody((pieces) => pieces.object({ name: Name, version: pieces.integer }));

function createLocation(exchange: Exchange): Answer {
  const { name, owner_tenant_id } = readBody(exchange, LocationPost);
  if (reachTenant(exchange, owner_tenant_id).kind !== "partner") throw badRequest("owner_tenant_id: locations belong to partners");
  const location = { id: randomUUID(), owner_tenant_id, platform_owned: false, name, version: 1 };
  exchange.state.locations[location.id] = location;
  return created(shown(exchange, location));
}

function changeLocation(exchange: Exchange): Answer {
  const { name, version } = readBody(exchange, LocationPut);
  const location = reachOwnLocation(exchange);
  assertVersion(location, version);
  Object.assign(location, { name, version: location.version + 1 });
  return ok(shown(exchange, location));
}

function deleteLocation(exchange: Exchange): Answer {
  const location = reachOwnLocation(exchange);
  assertVersion(location, versionParam(exchange));
  if (infraAt(exchange, location).length > 0) throw envelope(409, "The location has storages.");
  delete exchange.state.locations[location.id];
  return noContent;
}

function infraAt({ state }: Exchange, { id }: Location): readonly Infra[] {
  return Object.values(state.infra).filter(({ location_id }) => location_id === id);
}

function listInfraOfLocation(exchange: Exchange): Answer {
  const location = reachLocation(exchange, idParam(exchange, "location_id"));
  const visible = infraAt(exchange, location).filter((infra) => canSee(exchange, infra));
  return ok({ infras: visible.map(({ id }) => id) });
}

/** The storages whose items the tenant has, could have, or brought itself. */
function infraFor({ state }: Exchange, tenant: Tenant): readonly Infra[] {
  const ids = new Set(offeredTo(state, tenant).map(({ infra_id }) => infra_id));
  return Object.values(state.infra).filter(({ id, owner_tenant_id }) => ids.has(id) || owner_tenant_id === tenant.id);
}

function listInfraOfTenant(exchange: Exchange): Answer {
  return ok({ infras: infraFor(exchange, reachTenant(exchange, idParam(exchange, "tenant_id"))).map(({ id }) => id) });
}

function listLocationsOfTenant(exchange: Exchange): Answer {
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  const own = Object.values(exchange.state.locations).filter(({ owner_tenant_id }) => owner_tenant_id === tenant.id);
  const used = infraFor(exchange, tenant).map(({ location_id }) => location_id);
  return ok({ locations: [...new Set([...used, ...own.map(({ id }) => id)])] });
}
