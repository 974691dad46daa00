import * as z from "zod";

const id = z.string();
const when = z.string();
const text = z.string().nullable();

export const tenantKinds = ["root", "partner", "folder", "customer", "unit"] as const;
export const TenantKind = z.enum(tenantKinds);
export type TenantKind = z.infer<typeof TenantKind>;

/** Tenants and users as the vendor keeps them. */
export const ContactRecord = z.object({
  id,
  created_at: when,
  updated_at: when,
  types: z.array(z.string()),
  email: z.string(),
  firstname: text,
  lastname: text,
  address1: text,
  address2: text,
  country: text,
  state: text,
  city: text,
  zipcode: text,
  phone: text,
  title: text,
  website: text,
  industry: text,
  organization_size: text,
  email_confirmed: z.boolean().nullable(),
  aan: text,
  fax: text,
  language: text,
});

export const BrandRecord = z.object({ number: z.int(), id, options: z.record(z.string(), z.unknown()), logo: z.string().nullable() });

export const TenantRecord = z.object({
  id,
  number: z.int(),
  version: z.int(),
  created_at: when,
  updated_at: when,
  deleted_at: when.nullable(),
  name: z.string(),
  kind: TenantKind,
  parent_id: id,
  owner_id: id.nullable(),
  customer_type: z.string(),
  enabled: z.boolean(),
  customer_id: text,
  internal_tag: text,
  language: z.string(),
  default_idp_id: id,
  update_lock: z.object({ enabled: z.boolean(), owner_id: id.nullable() }),
  ancestral_access: z.boolean(),
  mfa_enabled: z.boolean(),
  enhanced_security: z.boolean(),
  external_operation_status: text,
  contact: ContactRecord,
  company_billing_contact: ContactRecord.nullable(),
  pricing: z.object({ mode: z.string(), currency: text, version: z.int(), production_start_date: when.nullable() }),
  brand: BrandRecord.nullable(),
  applications: z.array(id),
});

export const PolicyRecord = z.object({
  id,
  version: z.int(),
  created_at: when,
  updated_at: when,
  deleted_at: when.nullable(),
  trustee_id: id,
  trustee_type: z.string(),
  issuer_id: id,
  tenant_id: id,
  role_id: z.string(),
  resource_server_id: z.string().optional(),
  resource_namespace: z.string().optional(),
  resource_path: z.string().optional(),
});

export const UserRecord = z.object({
  id,
  number: z.int(),
  version: z.int(),
  created_at: when,
  updated_at: when,
  deleted_at: when.nullable(),
  tenant_id: id,
  personal_tenant_id: id.nullable(),
  login: z.string(),
  password: z.string().nullable(),
  activated: z.boolean(),
  enabled: z.boolean(),
  contact: ContactRecord,
  language: z.string(),
  idp_id: id,
  external_id: text,
  origin_id: text,
  origin_external_id: text,
  disable_after: when.nullable(),
  business_types: z.array(z.string()),
  notifications: z.array(z.string()),
  mfa_enabled: z.boolean(),
  policies: z.array(PolicyRecord),
});
