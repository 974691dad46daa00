import { blankContact } from "./contact.ts";
import { badRequest } from "./errors.ts";
import { type Answer, type Exchange, ok, type Route, route } from "./exchange.ts";
import type { User } from "./state.ts";
import { shownMe } from "./user-object.ts";

/** The caller itself. */
export const meRoutes: readonly Route[] = [route("GET", "/api/2/users/me", getMe, { access: "signedIn" })];

/** Meant for people; older samples ask it with a client's token for `tenant_id` (sheet 2.5). */
function getMe(exchange: Exchange): Answer {
  const { state, caller } = exchange;
  if (caller.user !== null) return ok(shownMe(state, caller.user));
  const client = state.clients[caller.id];
  const tenant = state.tenants[caller.tenantId];
  if (client === undefined || tenant === undefined) throw badRequest("The caller has no tenant.");
  const { id, created_at, language, default_idp_id } = tenant;
  const user: User = {
    id: client.client_id,
    number: 0,
    version: 1,
    created_at: client.created_at,
    updated_at: created_at,
    deleted_at: null,
    tenant_id: id,
    personal_tenant_id: null,
    login: client.client_id,
    password: null,
    activated: true,
    enabled: true,
    contact: blankContact("user"),
    language,
    idp_id: default_idp_id,
    external_id: null,
    origin_id: null,
    origin_external_id: null,
    disable_after: null,
    business_types: [],
    notifications: [],
    mfa_enabled: false,
    policies: [],
  };
  return ok(shownMe(state, user));
}
