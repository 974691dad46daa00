import { CustomerStatus, CustomerType, RegistrationState, SubscriptionState, Verification } from "./objects.ts";
import type { Operation } from "./port.ts";

// The words of a contract: which values each operation can send, and which fields it can read.

const customer = ["marker", "tenantId", "companyUid"] as const;
const details = ["name", "country", "countryLower", "state", "city", "addressLine", "postalCode", "domain", "noDomain"] as const;
const more = ["legalName", "taxId", "email", "phone", "notes"] as const;
const contact = ["firstName", "lastName", "email"].map((part) => `contact${part.charAt(0).toUpperCase()}${part.slice(1)}`);
const subscription = [...customer, "subscriptionId", "product"] as const;

/** Values for `{places}` of paths, queries and bodies. */
export const inputFields: Readonly<Record<Operation, readonly string[]>> = {
  findCustomer: ["marker", "tenantId", "name", "country", "countryLower", "domain"],
  createCustomer: [...customer, ...details, ...more],
  createReseller: [...customer, ...details, ...more],
  readCustomer: customer,
  completeDetails: [...customer, ...details],
  // `administrator` is CustomerManaged or PartnerManaged, `administratorLabel` what the page writes.
  register: [...customer, ...details, "administrator", "administratorLabel", ...contact],
  readRegistration: [...customer, "registrationId"],
  requestSubscription: [...customer, ...details, "product", "products", "location", ...contact],
  readSubscriptions: customer,
  cancelSubscription: subscription,
  reinstateSubscription: subscription,
  monthlyUsages: ["from", "to"],
};

const customerAnswer = [
  ...customer,
  "type",
  "status",
  "verification",
  "vdcRegistered",
  "name",
  "country",
  "state",
  "city",
  "addressLine",
  "postalCode",
  "domain",
];
const subscriptionAnswer = ["subscriptionId", "product", "state", "isPrimary", "startsOn", "endsOn"];
const usageAnswer = [
  "month",
  "tenantId",
  "productCode",
  "productName",
  "unitType",
  "usedUnits",
  "totalUnits",
  "pointsPerUnit",
  "usedPoints",
  "minimumCommit",
  "minimumCommitEnforced",
  "location",
];

interface Answers {
  /** Fields of the answer, or of each of its list. */
  readonly fields: readonly string[];
  /** Whether the answer is a list. */
  readonly list: "must" | "may" | "no";
  readonly required: readonly string[];
}

/** Fields to read, each by a JSON pointer. */
export const answerFields: Readonly<Record<Operation, Answers>> = {
  findCustomer: { fields: customerAnswer, list: "must", required: ["marker", "tenantId", "name"] },
  createCustomer: { fields: ["tenantId", "companyUid"], list: "no", required: ["tenantId"] },
  createReseller: { fields: ["tenantId", "companyUid"], list: "no", required: ["companyUid"] },
  readCustomer: { fields: customerAnswer, list: "no", required: ["status"] },
  completeDetails: { fields: [], list: "no", required: [] },
  register: { fields: ["registrationId"], list: "no", required: [] },
  readRegistration: { fields: ["state", "registrationId"], list: "may", required: ["state"] },
  requestSubscription: { fields: subscriptionAnswer, list: "may", required: ["subscriptionId"] },
  readSubscriptions: { fields: subscriptionAnswer, list: "must", required: ["subscriptionId", "state"] },
  cancelSubscription: { fields: [], list: "no", required: [] },
  reinstateSubscription: { fields: [], list: "no", required: [] },
  monthlyUsages: { fields: usageAnswer, list: "must", required: ["month", "tenantId", "usedUnits", "usedPoints"] },
};

/** What a field's values can be mapped to; undefined of a field without a closed set. `state` is a registration's or a subscription's. */
export function mapsOf(field: string): readonly string[] | undefined {
  switch (field) {
    case "type":
      return CustomerType.options;
    case "status":
      return CustomerStatus.options;
    case "verification":
      return Verification.options;
    case "vdcRegistered":
    case "isPrimary":
      return ["true", "false"];
    case "state":
      return [...RegistrationState.options, ...SubscriptionState.options];
    default:
      return undefined;
  }
}
