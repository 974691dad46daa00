import * as z from "zod";
import { Rejected } from "../../errors.ts";
import { maybe } from "./answers.ts";
import type { Customer, CustomerDetails } from "./objects.ts";
import type { NewCustomer } from "./port.ts";
import { customerTypeOf, mappingStatusOf } from "./spellings.ts";

// What the console answers and takes, as far as we use it: enums stay open and unknown fields are dropped (veeam-api.md, 10.1, 11).

export const PulseConfiguration = z.object({
  status: maybe(z.string()),
  tokenExpirationDate: maybe(z.string()),
  /** Every new company gets its Pulse tenant by itself (10.3). */
  isPushingNewCompaniesToPulseEnabled: maybe(z.boolean()),
});

export const PulseContract = z.object({ contractId: z.string() });

export const PulseTenant = z.object({
  instanceUid: z.string().min(1),
  mappingStatus: maybe(z.string()),
  name: z.string().default(""),
  mappedMasterOrganizationUid: maybe(z.string()),
});

export const Organization = z.object({
  instanceUid: z.string().min(1),
  name: z.string(),
  type: maybe(z.string()),
  companyId: maybe(z.string()),
  veeamTenantId: maybe(z.string()),
  domain: maybe(z.string()),
  locationAdmin0Code: maybe(z.string()),
  regionName: maybe(z.string()),
  city: maybe(z.string()),
  street: maybe(z.string()),
  zipCode: maybe(z.string()),
});

export const Company = z.object({ instanceUid: z.string().min(1) });

/** A company as a customer. Without its Pulse tenant it is not one yet. */
export const customerOfOrganization = (company: Organization): Customer => ({
  marker: company.companyId ?? "",
  tenantId: company.veeamTenantId,
  companyUid: company.instanceUid,
  name: company.name,
  type: customerTypeOf(company.type),
  status: company.veeamTenantId === undefined ? "Pending" : "Unknown",
  verification: "Unknown",
  details: {
    name: company.name,
    country: (company.locationAdmin0Code ?? "").toUpperCase(),
    state: company.regionName ?? "",
    city: company.city ?? "",
    addressLine: company.street ?? "",
    postalCode: company.zipCode ?? "",
    domain: company.domain ?? "",
  },
});

/** A Pulse tenant as a customer: the console shows neither type nor verification; a mapped one is a company of ours. */
export const customerOfTenant = ({ instanceUid, name, mappingStatus, mappedMasterOrganizationUid }: PulseTenant): Customer => ({
  marker: "",
  tenantId: instanceUid,
  companyUid: mappedMasterOrganizationUid,
  name,
  type: mappedMasterOrganizationUid === undefined ? "Unknown" : "EndCustomer",
  status: mappingStatusOf(mappingStatus),
  verification: "Unknown",
});

/**
 * `OrganizationInput` (11), within its limits: what is optional and does not fit is left out or cut, a name that does not fit is refused.
 * `domain` and `legalName` exist from 3.7 and would be refused before.
 */
export function organizationInput({ marker, details, legalName, taxId, email, phone, notes }: NewCustomer, version: string) {
  if (!/^[^<>=%~]{1,128}$/.test(details.name)) {
    throw new Rejected("accountInvalid", "the console takes names of 1 to 128 characters without < > = % ~");
  }
  return filled({
    name: details.name,
    companyId: marker,
    taxId: taxId.slice(0, 100),
    // The console knows no top-level domain of more than six letters.
    email: /^[^@\s]+@[^@\s]+\.[a-z]{2,6}$/i.test(email) && email.length <= 128 ? email : "",
    phone,
    notes: notes.slice(0, 512),
    ...placeOf(details),
    ...(isFrom37(version) ? { legalName, domain: details.domain } : {}),
  });
}

/** JSON Patch of the details that are there (9.6). */
export const detailsPatch = (details: CustomerDetails, version: string) =>
  Object.entries(filled({ ...placeOf(details), ...(isFrom37(version) ? { domain: details.domain } : {}) })).map(([field, value]) => ({
    op: "replace",
    path: `/${field}`,
    value,
  }));

export function isFrom37(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 3 || (major === 3 && minor >= 7);
}

const placeOf = ({ country, state, city, addressLine, postalCode }: CustomerDetails) => ({
  street: addressLine,
  city,
  zipCode: postalCode,
  locationAdmin0Code: country.toLowerCase(),
  // `us-or`: the state's code, where it is one.
  locationAdmin1Code: /^[a-z\d]{1,3}$/i.test(state) ? `${country}-${state}`.toLowerCase() : "",
  regionName: /^[a-z\d]{1,3}$/i.test(state) ? "" : state,
});

const filled = (fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === "" ? [] : [[name, name === "notes" ? value : value.slice(0, 128)]])),
  );

export type PulseTenant = z.infer<typeof PulseTenant>;
export type Organization = z.infer<typeof Organization>;
