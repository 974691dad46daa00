import { randomBytes, randomUUID } from "node:crypto";
import * as z from "zod";
import { readBody, requestBody, Uuid } from "./body.ts";
import { stamp } from "./clock.ts";
import { denied, notFound } from "./errors.ts";
import { type Answer, type Exchange, type Route, created, flag, noContent, ok, route, textParam, uuidsParam } from "./exchange.ts";
import { isWithin, reachTenant } from "./scope.ts";
import type { Client, State } from "./state.ts";
import { without } from "./without.ts";

/** API clients (sheet 2.5, 2.6): the secret is shown once, at creation. */
export const clientRoutes: readonly Route[] = [
  route("POST", "/api/2/clients", createClient),
  route("GET", "/api/2/clients", listClients),
  route("GET", "/api/2/clients/{client_id}", (exchange) => ok(shownClient(reachClient(exchange)))),
  route("PUT", "/api/2/clients/{client_id}", changeClient),
  route("DELETE", "/api/2/clients/{client_id}", deleteClient),
];

const ClientPost = requestBody((pieces) =>
  pieces.object({
    type: z.enum(["api_client", "managed_client"]),
    tenant_id: Uuid,
    token_endpoint_auth_method: z.enum(["client_secret_basic", "client_secret_post", "none"]),
    data: pieces.maybe(z.record(z.string(), z.unknown())),
    redirect_uris: pieces.maybe(z.array(z.string())),
    origin_id: pieces.maybe(z.string()),
  }),
);

function createClient(exchange: Exchange): Answer {
  const body = readBody(exchange, ClientPost);
  const tenant = reachTenant(exchange, body.tenant_id);
  const client = newClient(tenant.id, { created_by: exchange.caller.id });
  client.type = body.type;
  client.token_endpoint_auth_method = body.token_endpoint_auth_method;
  client.data = body.data ?? {};
  client.redirect_uris = body.redirect_uris ?? [];
  client.origin_id = body.origin_id ?? null;
  exchange.state.clients[client.client_id] = client;
  const shown = without(shownClient(client), "last_access_at", "last_access_from_ip");
  return created({ ...shown, client_secret: client.client_secret, registration_access_token: randomBytes(24).toString("base64url") });
}

export function newClient(tenantId: string, given: { created_by: string; client_id?: string; client_secret?: string }): Client {
  return {
    client_id: given.client_id ?? randomUUID(),
    client_secret: given.client_secret ?? newSecret(),
    tenant_id: tenantId,
    type: "api_client",
    data: {},
    token_endpoint_auth_method: "client_secret_basic",
    created_at: stamp(),
    created_by: given.created_by,
    last_access_at: null,
    last_access_from_ip: null,
    status: "enabled",
    redirect_uris: [],
    origin_id: null,
    deleted_at: null,
  };
}

export function newSecret(): string {
  return randomBytes(24).toString("base64url");
}

function shownClient(client: Client): Record<string, unknown> {
  const { origin_id } = client;
  const shown = without(client, "client_secret", "deleted_at", "origin_id");
  return { ...shown, client_secret_expires_at: 0, ...(origin_id === null ? {} : { origin_id }) };
}

function reachClient(exchange: Exchange): Client {
  // The root's client may have been given any id by whoever started the simulator: no uuid is asked for here.
  const client = exchange.state.clients[exchange.params["client_id"] ?? ""];
  if (client === undefined || client.deleted_at !== null) throw notFound("The client was not found.");
  if (!isVisible(exchange, client)) throw denied();
  return client;
}

function isVisible({ state, caller }: Exchange, client: Client): boolean {
  const tenant = state.tenants[client.tenant_id];
  return client.client_id === caller.id || (tenant !== undefined && isWithin(state, tenant, caller.tenantId));
}

function listClients(exchange: Exchange): Answer {
  const uuids = uuidsParam(exchange, "uuids");
  const origin = textParam(exchange, "origin_id");
  const wanted = Object.values(exchange.state.clients).filter(
    (client) =>
      isVisible(exchange, client) &&
      (uuids === null || uuids.includes(client.client_id)) &&
      (origin === null || client.origin_id === origin) &&
      (client.deleted_at === null || flag(exchange, "allow_deleted")),
  );
  return ok({ items: wanted.map(shownClient) });
}

const ClientPut = requestBody((pieces) =>
  pieces.object({
    data: pieces.maybe(z.record(z.string(), z.unknown())),
    status: pieces.maybe(z.enum(["enabled", "disabled"])),
    redirect_uris: pieces.maybe(z.array(z.string())),
    origin_id: pieces.maybe(z.string()),
  }),
);

function changeClient(exchange: Exchange): Answer {
  const client = reachClient(exchange);
  const body = readBody(exchange, ClientPut);
  client.data = body.data ?? client.data;
  client.status = body.status ?? client.status;
  client.redirect_uris = body.redirect_uris ?? client.redirect_uris;
  client.origin_id = body.origin_id ?? client.origin_id;
  return ok(shownClient(client));
}

function deleteClient(exchange: Exchange): Answer {
  const client = reachClient(exchange);
  client.deleted_at = stamp();
  endTokens(exchange.state, client.client_id);
  return noContent;
}

/** Resetting a secret or deleting a client kills what was issued to it (sheet 2.7). */
export function endTokens(state: State, clientId: string): void {
  for (const [value, token] of Object.entries(state.tokens)) if (token.client_id === clientId) delete state.tokens[value];
}
