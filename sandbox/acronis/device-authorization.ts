import { randomInt } from "node:crypto";
import { tokenRefused } from "./errors.ts";
import { type Answer, type Exchange, type Route, noContent, ok, route } from "./exchange.ts";
import * as z from "zod";
import { readBody, requestBody, Uuid } from "./body.ts";
import { type Holder, issueOpaque } from "./token-issue.ts";

/** An agent or appliance asks, a person approves with the code shown (OpenAPI, tag idp). */
export const deviceRoutes: readonly Route[] = [
  route("POST", "/api/2/idp/device_authorization", askForCode, { access: "public", accepts: "form" }),
  route("GET", "/api/2/idp/device_authorization/approval", showRequest),
  route("POST", "/api/2/idp/device_authorization/approval", approve),
];

const lifeSeconds = 600;

function askForCode(exchange: Exchange): Answer {
  const form = new URLSearchParams(exchange.bytes.toString("utf8"));
  const client = Object.values(exchange.state.clients).find(({ client_id }) => client_id === form.get("client_id"));
  if (client === undefined || form.get("scope") === null) throw tokenRefused(400, "invalid_request", "client_id and scope are required");
  const user_code = `${digits()}-${digits()}`;
  const device_code = issueOpaque(exchange.site, { client, user: null, tenantId: client.tenant_id }, "device", lifeSeconds);
  const token = exchange.state.tokens[device_code];
  if (token !== undefined) token.jti = user_code;
  const verification_uri = `${exchange.site.url()}/mc/device`;
  return ok({
    device_code,
    user_code,
    verification_uri,
    verification_uri_complete: `${verification_uri}?code=${user_code}`,
    expires_in: lifeSeconds,
    interval: 5,
  });
}

function showRequest(exchange: Exchange): Answer {
  const [, token] = waiting(exchange, exchange.query.get("code") ?? "");
  const tenantId = exchange.query.get("tenant_uuid") ?? exchange.caller.tenantId;
  const tenant_name = exchange.state.tenants[tenantId]?.name ?? "";
  const client_id = token.client_id ?? "";
  return ok({
    client_id,
    display_name: client_id,
    scope: [],
    tenant_id: tenantId,
    tenant_name,
    is_current_tenant: tenantId === exchange.caller.tenantId,
  });
}

const Approval = requestBody((pieces) => pieces.object({ code: z.string(), tenant_uuid: pieces.maybe(Uuid) }));

function approve(exchange: Exchange): Answer {
  const { code, tenant_uuid } = readBody(exchange, Approval);
  const [, token] = waiting(exchange, code);
  token.user_id = exchange.caller.user?.id ?? null;
  token.tenant_id = tenant_uuid ?? exchange.caller.tenantId;
  token.jti = "approved";
  return noContent;
}

/** The waiting device collects its token once the code is approved. */
export function grantOfDevice({ state }: Exchange, deviceCode: string): Holder {
  const token = state.tokens[deviceCode];
  if (token === undefined || token.kind !== "device" || token.jti !== "approved")
    throw tokenRefused(400, "access_denied", "authorization_pending");
  delete state.tokens[deviceCode];
  return {
    client: state.clients[token.client_id ?? ""] ?? null,
    user: state.users[token.user_id ?? ""] ?? null,
    tenantId: token.tenant_id,
  };
}

function waiting({ state }: Exchange, code: string) {
  const found = Object.entries(state.tokens).find(([, { kind, jti }]) => kind === "device" && jti === code && code !== "approved");
  if (found === undefined) throw tokenRefused(400, "invalid_request", "the code is not known");
  return found;
}

function digits(): string {
  return String(randomInt(1000, 10000));
}
