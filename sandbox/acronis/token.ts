import { callerOfUser, decodeBasic, isClientAlive, isUserAlive, liveToken, userWithPassword } from "./authentication.ts";
import { stamp } from "./clock.ts";
import { grantOfDevice } from "./device-authorization.ts";
import { ApiError, tokenRefused } from "./errors.ts";
import { type Answer, type Exchange, type Route, route } from "./exchange.ts";
import { isWithin } from "./scope.ts";
import type { Client } from "./state.ts";
import { type Holder, issueToken } from "./token-issue.ts";

const open = { access: "public", accepts: "form" } as const;

/** The token endpoint and its elder flavour for connectors (sheet 2.1). */
export const tokenRoutes: readonly Route[] = [
  route("POST", "/api/2/idp/token", postToken, open),
  route("POST", "/bc/idp/token", postToken, open),
];

function postToken(exchange: Exchange): Answer {
  const form = formOf(exchange);
  const scope = (form.get("scope") ?? "").split(/\s+/).filter((part) => part !== "");
  const body = issueToken(exchange.site, holderOf(exchange, form, scope), scope);
  return { status: 200, body, headers: { "cache-control": "no-store", pragma: "no-cache" } };
}

export function formOf(exchange: Exchange): URLSearchParams {
  return new URLSearchParams(exchange.bytes.toString("utf8"));
}

function holderOf(exchange: Exchange, form: URLSearchParams, scope: readonly string[]): Holder {
  switch (form.get("grant_type")) {
    case "client_credentials":
      return ofClient(authenticateClient(exchange, form));
    case "password":
      return ofPassword(exchange, form);
    case "refresh_token":
      return ofRefreshToken(exchange, form);
    case "urn:ietf:params:oauth:grant-type:jwt-bearer":
      return ofAssertion(exchange, form, scope);
    case "urn:ietf:params:oauth:grant-type:device_code":
      return grantOfDevice(exchange, form.get("device_code") ?? "");
    case null:
      throw tokenRefused(400, "invalid_request", "grant_type is required");
    default:
      // The portal's own grants (authorization_code, md5_password) need its sign-in pages, which are not simulated.
      throw tokenRefused(400, "invalid_request", "the grant type is not supported");
  }
}

function ofClient(client: Client): Holder {
  return { client, user: null, tenantId: client.tenant_id };
}

/** Credentials travel in Basic, or in the form if the client was made with `client_secret_post` (sheet 2.1). */
export function authenticateClient(exchange: Exchange, form: URLSearchParams): Client {
  const [scheme, credentials] = (exchange.headers.authorization ?? "").split(" ", 2);
  const basic = scheme?.toLowerCase() === "basic";
  const [id, secret] = basic ? decodeBasic(credentials ?? "") : [form.get("client_id") ?? "", form.get("client_secret") ?? ""];
  const client = exchange.state.clients[id];
  const method = basic ? "client_secret_basic" : "client_secret_post";
  const known =
    client !== undefined && client.deleted_at === null && client.client_secret === secret && client.token_endpoint_auth_method === method;
  if (!known)
    throw tokenRefused(401, "invalid_client", "invalid client credentials, the client is unknown or its secret is wrong", "InvalidClient");
  if (!isClientAlive(exchange.state, client)) throw tokenRefused(403, "access_denied", "the client or its tenant is disabled");
  client.last_access_at = stamp();
  client.last_access_from_ip = exchange.address;
  return client;
}

function ofPassword(exchange: Exchange, form: URLSearchParams): Holder {
  const user = userWithPassword(exchange.state, form.get("username") ?? "", form.get("password") ?? "");
  if (user === null) throw tokenRefused(401, "access_denied", "the login or the password is wrong");
  return { client: null, user, tenantId: user.tenant_id };
}

function ofRefreshToken(exchange: Exchange, form: URLSearchParams): Holder {
  const { state } = exchange;
  const value = form.get("refresh_token") ?? "";
  const token = state.tokens[value];
  if (token === undefined || token.kind !== "refresh" || token.expires_at < Date.now())
    throw tokenRefused(401, "access_denied", "the refresh token is not valid");
  const client = state.clients[token.client_id ?? ""] ?? null;
  const user = state.users[token.user_id ?? ""] ?? null;
  const alive = user ? isUserAlive(state, user) : client !== null && isClientAlive(state, client);
  if (!alive) throw tokenRefused(403, "access_denied", "the holder of the token has no access any more");
  delete state.tokens[value];
  return { client, user, tenantId: token.tenant_id };
}

/** Exchanges a partner's token for one that sees a single customer (sheet 2.6, jwt-bearer). */
function ofAssertion(exchange: Exchange, form: URLSearchParams, scope: readonly string[]): Holder {
  const { state } = exchange;
  const token = assertedToken(exchange, form.get("assertion") ?? "");
  const tenantId = scope.map((part) => /^urn:acronis\.com:tenant-id:([0-9a-f-]{36})$/.exec(part)?.[1]).find((id) => id !== undefined);
  const tenant = state.tenants[tenantId ?? ""];
  if (tenant === undefined || tenant.deleted_at !== null) throw tokenRefused(400, "invalid_request", "scope must name a tenant");
  if (!isWithin(state, tenant, token.tenant_id)) throw tokenRefused(403, "access_denied", "the tenant is outside the token's scope");
  const user = state.users[token.user_id ?? ""] ?? null;
  if (user !== null && !callerOfUser(user).mayWrite) throw tokenRefused(403, "access_denied", "the user has no administrator role");
  return { client: state.clients[token.client_id ?? ""] ?? null, user, tenantId: tenant.id };
}

function assertedToken(exchange: Exchange, assertion: string): ReturnType<typeof liveToken> {
  try {
    return liveToken(exchange.state, assertion);
  } catch (error) {
    if (error instanceof ApiError) throw tokenRefused(401, "access_denied", "the assertion is not a valid token");
    throw error;
  }
}
