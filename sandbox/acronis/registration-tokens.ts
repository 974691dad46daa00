import { randomInt } from "node:crypto";
import * as z from "zod";
import { readBody, requestBody, Uuid } from "./body.ts";
import { stamp } from "./clock.ts";
import { badRequest, notFound } from "./errors.ts";
import { type Answer, created, type Exchange, idParam, noContent, ok, param, type Route, route } from "./exchange.ts";
import { reachTenant, subtreeOf } from "./scope.ts";
import { nextNumber, type RegistrationToken, type State } from "./state.ts";

/** Tokens with which agents register (sheet 12): 200 on the tenant's path, 201 on the older ones. */
export const registrationTokenRoutes: readonly Route[] = [
  route("GET", "/api/2/tenants/{tenant_id}/registration_tokens", listOfTenant),
  route("POST", "/api/2/tenants/{tenant_id}/registration_tokens", (exchange) => ok(issue(exchange, idParam(exchange, "tenant_id")))),
  route("GET", "/api/2/registration_tokens", listAll),
  route("POST", "/api/2/registration_tokens", (exchange) => created(issue(exchange, null))),
  route("POST", "/bc/api/account_server/registration_tokens", (exchange) => created(issue(exchange, null))),
  route("DELETE", "/api/2/registration_tokens/{token_id}", deleteToken),
];

const year = 365 * 24 * 3600;
const fields = { scopes: z.array(z.string().startsWith("urn:acronis.com:")).min(1) };
const TokenPost = requestBody((pieces) => pieces.object({ expires_in: pieces.integer, ...fields }));
const OlderTokenPost = requestBody((pieces) => pieces.object({ tenant_id: pieces.maybe(Uuid), expires_in: pieces.integer, ...fields }));

function issue(exchange: Exchange, tenantInPath: string | null): object {
  const { state } = exchange;
  const body = tenantInPath === null ? readBody(exchange, OlderTokenPost) : { tenant_id: tenantInPath, ...readBody(exchange, TokenPost) };
  const tenant = reachTenant(exchange, tenantInPath ?? body.tenant_id ?? exchange.caller.tenantId);
  if (body.expires_in < 1 || body.expires_in > year) throw badRequest("expires_in: must be 1 second to one year");
  const token: RegistrationToken = {
    id: nextNumber(state),
    token: newToken(),
    tenant_id: tenant.id,
    scopes: body.scopes,
    created_at: stamp(),
    expires_at: stamp(Date.now() + body.expires_in * 1e3),
  };
  state.registrationTokens[String(token.id)] = token;
  return shown(state, token);
}

// None of these signs is mistaken for another.
const signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

function newToken(): string {
  return [group(), group(), group()].join("-");
}

function group(): string {
  return Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join("");
}

function shown(state: State, { tenant_id, ...token }: RegistrationToken): object {
  return { ...token, tenant_id: String(state.tenants[tenant_id]?.number ?? 0), tenant_uuid: tenant_id };
}

function listed(exchange: Exchange, tenantIds: ReadonlySet<string>): Answer {
  const now = Date.now();
  const tokens = Object.values(exchange.state.registrationTokens);
  const living = tokens.filter((token) => tenantIds.has(token.tenant_id) && Date.parse(token.expires_at) > now);
  return ok({ items: living.map((token) => shown(exchange.state, token)) });
}

function listOfTenant(exchange: Exchange): Answer {
  return listed(exchange, new Set([reachTenant(exchange, idParam(exchange, "tenant_id")).id]));
}

function listAll(exchange: Exchange): Answer {
  const root = reachTenant(exchange, exchange.caller.tenantId);
  return listed(exchange, new Set(subtreeOf(exchange.state, root).map(({ id }) => id)));
}

/** The path is declared as a uuid though ids are numbers; numbers are what clients have. */
function deleteToken(exchange: Exchange): Answer {
  const id = param(exchange, "token_id");
  const token = /^\d+$/.test(id) ? exchange.state.registrationTokens[id] : undefined;
  if (token === undefined) throw notFound("The registration token was not found.");
  reachTenant(exchange, token.tenant_id, { allowDeleted: true });
  delete exchange.state.registrationTokens[id];
  return noContent;
}
