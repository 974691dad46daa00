import * as z from "zod";

const text = z.string();
const maybe = z.string().nullable();
const instant = z.number();

/** An organisation of the console (sheet 11); a company's id is its organisation's. */
export const OrganizationRecord = z.object({
  instanceUid: text,
  type: z.enum(["Company", "Provider", "Reseller"]),
  name: text,
  alias: maybe,
  taxId: maybe,
  legalName: maybe,
  email: maybe,
  phone: maybe,
  country: z.number().nullable(),
  state: z.number().nullable(),
  countryName: maybe,
  regionName: maybe,
  city: maybe,
  street: maybe,
  zipCode: maybe,
  website: maybe,
  domain: maybe,
  locationAdmin0Code: maybe,
  locationAdmin1Code: maybe,
  locationAdmin2Code: maybe,
  notes: maybe,
  veeamTenantId: maybe,
  companyId: maybe,
  createdAt: instant,
  status: z.enum(["Active", "Disabled"]),
  resellerUid: maybe,
  subscriptionPlanUid: maybe,
  ownerUserName: maybe,
  isRestAccessEnabled: z.boolean(),
  isAlarmDetectEnabled: z.boolean(),
  companyServices: z.record(z.string(), z.unknown()),
});

export const MappingStatus = z.enum(["NotMapped", "MappingInProggress", "Mapped", "FailedToMap"]);

/** What the console knows of a Pulse tenant since its last synchronisation (sheet 10.1, 10.3). */
export const PulseTenantRecord = z.object({
  instanceUid: text,
  name: text,
  mappingStatus: MappingStatus,
  mappingStatusMessage: maybe,
  mappedMasterOrganizationUid: maybe,
  mergedOrganizationUids: z.array(z.string()),
  /** How the mapping under way will end; a message means that it fails. */
  plannedMessage: maybe,
  createdAt: instant,
});

export const PulseConnectionRecord = z.object({
  status: z.enum(["NotConfigured", "Configured", "Warning", "Error"]),
  isCompanyMappingEnabled: z.boolean(),
  isLicenseManagementEnabled: z.boolean(),
  isPushingNewCompaniesToPulseEnabled: z.boolean(),
  lastUpdateAt: instant,
  tokenExpiresAt: instant.nullable(),
});

export const ApiKeyRecord = z.object({ key: text, name: text, readOnly: z.boolean(), expiresAt: instant.nullable() });

export const UserRecord = z.object({ uid: text, userName: text, password: text, mfaCode: maybe });

export const TokenRecord = z.object({
  kind: z.enum(["access", "refresh", "mfa"]),
  userName: text,
  readOnly: z.boolean(),
  expiresAt: instant,
});

export const KeptAnswer = z.object({
  status: z.number(),
  body: z.unknown(),
  headers: z.record(z.string(), z.string()),
});

export const Outcomes = z.object({
  verification: z.object({ outcome: z.string(), seconds: z.number().optional(), linkedTo: z.string().optional() }).optional(),
  registration: z.object({ outcome: z.string(), seconds: z.number().optional() }).optional(),
  mapping: z.object({ outcome: z.string(), message: z.string().optional() }).optional(),
});

/** A call that is done later, or that may be repeated within five minutes (sheet 9.7). */
export const ActionRecord = z.object({
  id: text,
  method: text,
  template: text,
  path: text,
  query: text,
  version: text,
  requestBody: text,
  initiatorUid: text,
  isAsync: z.boolean(),
  status: z.enum(["running", "succeed", "canceled", "failed"]),
  registeredAt: instant,
  outcomes: Outcomes,
  answer: KeptAnswer.nullable(),
});

/** An `Idempotency-Key` of the registration contract, and what was answered to it (sheet 14.3). */
export const RepeatRecord = z.object({ at: instant, fingerprint: text, answer: KeptAnswer });
