import * as z from "zod";

// What Acronis answers, as far as we read it: enums stay open and unknown fields are dropped, so a newer server breaks no reader.

/** A field that may be missing or null, which is the same to us. */
export const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? undefined);

/** A person's or company's contact, both in answers and in requests (acronis-api.md, 6.4). */
export const Contact = z.object({
  email: maybe(z.string()),
  firstname: maybe(z.string()),
  lastname: maybe(z.string()),
  address1: maybe(z.string()),
  address2: maybe(z.string()),
  city: maybe(z.string()),
  state: maybe(z.string()),
  zipcode: maybe(z.string()),
  country: maybe(z.string()),
  phone: maybe(z.string()),
  fax: maybe(z.string()),
  website: maybe(z.string()),
});

/** A tenant (6.3). Older servers leave fields out: only what we need is demanded. */
export const Tenant = z.object({
  id: z.string(),
  version: z.coerce.number().int(),
  name: z.string(),
  kind: z.string(),
  enabled: maybe(z.boolean()).transform((enabled) => enabled ?? true),
  customer_id: maybe(z.string()),
  deleted_at: maybe(z.string()),
  contact: maybe(Contact),
});

/** A tenant in a list: whatever else is odd about it, its marker counts. */
export const ListedTenant = Tenant.extend({
  version: z.coerce.number().int().catch(0),
  name: z.string().catch(""),
  kind: z.string().catch(""),
  contact: maybe(Contact).catch(undefined),
});

/** A user (7.1). */
export const User = z.object({
  id: z.string(),
  version: z.coerce.number().int(),
  login: z.string(),
  activated: maybe(z.boolean()).transform((activated) => activated ?? false),
  deleted_at: maybe(z.string()),
  contact: maybe(Contact),
});

/** A number that may be missing or null, which is the same. */
const number = z
  .number()
  .nullish()
  .transform((value) => value ?? null);

/** value null: unlimited, whose version is 0; one that is left out is null. `version` must go back unchanged (9.4). */
export const Quota = z.object({ value: number, overage: number, version: z.coerce.number().default(0) });

/** An offering item (9.1): infra_id null or absent, locked null or absent, quota absent where it does not apply. */
export const OfferingItem = z.object({
  application_id: z.string(),
  name: z.string(),
  edition: z.string().nullish(),
  /** The name without its edition's prefix: joins items to usages. */
  usage_name: maybe(z.string()).catch(undefined),
  /** bytes, quantity, seconds or n/a. */
  measurement_unit: maybe(z.string()),
  status: z.coerce.number().catch(0),
  locked: maybe(z.boolean()),
  type: maybe(z.string()),
  infra_id: maybe(z.string()).transform((id) => id || undefined),
  /** Of an item on offer it is of no use, and of an item that has none it is not there. */
  quota: maybe(Quota).catch(undefined),
});

/** An item on offer: nobody has it yet. Without what only a tenant's own has, 100,000 of them take half the time to read. */
export const ItemOnOffer = OfferingItem.omit({ status: true, locked: true, quota: true });

/** A storage or other infrastructure component (10). */
export const Storage = z.object({
  id: z.string(),
  name: z.string(),
  location_id: maybe(z.string()),
  capabilities: maybe(z.array(z.string())).transform((capabilities) => capabilities ?? []),
});

/** A service of the platform (8). What we call its products by is its type. */
export const Application = z.object({ id: z.string(), name: z.string().catch(""), type: z.string() });

/** Where storages stand (10). */
export const Location = z.object({ id: z.string(), name: z.string() });

/** Pricing settings of a tenant, with a version of their own (6.9). */
export const Pricing = z.object({ mode: z.string(), currency: maybe(z.string()), version: z.coerce.number() });

/** What a PUT of offering items says of one (9.3). */
export interface OfferingItemChange {
  readonly application_id: string;
  readonly name: string;
  readonly infra_id?: string | undefined;
  readonly status: 0 | 1;
  readonly quota?: { readonly value: number | null; readonly overage: number | null; readonly version: number } | undefined;
}

export type Contact = { readonly [Key in keyof z.infer<typeof Contact>]?: string | undefined };
export type Tenant = z.infer<typeof Tenant>;
export type User = z.infer<typeof User>;
export type OfferingItem = z.infer<typeof OfferingItem>;
export type ItemOnOffer = z.infer<typeof ItemOnOffer>;
export type Storage = z.infer<typeof Storage>;
export type Application = z.infer<typeof Application>;
export type Location = z.infer<typeof Location>;
export type Pricing = z.infer<typeof Pricing>;
