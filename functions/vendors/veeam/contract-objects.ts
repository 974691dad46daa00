import type { Fields } from "./contract-calls.ts";
import type { HttpOperation } from "./contract.ts";
import { Customer, type CustomerDetails, Registration, Subscription, UsageLine } from "./objects.ts";
import type { NewCustomer, Person } from "./port.ts";
import {
  checkedOf,
  customerStatusOf,
  customerTypeOf,
  dateOf,
  registrationStateOf,
  subscriptionStateOf,
  verificationOf,
} from "./spellings.ts";
import type { Values } from "./template.ts";

// Between a contract's flat fields and our objects.

type Maps = HttpOperation["maps"];

/** The contract's word for a value first; then the vendor's own words. */
const mapped = (fields: Fields, maps: Maps, field: string): string | undefined => {
  const text = fields[field];
  const map = maps[field] ?? {};
  return text !== undefined && Object.hasOwn(map, text) ? map[text] : text;
};

/** A customer; undefined without the fields that every customer has. */
export function customerIn(fields: Fields, maps: Maps): Customer | undefined {
  const { marker = "", tenantId, companyUid, name = "", country } = fields;
  const details = country === undefined ? undefined : detailsIn(fields);
  return Customer.safeParse({
    marker,
    tenantId: emptyless(tenantId),
    companyUid: emptyless(companyUid),
    name,
    type: customerTypeOf(mapped(fields, maps, "type")),
    status: customerStatusOf(mapped(fields, maps, "status")),
    verification: verificationOf(mapped(fields, maps, "verification")),
    vdcRegistered: checkedOf(mapped(fields, maps, "vdcRegistered")),
    details,
  }).data;
}

const detailsIn = ({
  name = "",
  country = "",
  state = "",
  city = "",
  addressLine = "",
  postalCode = "",
  domain = "",
}: Fields): CustomerDetails => ({ name, country, state, city, addressLine, postalCode, domain });

export const registrationIn = (fields: Fields, maps: Maps): Registration =>
  Registration.parse({
    state: registrationStateOf(mapped(fields, maps, "state")),
    seenIn: "registration",
    registrationId: emptyless(fields["registrationId"]),
    subscriptions: [],
  });

export const subscriptionIn = (fields: Fields, maps: Maps): Subscription | undefined =>
  Subscription.safeParse({
    subscriptionId: emptyless(fields["subscriptionId"]),
    product: fields["product"] ?? "",
    state: subscriptionStateOf(mapped(fields, maps, "state")),
    isPrimary: checkedOf(mapped(fields, maps, "isPrimary")) ?? true,
    startsOn: dateOf(fields["startsOn"]),
    endsOn: dateOf(fields["endsOn"]),
  }).data;

export const usageLineIn = (fields: Fields): UsageLine | undefined =>
  UsageLine.safeParse({
    productCode: "",
    productName: "",
    unitType: "",
    totalUnits: fields["usedUnits"],
    pointsPerUnit: "",
    minimumCommit: "0",
    minimumCommitEnforced: "0",
    location: "",
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  }).data;

export const detailValues = (details: CustomerDetails | undefined): Values =>
  details === undefined ? {} : { ...details, countryLower: details.country.toLowerCase(), noDomain: details.domain === "" };

export const newCustomerValues = ({ marker, companyUid, details, legalName, taxId, email, phone, notes }: NewCustomer): Values => ({
  marker,
  companyUid,
  ...detailValues(details),
  legalName,
  taxId,
  email,
  phone,
  notes,
});

export const personValues = (person: Person | undefined): Values =>
  person === undefined ? {} : { contactFirstName: person.firstName, contactLastName: person.lastName, contactEmail: person.email };

/** What a vendor leaves out and what it leaves empty is the same to us. */
const emptyless = (text: string | undefined): string | undefined => (text === "" ? undefined : text);
