import * as z from "zod";

// Veeam's things in our words, whichever way they came. Every reader maps a value that it does not know to `Unknown`.

const text = z.string().max(255);

/** veeam-api.md, 3.4 and 14.2. */
export const CustomerType = z.enum(["EndCustomer", "Reseller", "Partner", "Own", "Unknown"]);
export const CustomerStatus = z.enum(["Pending", "Active", "Inactive", "Failed", "Unknown"]);
export const Verification = z.enum(["Pending", "Verified", "Unverified", "Unknown"]);

/** Who is the customer's primary administrator in Veeam Data Cloud (2.1). */
export const AdministratorMode = z.enum(["CustomerManaged", "PartnerManaged"]);

/** `Unknown`: nothing can be seen by this way; it says neither yes nor no (14.2; 12.1: "absence proves nothing"). */
export const RegistrationState = z.enum([
  "NotRegistered",
  "Submitted",
  "Registered",
  "TimedOut",
  "Duplicate",
  "Rejected",
  "SupportRequired",
  "Unknown",
]);

/** The machine of 5.4. */
export const SubscriptionState = z.enum([
  "New",
  "PendingProvisioning",
  "Active",
  "PendingCancellation",
  "Terminated",
  "Canceled",
  "PendingReinstatement",
  "DuplicateCustomer",
  "Unknown",
]);

/** What the vendor's forms ask of a customer (3.1, 3.2); "" where there is none. An empty domain is the box "No domain". */
export const CustomerDetails = z.object({
  name: text,
  /** ISO 3166-1, two upper-case letters: each way turns it into what it needs. */
  country: text,
  state: text,
  city: text,
  addressLine: text,
  postalCode: text,
  domain: text,
});

/** How a customer is named at the vendor. Pulse's ids are Salesforce's: 18 characters, told apart by case (3.5). */
export const CustomerRef = z.object({
  /** Our id in the vendor's object: VSPC `companyId`, Pulse "Customer CRM ID". */
  marker: text,
  /** Pulse tenant id; missing as long as Pulse has none or it cannot be known. */
  tenantId: text.optional(),
  /** The VSPC company of the customer. */
  companyUid: text.optional(),
});

/** A customer, as far as its way can read it. */
export const Customer = z.object({
  /** "" where the object carries none. */
  marker: text,
  tenantId: text.optional(),
  companyUid: text.optional(),
  name: text,
  type: CustomerType,
  status: CustomerStatus,
  verification: Verification,
  /** Missing: this way cannot tell. */
  vdcRegistered: z.boolean().optional(),
  /** Missing: this way cannot read them. Of a verified customer they are the vendor's own. */
  details: CustomerDetails.optional(),
});

/** A subscription (5.3). A bundle yields several; one of them is the primary. */
export const Subscription = z.object({
  /** `SR-00175`. */
  subscriptionId: text,
  product: text,
  state: SubscriptionState,
  isPrimary: z.boolean(),
  /** `yyyy-mm-dd`, as far as it could be read. */
  startsOn: text.optional(),
  endsOn: text.optional(),
});

/** Whether and how a customer stands in Veeam Data Cloud. */
export const Registration = z.object({
  state: RegistrationState,
  /** What told so: a registration's own answer, a Veeam Data Cloud product in the monthly usages (12.1). */
  seenIn: z.enum(["registration", "usages", "nothing"]),
  registrationId: text.optional(),
  subscriptions: z.array(Subscription),
});

/** One line of a month's usage (12.1). Quantities are decimal texts: points are billed. */
export const UsageLine = z.object({
  /** `yyyy-mm`. */
  month: text,
  tenantId: text,
  productCode: text,
  productName: text,
  unitType: text,
  usedUnits: text,
  totalUnits: text,
  pointsPerUnit: text,
  usedPoints: text,
  minimumCommit: text,
  minimumCommitEnforced: text,
  /** "" without site reporting. */
  location: text,
});

export type CustomerType = z.infer<typeof CustomerType>;
export type CustomerStatus = z.infer<typeof CustomerStatus>;
export type Verification = z.infer<typeof Verification>;
export type AdministratorMode = z.infer<typeof AdministratorMode>;
export type RegistrationState = z.infer<typeof RegistrationState>;
export type SubscriptionState = z.infer<typeof SubscriptionState>;
export type CustomerDetails = z.infer<typeof CustomerDetails>;
export type CustomerRef = z.infer<typeof CustomerRef>;
export type Customer = z.infer<typeof Customer>;
export type Subscription = z.infer<typeof Subscription>;
export type Registration = z.infer<typeof Registration>;
export type UsageLine = z.infer<typeof UsageLine>;
