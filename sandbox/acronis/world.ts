import { isWithin } from "./scope.ts";
import { type Item, type Mail, type State, type Tenant, type User } from "./state.ts";
import { itemsOf } from "./offering-item-object.ts";
import { ordinaryChildren } from "./tenant-object.ts";

export interface Branch {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly enabled: boolean;
  readonly customerId: string | null;
  readonly children: readonly Branch[];
}

/** The vendor's own view of the client's world: what is really there, whatever the answers said. */
export interface WorldView {
  /** Living tenants below the root, without personal ones. */
  readonly tenants: readonly Tenant[];
  readonly deletedTenants: readonly Tenant[];
  /** Living users of the root and below. */
  readonly users: readonly User[];
  readonly mails: readonly Mail[];
  readonly counts: { readonly tenants: number; readonly users: number; readonly mails: number };
  tree(): Branch;
  childrenOf(tenantId: string): readonly Tenant[];
  byCustomerId(customerId: string): readonly Tenant[];
  usersOf(tenantId: string): readonly User[];
  /** The tenant's offering items that are on. */
  itemsOf(tenantId: string): readonly Item[];
}

export function viewOf(state: State): WorldView {
  const inside = (tenant: Tenant): boolean =>
    tenant.id !== state.rootTenantId && tenant.owner_id === null && isWithin(state, tenant, state.rootTenantId);
  const living = (): readonly Tenant[] => Object.values(state.tenants).filter((tenant) => tenant.deleted_at === null && inside(tenant));
  const users = (): readonly User[] => Object.values(state.users).filter((user) => user.deleted_at === null && isMine(state, user));
  const children = (id: string): readonly Tenant[] => ordinaryChildren(state, id).filter(({ deleted_at }) => deleted_at === null);
  const branch = (id: string): Branch => {
    const tenant = state.tenants[id];
    const below = children(id).map((child) => branch(child.id));
    return {
      id,
      name: tenant?.name ?? "",
      kind: tenant?.kind ?? "",
      enabled: tenant?.enabled ?? false,
      customerId: tenant?.customer_id ?? null,
      children: below,
    };
  };
  return {
    get tenants() {
      return living();
    },
    get deletedTenants() {
      return Object.values(state.tenants).filter((tenant) => tenant.deleted_at !== null && inside(tenant));
    },
    get users() {
      return users();
    },
    get mails() {
      return state.mails;
    },
    get counts() {
      return { tenants: living().length, users: users().length, mails: state.mails.length };
    },
    tree: () => branch(state.rootTenantId),
    childrenOf: children,
    byCustomerId: (customerId) => living().filter(({ customer_id }) => customer_id === customerId),
    usersOf: (tenantId) => users().filter(({ tenant_id }) => tenant_id === tenantId),
    itemsOf: (tenantId) => {
      const tenant = state.tenants[tenantId];
      return tenant === undefined ? [] : itemsOf(state, tenant).filter(({ status }) => status === 1);
    },
  };
}

function isMine(state: State, { tenant_id }: User): boolean {
  const tenant = state.tenants[tenant_id];
  return tenant !== undefined && isWithin(state, tenant, state.rootTenantId);
}
