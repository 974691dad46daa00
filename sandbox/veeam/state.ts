import * as z from "zod";
import type { PersonRecord } from "./records.ts";
import type { KeptAnswer as KeptAnswerRecord, Outcomes as OutcomesRecord } from "./records-of-console.ts";
import { CustomerRecord, DataCloudTenantRecord, RegistrationRecord, SubscriptionRecord, UsageRecord } from "./records.ts";
import {
  ActionRecord,
  ApiKeyRecord,
  OrganizationRecord,
  PulseConnectionRecord,
  PulseTenantRecord,
  RepeatRecord,
  TokenRecord,
  UserRecord,
} from "./records-of-console.ts";

export const DueKind = z.enum(["action", "verification", "mapping", "registration", "subscription", "tenant", "synchronisation"]);

/** All that Veeam knows: Pulse, Veeam Data Cloud and the console. Parsed on load, so that a file of another shape is refused. */
export const State = z.object({
  format: z.literal(1),
  /** How far the clock was moved ahead of the real one. */
  aheadMs: z.number(),
  counters: z.object({ customer: z.int(), registration: z.int(), subscription: z.int() }),
  installationId: z.string(),
  providerUid: z.string(),
  siteUid: z.string(),
  agreement: z.string(),
  apiKey: z.string(),
  userName: z.string(),
  /** What will happen by itself, and when. */
  agenda: z.array(z.object({ at: z.number(), kind: DueKind, id: z.string() })),
  customers: z.record(z.string(), CustomerRecord),
  registrations: z.record(z.string(), RegistrationRecord),
  subscriptions: z.record(z.string(), SubscriptionRecord),
  tenants: z.record(z.string(), DataCloudTenantRecord),
  usages: z.array(UsageRecord),
  organizations: z.record(z.string(), OrganizationRecord),
  pulseTenants: z.record(z.string(), PulseTenantRecord),
  pulse: PulseConnectionRecord,
  apiKeys: z.record(z.string(), ApiKeyRecord),
  users: z.record(z.string(), UserRecord),
  tokens: z.record(z.string(), TokenRecord),
  actions: z.record(z.string(), ActionRecord),
  repeats: z.record(z.string(), RepeatRecord),
  mails: z.array(z.object({ at: z.number(), what: z.string(), to: z.string() })),
});

export type State = z.infer<typeof State>;
export type DueKind = z.infer<typeof DueKind>;
export type Customer = z.infer<typeof CustomerRecord>;
export type Person = z.infer<typeof PersonRecord>;
export type Registration = z.infer<typeof RegistrationRecord>;
export type Subscription = z.infer<typeof SubscriptionRecord>;
export type DataCloudTenant = z.infer<typeof DataCloudTenantRecord>;
export type Usage = z.infer<typeof UsageRecord>;
export type Organization = z.infer<typeof OrganizationRecord>;
export type PulseTenant = z.infer<typeof PulseTenantRecord>;
export type Action = z.infer<typeof ActionRecord>;
export type KeptAnswer = z.infer<typeof KeptAnswerRecord>;
export type Outcomes = z.infer<typeof OutcomesRecord>;
