import { isAlive } from "./authentication.ts";
import { tokenRefused } from "./errors.ts";
import { type Answer, type Exchange, type Route, ok, route } from "./exchange.ts";
import { formOf } from "./token.ts";

/** Revocation and introspection (sheet 2.6). */
export const tokenLifeRoutes: readonly Route[] = [
  route("POST", "/api/2/idp/revoke_token", revoke, { access: "public", accepts: "form" }),
  route("POST", "/api/2/idp/introspect_token", introspect, { access: "public", accepts: "form" }),
];

function revoke(exchange: Exchange): Answer {
  const form = formOf(exchange);
  const value = form.get("token");
  if (value === null || value === "") throw tokenRefused(400, "invalid_request", "token is required");
  const hint = form.get("token_type_hint");
  if (hint !== null && hint !== "access_token" && hint !== "refresh_token")
    throw tokenRefused(400, "unsupported_token_type", "the hint is not known");
  delete exchange.state.tokens[value];
  return { status: 200 };
}

/** Always 200: a bad token is simply not active. */
function introspect(exchange: Exchange): Answer {
  const { state, site } = exchange;
  const value = formOf(exchange).get("token");
  const token = state.tokens[value ?? ""];
  if (token === undefined || token.kind !== "access" || !isAlive(state, token)) return ok({ active: false });
  const user = state.users[token.user_id ?? ""];
  const subject = user?.id ?? token.client_id ?? "";
  const role = state.tenants[token.tenant_id]?.kind === "customer" ? "company_admin" : "partner_admin";
  const roles = user
    ? user.policies.map(({ tenant_id, role_id }) => ({ tid: tenant_id, role: role_id }))
    : [{ tid: token.tenant_id, role }];
  const scope = roles.map(({ tid, role: name }) => ({ tid, tuid: tid, role: name, rn: "", rs: "", rp: "" }));
  return ok({
    active: true,
    token_type: "bearer",
    exp: Math.floor(token.expires_at / 1e3),
    aud: token.client_id ?? subject,
    jti: token.jti,
    iss: site.url(),
    sub: subject,
    sub_type: user ? "user" : "api_client",
    client_id: token.client_id ?? subject,
    owner_tuid: token.tenant_id,
    scope,
  });
}
