import { denied, notFound, platformError } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import type { State, Tenant, User } from "./state.ts";

/** The tenant and everything above it, nearest first. The vendor's root is its own parent (sheet 6.3). */
export function lineage(state: State, tenant: Tenant): readonly Tenant[] {
  const line: Tenant[] = [tenant];
  let current = tenant;
  while (current.parent_id !== current.id) {
    const parent = state.tenants[current.parent_id];
    if (parent === undefined) break;
    line.push(parent);
    current = parent;
  }
  return line;
}

export function isWithin(state: State, tenant: Tenant, rootId: string): boolean {
  return lineage(state, tenant).some(({ id }) => id === rootId);
}

/** Disabling reaches everything underneath (sheet 6.8). */
export function isEnabled(state: State, tenant: Tenant): boolean {
  return lineage(state, tenant).every(({ enabled, deleted_at }) => enabled && deleted_at === null);
}

export function childrenOf(state: State, tenantId: string): readonly Tenant[] {
  return Object.values(state.tenants).filter(({ parent_id, id }) => parent_id === tenantId && id !== tenantId);
}

/** The tenant and all below it, level by level. */
export function subtreeOf(state: State, root: Tenant): readonly Tenant[] {
  const byParent = Map.groupBy(Object.values(state.tenants), ({ parent_id }) => parent_id);
  const found: Tenant[] = [root];
  for (const tenant of found) found.push(...(byParent.get(tenant.id) ?? []).filter(({ id }) => id !== tenant.id));
  return found;
}

interface Reach {
  readonly allowDeleted?: boolean;
  /** What is inside the tenant is wanted, not the tenant itself: self-service closes it (sheet 6.6). */
  readonly inside?: boolean;
}

/** Finds a tenant the caller may touch: unknown 404, foreign 403, deleted 404 (sheet 18, point 2). */
export function reachTenant(exchange: Exchange, id: string, reach: Reach = {}): Tenant {
  const { state, caller } = exchange;
  const tenant = state.tenants[id];
  if (tenant === undefined) throw platformError(1005, { info: `Tenant ${id} was not found.`, context: { id } });
  if (!isWithin(state, tenant, caller.tenantId)) throw denied();
  if (tenant.deleted_at !== null && reach.allowDeleted !== true)
    throw platformError(1005, { info: `Tenant ${id} was deleted.`, context: { id } });
  if (isHidden(exchange, tenant, reach.inside === true)) throw denied("The tenant manages itself.");
  return tenant;
}

/** Tenants in self-service mode show their ancestors nothing of what is inside (sheet 6.6). */
export function isHidden({ state, caller }: Exchange, tenant: Tenant, inside: boolean): boolean {
  const line = lineage(state, tenant);
  const toCaller = line.slice(
    0,
    line.findIndex(({ id }) => id === caller.tenantId),
  );
  const closed = inside ? toCaller : toCaller.slice(1);
  return closed.some(({ ancestral_access }) => !ancestral_access);
}

/** Finds a user the caller may touch. */
export function reachUser(exchange: Exchange, id: string, reach: Reach = {}): User {
  const user = exchange.state.users[id];
  if (user === undefined) throw notFound(`User ${id} was not found.`);
  const tenant = exchange.state.tenants[user.tenant_id];
  if (tenant === undefined || !isWithin(exchange.state, tenant, exchange.caller.tenantId)) throw denied();
  if (user.deleted_at !== null && reach.allowDeleted !== true) throw notFound(`User ${id} was deleted.`);
  return user;
}

/** A locked tenant is written by the tenant that locked it alone (sheet 6.6, locking). */
export function assertUnlocked({ caller }: Exchange, tenant: Tenant): void {
  const { enabled, owner_id } = tenant.update_lock;
  if (enabled && owner_id !== caller.tenantId) throw platformError(1012, { context: { id: tenant.id } });
}

/** Versions are compared on every write (sheet 18, point 6). */
export function assertVersion(object: { readonly version: number }, version: number): void {
  if (object.version !== version)
    throw platformError(1001, { info: `Current version is ${object.version}.`, context: { version: object.version } });
}
