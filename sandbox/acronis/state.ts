import * as z from "zod";

const id = z.string();
const when = z.string();
const text = z.string().nullable();

export const tenantKinds = ["root", "partner", "folder", "customer", "unit"] as const;
export const TenantKind = z.enum(tenantKinds);
export type TenantKind = z.infer<typeof TenantKind>;

const ContactRecord = z.object({
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

const BrandRecord = z.object({ number: z.int(), id, options: z.record(z.string(), z.unknown()), logo: z.string().nullable() });

const TenantRecord = z.object({
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

const PolicyRecord = z.object({
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

const UserRecord = z.object({
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

const QuotaRecord = z.object({ value: z.int().nullable(), overage: z.int().nullable(), version: z.int() });

const ItemRecord = z.object({
  application_id: id,
  name: z.string(),
  infra_id: id.nullable(),
  status: z.union([z.literal(0), z.literal(1)]),
  locked: z.boolean(),
  quota: QuotaRecord,
  price: z.object({ price: z.string(), version: z.int() }).nullable(),
  updated_at: when,
});

const ClientRecord = z.object({
  client_id: id,
  client_secret: z.string(),
  tenant_id: id,
  type: z.enum(["api_client", "managed_client"]),
  data: z.record(z.string(), z.unknown()),
  token_endpoint_auth_method: z.enum(["client_secret_basic", "client_secret_post", "none"]),
  created_at: when,
  created_by: z.string(),
  last_access_at: when.nullable(),
  last_access_from_ip: text,
  status: z.enum(["enabled", "disabled"]),
  redirect_uris: z.array(z.string()),
  origin_id: z.string().nullable(),
  deleted_at: when.nullable(),
});

const TokenRecord = z.object({
  kind: z.enum(["access", "refresh", "session", "one-time", "device"]),
  client_id: id.nullable(),
  user_id: id.nullable(),
  tenant_id: id,
  jti: z.string(),
  issued_at: z.number(),
  expires_at: z.number(),
});

const InfraRecord = z.object({
  id,
  owner_tenant_id: id,
  location_id: id,
  platform_owned: z.boolean(),
  name: z.string(),
  url: z.string(),
  capabilities: z.array(z.string()),
  content_url: z.string().nullable(),
  content_mobile_url: z.string().nullable(),
  backend_type: text,
  version: z.int(),
});

const LocationRecord = z.object({ id, owner_tenant_id: id, platform_owned: z.boolean(), name: z.string(), version: z.int() });

const RegistrationTokenRecord = z.object({
  id: z.int(),
  token: z.string(),
  tenant_id: id,
  created_at: when,
  expires_at: when,
  scopes: z.array(z.string()),
});

const ReportRecord = z.object({
  id,
  version: z.int(),
  created_at: when,
  polls: z.int(),
  result_action: z.enum(["save", "send"]),
  recipients: z.array(z.string()),
  parameters: z.object({
    tenant_id: id,
    level: z.string(),
    kind: z.string(),
    formats: z.array(z.string()),
    period: z.object({ start: z.string(), end: z.string() }),
    hide_zero_usage: z.boolean(),
    show_skus: z.boolean(),
  }),
  schedule: z.object({ enabled: z.boolean(), type: z.string() }),
  generation_date: z.string(),
  stored: z.array(z.object({ id, report_format: z.string() })),
});

const UsageRecord = z.object({
  name: z.string(),
  infra_id: id.nullable(),
  value: z.int(),
  absolute_value: z.int(),
  visible_from: z.number(),
});

const SettingRecord = z.object({ value: z.unknown(), lock: z.boolean(), exclusive: z.boolean() });

/** All the vendor knows. Parsed on load, so that a data file of another shape is refused instead of believed. */
export const State = z.object({
  format: z.literal(1),
  vendorRootId: id,
  rootTenantId: id,
  rootClientId: id,
  counter: z.int(),
  lastVersion: z.number(),
  tenants: z.record(z.string(), TenantRecord),
  users: z.record(z.string(), UserRecord),
  items: z.record(z.string(), z.record(z.string(), ItemRecord)),
  clients: z.record(z.string(), ClientRecord),
  tokens: z.record(z.string(), TokenRecord),
  infra: z.record(z.string(), InfraRecord),
  locations: z.record(z.string(), LocationRecord),
  registrationTokens: z.record(z.string(), RegistrationTokenRecord),
  reports: z.record(z.string(), ReportRecord),
  usages: z.record(z.string(), z.array(UsageRecord)),
  settings: z.record(z.string(), SettingRecord),
  mails: z.array(z.object({ at: when, userId: id, login: z.string(), email: z.string() })),
});

export type State = z.infer<typeof State>;
export type Contact = z.infer<typeof ContactRecord>;
export type Tenant = z.infer<typeof TenantRecord>;
export type User = z.infer<typeof UserRecord>;
export type Policy = z.infer<typeof PolicyRecord>;
export type Quota = z.infer<typeof QuotaRecord>;
export type Item = z.infer<typeof ItemRecord>;
export type Client = z.infer<typeof ClientRecord>;
export type Token = z.infer<typeof TokenRecord>;
export type Infra = z.infer<typeof InfraRecord>;
export type Location = z.infer<typeof LocationRecord>;
export type RegistrationToken = z.infer<typeof RegistrationTokenRecord>;
export type Report = z.infer<typeof ReportRecord>;
export type Usage = z.infer<typeof UsageRecord>;
export type Mail = State["mails"][number];

/** The numeric ids of the old API live on in usages, brands and error texts (sheet 3, ids). */
export function nextNumber(state: State): number {
  state.counter += 1;
  return state.counter;
}
