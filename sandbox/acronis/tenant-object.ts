import { shownContact } from "./contact.ts";
import { childrenOf, lineage } from "./scope.ts";
import { pricingOf } from "./pricing-mode.ts";
import type { State, Tenant } from "./state.ts";
import { shownItems } from "./offering-item-object.ts";

const defaultBrand = { number: 1, id: "14dc11ca-5d1a-4c0e-8a5e-1d6c2f1b7a01" };

/** A single tenant as GET, POST and PUT answer it (sheet 6.3). */
export function shownTenant(state: State, tenant: Tenant, parents: ReadonlySet<string> = parentsIn(state)): object {
  return { ...stamps(tenant), ...basics(tenant), ...full(state, tenant, parents), contact: shownContact(tenant.contact), contacts: [] };
}

export type LevelOfDetail = "stamps" | "basic" | "full";

interface Listed {
  readonly lod: LevelOfDetail;
  readonly withContacts: boolean;
  readonly expandItems: boolean;
  /** Of the whole list, so that it costs no more than its length. */
  readonly parents: ReadonlySet<string>;
}

/** A tenant inside a list: three levels of detail, the first two closed (sheet 6.5). */
export function listedTenant(state: State, tenant: Tenant, { lod, withContacts, expandItems, parents }: Listed): object {
  const contacts = withContacts ? [tenant.contact, ...(tenant.company_billing_contact ? [tenant.company_billing_contact] : [])] : [];
  const offering_items = expandItems ? shownItems(state, tenant) : [];
  const owned = contacts.map((contact) => ({ ...contact, tenant_id: tenant.id, user_id: null, deleted_at: null, email_domain_type: null }));
  const least = { ...stamps(tenant), contacts: owned, offering_items };
  if (lod === "stamps") return least;
  if (lod === "basic") return { ...least, ...basics(tenant) };
  // How deep the tenant hangs under the vendor's root.
  const barrier = lineage(state, tenant).length - 1;
  return { ...least, ...basics(tenant), ...full(state, tenant, parents), barrier, contact: tenant.contact };
}

function stamps({ id, parent_id, version, created_at, updated_at, deleted_at }: Tenant): object {
  return { id, parent_id, version, created_at, updated_at, deleted_at };
}

function basics({ name, kind, enabled }: Tenant): object {
  return { name, kind, enabled };
}

function full(state: State, tenant: Tenant, parents: ReadonlySet<string>): object {
  const {
    customer_type,
    customer_id,
    internal_tag,
    language,
    owner_id,
    default_idp_id,
    update_lock,
    ancestral_access,
    external_operation_status,
  } = tenant;
  const brand = brandOver(state, tenant);
  return {
    customer_type,
    customer_id,
    internal_tag,
    language,
    owner_id,
    default_idp_id,
    update_lock,
    ancestral_access,
    external_operation_status,
    brand_id: brand.number,
    brand_uuid: brand.id,
    brand_enabled: tenant.brand !== null,
    has_children: parents.has(tenant.id),
    mfa_status: tenant.mfa_enabled ? "enabled" : "disabled",
    pricing_mode: pricingOf(tenant).mode,
    production_start_date: tenant.pricing.production_start_date,
  };
}

/** The nearest brand above, the platform's own at last. */
export function brandOver(state: State, tenant: Tenant): { readonly number: number; readonly id: string } {
  return lineage(state, tenant).find((one) => one.brand !== null)?.brand ?? defaultBrand;
}

/** Ids of all tenants that have living children. */
export function parentsIn(state: State): ReadonlySet<string> {
  const children = Object.values(state.tenants).filter(({ deleted_at, owner_id }) => deleted_at === null && owner_id === null);
  return new Set(children.flatMap(({ id, parent_id }) => (id === parent_id ? [] : [parent_id])));
}

/** Personal tenants of users are units with an owner; nobody lists them as children (sheet 18, point 15). */
export function ordinaryChildren(state: State, tenantId: string): readonly Tenant[] {
  return childrenOf(state, tenantId).filter(({ owner_id }) => owner_id === null);
}
