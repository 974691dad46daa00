import * as z from "zod";

/** The languages that Acronis takes (acronis-api.md, 3). */
const languages = [
  "bg",
  "zh",
  "zh-TW",
  "cs",
  "da",
  "nl",
  "en",
  "en-US",
  "fi",
  "fr",
  "de",
  "hu",
  "id",
  "it",
  "ja",
  "ko",
  "ms",
  "nb",
  "pl",
  "pt",
  "pt-BR",
  "ru",
  "sr",
  "es",
  "es-419",
  "sv",
  "tr",
] as const;

const text = (most: number) => z.string().trim().min(1).max(most);

/** Acronis: null is unlimited; value alone is a soft quota; value with overage a hard one (acronis-api.md, 9.4). Bytes, seconds or pieces. */
export const Quota = z.strictObject({
  value: z.int().nonnegative().nullable(),
  overage: z.int().nonnegative().nullable().default(null),
});

/** A stored offering item, sent as it is. An item that is off carries no quota (acronis-api.md, 9.4). */
export const StoredItem = z.strictObject({
  application_id: text(64),
  name: text(128),
  infra_id: text(64).optional(),
  status: z.union([z.literal(0), z.literal(1)]).default(1),
  quota: Quota.optional(),
});

const Roles = z.array(text(64)).min(1).max(20);

const CustomerRule = z.strictObject({
  /** The one edition of Cyber Protection that a customer gets (acronis-api.md, 9.5). */
  edition: text(64).default("pck_per_gigabyte"),
  /** Every item on offer, or the names of those wanted. */
  items: z.union([z.literal("all"), z.array(text(128)).min(1).max(500)]).default("all"),
  /** By item name; an item that is not named here is unlimited. */
  quotas: z.record(text(128), Quota).default({}),
  /** The first storage by name, or the name of one. All storages of a customer are taken from its one location. */
  storage: z.union([z.literal("first"), text(128)]).default("first"),
  /** A payload sent instead of what the parent offers: saves the read. */
  offeringItems: z.array(StoredItem).min(1).max(1000).optional(),
  /** Production is one-way, and bills the whole month (acronis-api.md, 6.9). */
  mode: z.enum(["production", "trial"]).default("production"),
  /** Roles of the administrator, on its own tenant. */
  roles: Roles.default(["company_admin"]),
});

const ResellerRule = z.strictObject({
  /** Editions that a reseller may sell; it gets every storage on offer. */
  editions: z.array(text(64)).min(1).max(20).default(["pck_per_gigabyte"]),
  items: z.union([z.literal("all"), z.array(text(128)).min(1).max(500)]).default("all"),
  quotas: z.record(text(128), Quota).default({}),
  offeringItems: z.array(StoredItem).min(1).max(1000).optional(),
  /** `["partner_admin"]`, or read-only roles such as `["readonly_admin", "protection_ro_admin"]`. */
  roles: Roles.default(["partner_admin"]),
});

/** The standard rule of an instance: what each new tenant gets. */
export const Rule = z.strictObject({
  /** The BSS never sends a language (bss-service-management-api.md, 7.4). */
  language: z.enum(languages).default("en"),
  customer: CustomerRule.prefault({}),
  reseller: ResellerRule.prefault({}),
});

export type Rule = z.infer<typeof Rule>;
export type CustomerRule = Rule["customer"];
export type ResellerRule = Rule["reseller"];
export type StoredItem = z.infer<typeof StoredItem>;

export const standardRule: Rule = Rule.parse({});
