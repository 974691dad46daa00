import { badRequest } from "./errors.ts";
import {
  type Answer,
  type Exchange,
  flag,
  idParam,
  isListed,
  listParam,
  ok,
  type Route,
  route,
  textParam,
  uuidParam,
  uuidsParam,
} from "./exchange.ts";
import { byOrder } from "./order.ts";
import { page, restoreQuery } from "./paging.ts";
import { updatedSince } from "./since.ts";
import { isHidden, isWithin, reachTenant, subtreeOf } from "./scope.ts";
import type { Tenant, User } from "./state.ts";
import { levelOfDetail } from "./tenant-list.ts";
import { listedUser } from "./user-object.ts";

/** Lists of users (sheet 6.5, 7.3). */
export const userListRoutes: readonly Route[] = [
  route("GET", "/api/2/users", listUsers),
  route("GET", "/api/2/tenants/{tenant_id}/users", listUsersOfTenant),
];

function listUsers(given: Exchange): Answer {
  const exchange = restoreQuery(given);
  const lod = levelOfDetail(exchange);
  const withPolicies = flag(exchange, "with_access_policies");
  const isNew = updatedSince(exchange);
  const users = select(exchange).filter((user) => isNew(user) && isWanted(exchange, user));
  return ok(page(exchange, users, { limit: 2000, key: ({ number }) => [0, number], show: (user) => listedUser(user, lod, withPolicies) }));
}

function select(exchange: Exchange): readonly User[] {
  const { state } = exchange;
  const uuids = uuidsParam(exchange, "uuids");
  const rootId = uuidParam(exchange, "subtree_root_tenant_id");
  const externalIds = listParam(exchange, "external_ids");
  const tenantId = uuidParam(exchange, "tenant_id");
  const given = [uuids, rootId, externalIds].filter((selector) => selector !== null).length;
  const onlyOne = "exactly one of uuids, subtree_root_tenant_id, external_ids is required (uuids failed 'required_without_all')";
  if (given !== 1) throw badRequest(`ParameterMalformed: ${onlyOne}`);
  const all = Object.values(state.users);
  if (uuids !== null) return all.filter(({ id }) => uuids.includes(id));
  if (externalIds !== null) {
    if (tenantId === null) throw badRequest("ParameterMalformed: 'external_ids' needs 'tenant_id'");
    reachTenant(exchange, tenantId, { inside: true });
    return all.filter((user) => user.tenant_id === tenantId && user.external_id !== null && externalIds.includes(user.external_id));
  }
  const reach = { inside: true, allowDeleted: flag(exchange, "allow_deleted") };
  const tenants = new Set(subtreeOf(state, reachTenant(exchange, rootId ?? "", reach)).map(({ id }) => id));
  return all.filter((user) => tenants.has(user.tenant_id));
}

function isWanted(exchange: Exchange, user: User): boolean {
  const { state, caller } = exchange;
  const tenant = state.tenants[user.tenant_id];
  const origin = textParam(exchange, "origin_id");
  const kinds = listParam(exchange, "tenant_kinds");
  const roles = listParam(exchange, "access_policies");
  return (
    tenant !== undefined &&
    isWithin(state, tenant, caller.tenantId) &&
    !isHidden(exchange, tenant, true) &&
    isListed(exchange, user) &&
    (user.deleted_at === null || flag(exchange, "allow_deleted")) &&
    (origin === null || user.origin_id === origin) &&
    (kinds === null || kinds.includes(tenant.kind)) &&
    (roles === null || user.policies.some(({ role_id }) => roles.includes(role_id)))
  );
}

function listUsersOfTenant(exchange: Exchange): Answer {
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"), { inside: true });
  const tenants = new Set(flag(exchange, "include_grand_children") ? inSameOrganization(exchange, tenant) : [tenant.id]);
  const wanted = (user: User): boolean => tenants.has(user.tenant_id) && (user.deleted_at === null || flag(exchange, "allow_deleted"));
  const users = Object.values(exchange.state.users).filter((user) => wanted(user) && isListed(exchange, user));
  const sorted = byOrder(users, textParam(exchange, "order") ?? "name", {
    name: ({ contact, login }) => `${contact.firstname ?? ""} ${contact.lastname ?? ""}`.trim().toLowerCase() || login.toLowerCase(),
    login: ({ login }) => login.toLowerCase(),
    status: ({ enabled }) => (enabled ? "0" : "1"),
    mfa_status: ({ mfa_enabled }) => (mfa_enabled ? "0" : "1"),
  });
  return ok({ items: sorted.map(({ id }) => id) });
}

/** Grandchildren are the units of a customer, or the folders of anybody else. */
function inSameOrganization({ state }: Exchange, tenant: Tenant): readonly string[] {
  const nested = tenant.kind === "customer" || tenant.kind === "unit" ? "unit" : "folder";
  return subtreeOf(state, tenant)
    .filter(({ id, kind }) => id === tenant.id || kind === nested)
    .map(({ id }) => id);
}
