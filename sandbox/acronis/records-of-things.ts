import * as z from "zod";

const id = z.string();
const when = z.string();
const text = z.string().nullable();

/** Everything that hangs on tenants and users, as the vendor keeps it. */
export const QuotaRecord = z.object({ value: z.int().nullable(), overage: z.int().nullable(), version: z.int() });

export const ItemRecord = z.object({
  application_id: id,
  name: z.string(),
  infra_id: id.nullable(),
  status: z.union([z.literal(0), z.literal(1)]),
  locked: z.boolean(),
  quota: QuotaRecord,
  price: z.object({ price: z.string(), version: z.int() }).nullable(),
  updated_at: when,
});

export const ClientRecord = z.object({
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

export const TokenRecord = z.object({
  kind: z.enum(["access", "refresh", "session", "one-time", "device"]),
  client_id: id.nullable(),
  user_id: id.nullable(),
  tenant_id: id,
  jti: z.string(),
  issued_at: z.number(),
  expires_at: z.number(),
});

export const InfraRecord = z.object({
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

export const LocationRecord = z.object({ id, owner_tenant_id: id, platform_owned: z.boolean(), name: z.string(), version: z.int() });

export const RegistrationTokenRecord = z.object({
  id: z.int(),
  token: z.string(),
  tenant_id: id,
  created_at: when,
  expires_at: when,
  scopes: z.array(z.string()),
});

export const ReportRecord = z.object({
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

export const UsageRecord = z.object({
  name: z.string(),
  infra_id: id.nullable(),
  value: z.int(),
  /** Null: the sum of the months (cumulative meters). */
  absolute_value: z.int().nullable(),
  visible_from: z.number(),
  /** Milliseconds; null is for ever. */
  visible_until: z.number().nullable().default(null),
  /** The month of a cumulative meter, as "2026-09"; null for the others. */
  month: z.string().nullable().default(null),
});

export const SettingRecord = z.object({ value: z.unknown(), lock: z.boolean(), exclusive: z.boolean() });
