import { shownContact } from "./contact.ts";
import type { State, User } from "./state.ts";
import { brandOver, type LevelOfDetail } from "./tenant-object.ts";

// What the schema types as a plain string is left out instead of sent as null, so that closed readers accept it.
function given(fields: Readonly<Record<string, string | null>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

/** A single user as GET, POST and PUT answer it (sheet 7.1). */
export function shownUser(state: State, user: User): object {
  const { origin_id, origin_external_id, disable_after } = user;
  return {
    ...basics(user),
    ...full(user),
    ...given({
      origin_id,
      origin_external_id,
      disable_after,
    }),
    access_policies: [],
    terms_accepted: user.activated,
    delivery_channel: "email",
    ...surroundings(state, user),
  };
}

/** The signed-in user, with more about the tenant it belongs to. */
export function shownMe(state: State, user: User): object {
  return {
    ...stamps(user, true),
    ...basics(user),
    ...full(user),
    terms_accepted: user.activated,
    login_totp_time: null,
    ...surroundings(state, user),
  };
}

/** A user inside a list (sheet 7.3). */
export function listedUser(user: User, lod: LevelOfDetail, withPolicies: boolean): object {
  const { personal_tenant_id, login, enabled, ...identity } = basics(user);
  const least = { ...identity, ...stamps(user, withPolicies) };
  if (lod === "stamps") return least;
  const basic = { ...least, personal_tenant_id, login, enabled, session_mfa_status: "passed_or_not_required", delivery_channel: "email" };
  return lod === "basic" ? basic : { ...basic, ...full(user) };
}

function stamps(user: User, withPolicies: boolean): object {
  const { origin_id, origin_external_id, disable_after, policies } = user;
  return { origin_id, origin_external_id, disable_after, access_policies: withPolicies ? policies : [] };
}

function basics({ id, version, tenant_id, created_at, updated_at, deleted_at, personal_tenant_id, login, enabled }: User) {
  return { id, version, tenant_id, created_at, updated_at, deleted_at, personal_tenant_id, login, enabled };
}

function full(user: User): object {
  const { activated, language, business_types, notifications, idp_id, external_id } = user;
  const mfa_status = user.mfa_enabled ? "setup_required" : "disabled";
  const contact = shownContact(user.contact);
  return {
    contact,
    activated,
    language,
    business_types,
    notifications,
    idp_id,
    ...given({ external_id }),
    mfa_status,
    external_operation_status: null,
  };
}

function surroundings(state: State, user: User): object {
  const tenant = state.tenants[user.tenant_id];
  if (tenant === undefined) return {};
  return { tenant_kind: tenant.kind, tenant_pricing_model: tenant.pricing.mode, brand_id: brandOver(state, tenant).id };
}
