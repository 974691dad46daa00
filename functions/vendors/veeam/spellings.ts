import type { CustomerStatus, CustomerType, RegistrationState, SubscriptionState, Verification } from "./objects.ts";

// The vendor's words as they are written on pages, in guides, exports and answers. Letters alone count: pages and texts differ in
// blanks, capitals and even spelling ("Pending Cancelation" and "Pending Cancellation", veeam-api.md, 5.4). What is new is `Unknown`.

/** Letters and digits alone, in lower case. */
export const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

const reader =
  <Value extends string>(words: Readonly<Record<string, Value>>) =>
  (text: string | undefined): Value | "Unknown" => {
    const key = plain(text ?? "");
    return Object.hasOwn(words, key) ? (words[key] ?? "Unknown") : "Unknown";
  };

/** 3.4: Pulse's types, and the filter of VSPC; VSPC's own `Organization.type` (11). */
export const customerTypeOf = reader<CustomerType>({
  endcustomer: "EndCustomer",
  customer: "EndCustomer",
  company: "EndCustomer",
  reseller: "Reseller",
  partner: "Partner",
  own: "Own",
  mycompany: "Own",
  provider: "Own",
});

/** 3.4: only "Active" is proved; the rest are the words of 14.2 and of VSPC. */
export const customerStatusOf = reader<CustomerStatus>({
  active: "Active",
  pending: "Pending",
  creating: "Pending",
  inactive: "Inactive",
  disabled: "Inactive",
  failed: "Failed",
  error: "Failed",
});

/** `PulseTenant.mappingStatus`, in the vendor's own spelling and in a mended one (10.1). */
export const mappingStatusOf = reader<CustomerStatus>({
  mapped: "Active",
  mappinginproggress: "Pending",
  mappinginprogress: "Pending",
  failedtomap: "Failed",
});

/** 3.4, "Verified End Customer Status": "Pending Usage" is a verified one that has not used anything yet. */
export const verificationOf = reader<Verification>({
  verified: "Verified",
  true: "Verified",
  yes: "Verified",
  unverified: "Unverified",
  notverified: "Unverified",
  false: "Unverified",
  no: "Unverified",
  pending: "Pending",
  pendingverification: "Pending",
  pendingusage: "Unknown",
});

export const registrationStateOf = reader<RegistrationState>({
  notregistered: "NotRegistered",
  none: "NotRegistered",
  submitted: "Submitted",
  pending: "Submitted",
  inprogress: "Submitted",
  registered: "Registered",
  active: "Registered",
  timedout: "TimedOut",
  duplicate: "Duplicate",
  duplicatecustomer: "Duplicate",
  rejected: "Rejected",
  supportrequired: "SupportRequired",
});

/** 5.4. */
export const subscriptionStateOf = reader<SubscriptionState>({
  new: "New",
  pendingprovisioning: "PendingProvisioning",
  active: "Active",
  pendingcancellation: "PendingCancellation",
  pendingcancelation: "PendingCancellation",
  terminated: "Terminated",
  canceled: "Canceled",
  cancelled: "Canceled",
  pendingreinstatement: "PendingReinstatement",
  pendingreinstatment: "PendingReinstatement",
  duplicatecustomer: "DuplicateCustomer",
});

/** A check box as reports, sheets and answers write it; undefined: neither yes nor no. */
export function checkedOf(text: string | undefined): boolean | undefined {
  const word = (text ?? "").trim().toLowerCase();
  if (["1", "true", "yes", "checked", "x", "✓"].includes(word)) return true;
  return ["0", "false", "no", "unchecked"].includes(word) ? false : undefined;
}

/**
 * A date as `yyyy-mm-dd`: lists write `12-Aug-2025` and `1-July-2025`, details `2025-10-09`, answers a time (5.3). Undefined: no date.
 */
export function dateOf(text: string | undefined): string | undefined {
  const typed = (text ?? "").trim();
  const iso = /^\d{4}-\d{2}-\d{2}/.exec(typed)?.[0];
  if (iso !== undefined) return iso;
  const [, day = "", month = "", year = ""] = /^(\d{1,2})[- ]([a-z]{3,9})\.?[- ](\d{4})$/i.exec(typed) ?? [];
  const number = months.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  return day === "" || number === 0 ? undefined : `${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`;
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
