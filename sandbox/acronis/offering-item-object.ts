import type { Definition } from "./catalogue.ts";
import { stamp } from "./clock.ts";
import { definitionOf } from "./definitions.ts";
import { childrenOf, lineage } from "./scope.ts";
import type { Item, Quota, State, Tenant } from "./state.ts";

/** What makes an item one of its kind inside a tenant (sheet 9.1). */
export type ItemRef = Pick<Item, "application_id" | "name" | "infra_id">;

export const unlimited: Quota = { value: null, overage: null, version: 0 };

export function keyOf({ application_id, name, infra_id }: ItemRef): string {
  return `${application_id}/${name}/${infra_id ?? ""}`;
}

export function offItem({ application_id, name, infra_id }: ItemRef, updated_at: string = stamp()): Item {
  return { application_id, name, infra_id, status: 0, locked: false, quota: unlimited, price: null, updated_at };
}

/** What the tenant has ever had, on or off. A personal tenant has what its customer has on, with quotas of its own (sheet 9.4). */
export function itemsOf(state: State, tenant: Tenant): readonly Item[] {
  const own = state.items[tenant.id] ?? {};
  const parent = tenant.owner_id === null ? undefined : state.tenants[tenant.parent_id];
  if (parent === undefined) return Object.values(own);
  const inherited = itemsOf(state, parent).filter(({ status }) => status === 1);
  return inherited.map((item) => ({ ...item, quota: own[keyOf(item)]?.quota ?? unlimited }));
}

export function isOn(state: State, tenant: Tenant, ref: ItemRef): boolean {
  return state.items[tenant.id]?.[keyOf(ref)]?.status === 1;
}

/** Whether a living child has the item on. Personal tenants do not count: they have what their customer has. */
export function isUsedBelow(state: State, tenant: Tenant, ref: ItemRef): boolean {
  return childrenOf(state, tenant.id).some((child) => child.deleted_at === null && child.owner_id === null && isOn(state, child, ref));
}

/**
 * An item can be had if every tenant above has it on, up to the one that brought the storage, or if the tenant brought the
 * storage itself (sheet 9.7, rule 5). What stands below the vendor's root can have nothing more: the vendor's staff gives it.
 */
export function isAvailable(state: State, tenant: Tenant, ref: ItemRef): boolean {
  const above = partnersAbove(state, tenant);
  const ownerId = state.infra[ref.infra_id ?? ""]?.owner_tenant_id;
  if (ownerId === tenant.id) return true;
  const owner = above.findIndex(({ id }) => id === ownerId);
  return above.length > 0 && isOnAtAll(state, owner === -1 ? above : above.slice(0, owner + 1), ref);
}

/** Whether a tenant may hand on what it has on: those above it must have it on too. */
export function mayHandOn(state: State, tenant: Tenant, ref: ItemRef): boolean {
  return partnersAbove(state, tenant).length === 0 || isAvailable(state, tenant, ref);
}

function partnersAbove(state: State, tenant: Tenant): readonly Tenant[] {
  return lineage(state, tenant)
    .slice(1)
    .filter(({ kind }) => kind !== "root");
}

function isOnAtAll(state: State, tenants: readonly Tenant[], ref: ItemRef): boolean {
  return tenants.every((one) => isOn(state, one, ref));
}

/** All a tenant has or could switch on; what it never had is off. */
export function offeredTo(state: State, tenant: Tenant): readonly Item[] {
  const own = itemsOf(state, tenant);
  const parent = state.tenants[tenant.parent_id];
  if (parent === undefined || tenant.owner_id !== null) return own;
  const known = new Set(own.map(keyOf));
  const more = itemsOf(state, parent).filter((item) => item.status === 1 && !known.has(keyOf(item)));
  const at = stamp();
  return [...own, ...more.map((item) => offItem(item, at))];
}

/** The closed schema of an item: no quota when off or a feature, no `infra_id` where there is none (sheet 18, point 13). */
export function shownItem(tenantId: string, item: Item, definition: Definition): object {
  const { application_id, name, edition, usage_name, type, measurement_unit } = definition;
  const counted = item.status === 1 && type !== "feature";
  return {
    application_id,
    name,
    edition,
    usage_name,
    tenant_id: tenantId,
    updated_at: item.updated_at,
    deleted_at: null,
    status: item.status,
    locked: item.locked,
    ...(counted ? { quota: item.quota } : {}),
    type,
    ...(item.infra_id === null ? {} : { infra_id: item.infra_id }),
    measurement_unit,
  };
}

export function shownItems(state: State, tenant: Tenant): readonly object[] {
  return itemsOf(state, tenant).flatMap((item) => {
    const definition = definitionOf(state, item);
    return definition === undefined ? [] : [shownItem(tenant.id, item, definition)];
  });
}
