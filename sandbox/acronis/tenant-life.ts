import { stamp } from "./clock.ts";
import { denied, platformError } from "./errors.ts";
import { type Answer, type Exchange, flag, idParam, noContent, type Route, route, versionParam } from "./exchange.ts";
import { endTokens } from "./clients.ts";
import { assertUnlocked, assertVersion, isEnabled, reachTenant, subtreeOf } from "./scope.ts";
import type { State, Tenant } from "./state.ts";
import { touch } from "./tenant-make.ts";
import { isNameTaken } from "./tenant-rules.ts";

/** The end of a tenant, and its return (sheet 6.8). */
export const tenantLifeRoutes: readonly Route[] = [
  route("DELETE", "/api/2/tenants/{tenant_id}", deleteTenant),
  route("POST", "/api/2/tenants/{tenant_id}/restore", restoreTenant, { accepts: "nothing" }),
];

function deleteTenant(exchange: Exchange): Answer {
  const { state, caller } = exchange;
  const version = versionParam(exchange);
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  if (tenant.id === caller.tenantId) throw denied("A client cannot delete its own tenant.");
  assertUnlocked(exchange, tenant);
  if (tenant.enabled) throw notDisabled(tenant);
  assertVersion(tenant, version);
  bury(state, tenant);
  return noContent;
}

/** The documented body names the tenant by its old numeric id (sheet 4.2). */
function notDisabled({ number }: Tenant) {
  const id = String(number);
  return platformError(1006, { info: `Tenant ${id} is not disabled.`, addition: [{ id }], context: { id } });
}

/** Everything underneath goes with it; one stamp marks all that fell together. */
function bury(state: State, tenant: Tenant): void {
  const at = stamp();
  const buried = new Set<string>();
  for (const one of subtreeOf(state, tenant).filter(({ deleted_at }) => deleted_at === null)) {
    one.deleted_at = at;
    touch(one);
    buried.add(one.id);
  }
  for (const user of Object.values(state.users))
    if (buried.has(user.tenant_id) && user.deleted_at === null) Object.assign(user, { deleted_at: at });
  for (const client of Object.values(state.clients)) {
    if (!buried.has(client.tenant_id)) continue;
    client.deleted_at ??= at;
    endTokens(state, client.client_id);
  }
}

/** Brings back a soft-deleted tenant with all that fell with it; `force` renames it out of a conflict. */
function restoreTenant(exchange: Exchange): Answer {
  const { state } = exchange;
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"), { allowDeleted: true });
  const at = tenant.deleted_at;
  if (at === null) return noContent;
  const parent = state.tenants[tenant.parent_id];
  if (parent === undefined || parent.deleted_at !== null) throw platformError(1005, { info: "The parent tenant was deleted." });
  if (!isEnabled(state, parent)) throw platformError(1003, { context: { id: parent.id } });
  if (isNameTaken(state, tenant.name, parent.id, tenant.id)) {
    if (!flag(exchange, "force")) throw platformError(1004, { context: { name: tenant.name } });
    tenant.name = freeName(state, tenant);
  }
  for (const one of subtreeOf(state, tenant).filter(({ deleted_at }) => deleted_at === at)) {
    one.deleted_at = null;
    touch(one);
    for (const user of Object.values(state.users)) if (user.tenant_id === one.id && user.deleted_at === at) user.deleted_at = null;
    for (const client of Object.values(state.clients))
      if (client.tenant_id === one.id && client.deleted_at === at) client.deleted_at = null;
  }
  return noContent;
}

function freeName(state: State, { name, parent_id, id }: Tenant): string {
  for (let postfix = 1; ; postfix += 1) {
    const candidate = `${name} (${postfix})`;
    if (!isNameTaken(state, candidate, parent_id, id)) return candidate;
  }
}
