import * as z from "zod";

const text = z.string();
const maybe = z.string().nullable();
/** Milliseconds since 1970 by the vendor's clock. */
const instant = z.number();

export const CustomerStatus = z.enum(["Pending", "Active", "Inactive"]);
export const Verification = z.enum(["Pending Verification", "Verified", "Unverified"]);
export const VerificationOutcome = z.enum(["verified", "unverified", "duplicate", "never"]);

/** Pulse's "VCSP Tenant Account" (sheet 3.1, 3.4). */
export const CustomerRecord = z.object({
  id: text,
  crmId: maybe,
  name: text,
  /** `End Customer`, `Reseller`; the full set is not public. */
  type: text,
  status: CustomerStatus,
  verification: Verification,
  vdcRegistered: z.boolean(),
  /** The account it was linked to in verification (sheet 3.6). */
  linkedTo: maybe,
  /** Belongs to another provider: nobody here sees it, but a verification may link to it. */
  foreign: z.boolean(),
  country: maybe,
  state: maybe,
  city: maybe,
  addressLine: maybe,
  postalCode: maybe,
  domain: maybe,
  noDomain: z.boolean(),
  dunsNumber: maybe,
  /** How its verification will end. */
  planned: VerificationOutcome,
  createdAt: instant,
});

export const PersonRecord = z.object({ firstName: text, lastName: text, email: text });

export const RegistrationState = z.enum(["Submitted", "Registered", "Rejected", "Duplicate Customer"]);
export const RegistrationOutcome = z.enum(["registered", "stuck", "rejected"]);

/** A VDC Registration Request, generation A (sheet 4). */
export const RegistrationRecord = z.object({
  id: text,
  customerId: text,
  state: RegistrationState,
  primaryAdministrator: z.enum(["Customer Managed", "Partner Managed"]),
  contact: PersonRecord.nullable(),
  planned: RegistrationOutcome,
  submittedAt: instant,
  endedAt: instant.nullable(),
});

export const SubscriptionStatus = z.enum([
  "New",
  "Pending Provisioning",
  "Active",
  "Pending Cancellation",
  "Terminated",
  "Pending Reinstatement",
  "Canceled",
  "Duplicate Customer",
]);

/** A subscription, generation B (sheet 5.3). A bundle is several, one of them primary. */
export const SubscriptionRecord = z.object({
  id: text,
  customerId: text,
  product: text,
  bundleOf: maybe,
  ratio: z.number().nullable(),
  status: SubscriptionStatus,
  /** Never gets anywhere until support finishes it. */
  stuck: z.boolean(),
  partnerContact: PersonRecord,
  location: text,
  minCommitQty: z.number(),
  createdAt: instant,
  startDate: instant,
  endDate: instant,
  history: z.array(z.object({ at: instant, status: SubscriptionStatus })),
});

/** A Microsoft 365 tenant inside Veeam Data Cloud (sheet 6). */
export const DataCloudTenantRecord = z.object({
  id: text,
  customerId: text,
  subscriptionId: maybe,
  name: text,
  status: text,
  isDelegated: z.boolean(),
  region: text,
  retentionDays: z.number(),
  addedAt: instant,
});

/** The number of users seen from an instant on, until the next sample of the same product. */
export const UsageRecord = z.object({ customerId: text, product: text, at: instant, units: z.number() });
