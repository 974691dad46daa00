import * as z from "zod";
import type { ContactRecord, PolicyRecord } from "./records-of-people.ts";
import { TenantRecord, UserRecord } from "./records-of-people.ts";
import { CatalogueRecord, PricesRecord } from "./records-of-catalogue.ts";
import type { QuotaRecord } from "./records-of-things.ts";
import {
  ClientRecord,
  InfraRecord,
  ItemRecord,
  LocationRecord,
  RegistrationTokenRecord,
  ReportRecord,
  SettingRecord,
  TokenRecord,
  UsageRecord,
} from "./records-of-things.ts";

const id = z.string();
const when = z.string();

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
  catalogue: CatalogueRecord,
  prices: PricesRecord,
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
