import type { Contact, OfferingItemChange, Pricing } from "./objects.ts";
import type { NewTenant, NewUser, TenantChange } from "./port.ts";

/** The body of a new tenant (acronis-api.md, 6.2). */
export const newTenantBody = ({ name, parentId, kind, contact, language, customerId, internalTag }: NewTenant) => ({
  name,
  parent_id: parentId,
  kind,
  contact: filled(contact),
  language,
  customer_id: customerId,
  internal_tag: internalTag,
});

/** The body of a tenant's change (6.6): here an empty line is kept, it blanks what stood there. */
export const tenantChangeBody = ({ version, name, enabled, contact }: TenantChange) => ({ version, name, enabled, contact });

/** The body of a new user (7.1). */
export const newUserBody = ({ tenantId, login, language, contact }: NewUser) => ({
  tenant_id: tenantId,
  login,
  language,
  contact: filled(contact),
});

/** The whole list of a user's roles (7.4): the vendor fills in the ids and the issuer. */
export const rolesBody = (userId: string, tenantId: string, roles: readonly string[]) => ({
  items: roles.map((role) => ({
    id: filledInByVendor,
    issuer_id: filledInByVendor,
    trustee_id: userId,
    trustee_type: "user",
    tenant_id: tenantId,
    role_id: role,
    version: 0,
  })),
});

/** Offering items are read as `items` and written as `offering_items`; one that is in use is never switched off by us (9.3). */
export const itemsBody = (items: readonly OfferingItemChange[]) => ({ offering_items: items, check_usage: true });

/** Trial to production, with the pricing's own version and currency as they were read (6.9). */
export const productionBody = ({ version, currency }: Pricing) => ({ mode: "production", version, currency: currency ?? null });

const filledInByVendor = "00000000-0000-0000-0000-000000000000";

const filled = (contact: Contact): Contact =>
  Object.fromEntries(Object.entries(contact).filter(([, line]) => line !== undefined && line !== ""));
