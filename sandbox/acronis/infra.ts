import { randomUUID } from "node:crypto";
import * as z from "zod";
import { readBody, requestBody, Uuid } from "./body.ts";
import { stamp } from "./clock.ts";
import { definitionsOf } from "./definitions.ts";
import { badRequest, denied, notFound, platformError } from "./errors.ts";
import {
  type Answer,
  created,
  type Exchange,
  flag,
  idParam,
  noContent,
  ok,
  type Route,
  route,
  uuidsParam,
  versionParam,
} from "./exchange.ts";
import { canSee, reachLocation } from "./locations.ts";
import { isOn, keyOf, offItem } from "./offering-item-object.ts";
import { assertVersion, reachTenant } from "./scope.ts";
import type { Infra, State, Tenant } from "./state.ts";
import { without } from "./without.ts";

/** Storages (sheet 10): the platform's own, and those that partners bring. */
export const infraRoutes: readonly Route[] = [
  route("GET", "/api/2/infra", listInfra),
  route("POST", "/api/2/infra", createInfra),
  route("GET", "/api/2/infra/{infra_id}", (exchange) => ok(shown(exchange, reachInfra(exchange)))),
  route("PUT", "/api/2/infra/{infra_id}", changeInfra),
  route("DELETE", "/api/2/infra/{infra_id}", deleteInfra),
];

function shown({ caller }: Exchange, infra: Infra): object {
  const { content_url, content_mobile_url, ...rest } = infra;
  const contents = { ...(content_url === null ? {} : { content_url }), ...(content_mobile_url === null ? {} : { content_mobile_url }) };
  return { ...rest, ...contents, readonly: infra.owner_tenant_id !== caller.tenantId };
}

function reachInfra(exchange: Exchange): Infra {
  const infra = exchange.state.infra[idParam(exchange, "infra_id")];
  if (infra === undefined) throw notFound("The storage was not found.");
  if (!canSee(exchange, infra)) throw denied();
  return infra;
}

/** The platform's storages are read by all, written by none of the clients. */
function reachOwnInfra(exchange: Exchange): Infra {
  const infra = reachInfra(exchange);
  if (infra.platform_owned) throw denied("The storage belongs to the platform.");
  return infra;
}

function listInfra(exchange: Exchange): Answer {
  const uuids = uuidsParam(exchange, "uuids");
  if (uuids === null) throw badRequest("ParameterMalformed: 'uuids' is required");
  const found = uuids.map((id) => exchange.state.infra[id]).filter((infra) => infra !== undefined && canSee(exchange, infra));
  return ok({ items: found.flatMap((infra) => (infra === undefined ? [] : [shown(exchange, infra)])) });
}

const Link = z.string().regex(/^[a-z0-9+]+:\/\/[^\s/$.?#].[^\s]*/, "must be a link");
const Capability = z.enum(["backup", "disaster_recovery", "files_cloud", "vcd"]);
const Backend = z.enum(["acronis", "google", "azure", "amazon_s3"]).nullish();

const InfraPost = requestBody((pieces) =>
  pieces.object({
    owner_tenant_id: Uuid,
    location_id: pieces.maybe(Uuid),
    name: z.string().min(1).max(255),
    url: Link,
    capabilities: z.array(Capability).min(1),
    content_url: pieces.maybe(Link),
    content_mobile_url: pieces.maybe(Link),
    backend_type: Backend,
  }),
);

function createInfra(exchange: Exchange): Answer {
  const { state } = exchange;
  const body = readBody(exchange, InfraPost);
  const owner = reachTenant(exchange, body.owner_tenant_id);
  if (owner.kind !== "partner") throw badRequest("owner_tenant_id: storages belong to partners");
  const location_id = body.location_id ? reachLocation(exchange, body.location_id).id : Object.keys(state.locations)[0];
  if (location_id === undefined) throw badRequest("location_id: is required");
  const { content_url = null, content_mobile_url = null, backend_type = null, ...given } = body;
  const infra = {
    ...given,
    id: randomUUID(),
    location_id,
    platform_owned: false,
    content_url,
    content_mobile_url,
    backend_type,
    version: 1,
  };
  state.infra[infra.id] = infra;
  switchOnAtOwner(state, owner, infra);
  return created(shown(exchange, infra));
}

/** A storage that a partner brings is on for the partner at once, in every edition. */
function switchOnAtOwner(state: State, owner: Tenant, infra: Infra): void {
  const fitting = [...definitionsOf(state)].filter(({ capability }) => capability !== null && infra.capabilities.includes(capability));
  const refs = fitting.map(({ application_id, name }) => ({ application_id, name, infra_id: infra.id }));
  const items = refs.map((ref) => [keyOf(ref), { ...offItem(ref), status: 1 as const, updated_at: stamp() }] as const);
  state.items[owner.id] = { ...state.items[owner.id], ...Object.fromEntries(items) };
}

const InfraPut = requestBody((pieces) =>
  pieces.object({
    version: pieces.integer,
    name: pieces.maybe(z.string().min(1).max(255)),
    location_id: pieces.maybe(Uuid),
    url: pieces.maybe(Link),
    capabilities: pieces.maybe(z.array(Capability).min(1)),
    content_url: pieces.maybe(Link),
    content_mobile_url: pieces.maybe(Link),
    backend_type: Backend,
  }),
);

function changeInfra(exchange: Exchange): Answer {
  const body = readBody(exchange, InfraPut);
  const infra = reachOwnInfra(exchange);
  assertVersion(infra, body.version);
  if (body.location_id) reachLocation(exchange, body.location_id);
  const lines = Object.entries(without(body, "version")).filter(([, value]) => value !== undefined && value !== null);
  Object.assign(infra, Object.fromEntries(lines));
  infra.version += 1;
  return ok(shown(exchange, infra));
}

function deleteInfra(exchange: Exchange): Answer {
  const { state } = exchange;
  const infra = reachOwnInfra(exchange);
  assertVersion(infra, versionParam(exchange));
  const users = Object.values(state.tenants).filter((tenant) => tenant.id !== infra.owner_tenant_id && usesInfra(state, tenant, infra));
  if (users.length > 0 && !flag(exchange, "force")) throw platformError(1009, { context: { tenants: users.map(({ id }) => id) } });
  for (const rows of Object.values(state.items))
    for (const [key, item] of Object.entries(rows)) if (item.infra_id === infra.id) delete rows[key];
  delete state.infra[infra.id];
  return noContent;
}

function usesInfra(state: State, tenant: Tenant, infra: Infra): boolean {
  return Object.values(state.items[tenant.id] ?? {}).some((item) => item.infra_id === infra.id && isOn(state, tenant, item));
}
