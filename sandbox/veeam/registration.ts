import { assertOwnDomain, domainOf, invalid } from "./domains.ts";
import { countryOf, customerOf } from "./customers.ts";
import { Refused } from "./errors.ts";
import type { Site } from "./exchange.ts";
import { registrationNumber } from "./ids.ts";
import { RegistrationOutcome } from "./records.ts";
import { schedule, unschedule } from "./schedule.ts";
import type { Customer, Outcomes, Person, Registration } from "./state.ts";

type Details = Partial<Record<"name" | "country" | "state" | "city" | "addressLine" | "postalCode" | "domain", string | null | undefined>>;

/** The "VDC Registration Request" page (sheet 2.1, 4). */
export interface RegistrationForm {
  readonly primaryAdministrator: "Customer Managed" | "Partner Managed";
  readonly customerDetails?: (Details & { readonly noDomain?: boolean | undefined }) | null | undefined;
  readonly customerContact?: Person | null | undefined;
}

/** Judges a request as the page does, and takes it. A second one beside an open one is taken as well: nothing says otherwise. */
export function submitRegistration(site: Site, customerId: string, form: RegistrationForm, outcomes: Outcomes = {}): Registration {
  const { state, clock, rules } = site;
  const customer = customerOf(state, customerId);
  if (customer.type !== "End Customer") throw state409("NotAnEndCustomer", `A customer of type '${customer.type}' cannot be registered.`);
  if (customer.status !== "Active") throw state409("CustomerNotActive", `The customer's status is '${customer.status}', not 'Active'.`);
  if (customer.vdcRegistered) throw state409("AlreadyRegistered", "The customer is registered for VDC already.");
  const contact = contactOf(site, customer, form);
  if (customer.verification !== "Verified") completeDetails(customer, form.customerDetails ?? {});
  state.counters.registration += 1;
  const registration: Registration = {
    id: registrationNumber(state.counters.registration),
    customerId,
    state: "Submitted",
    primaryAdministrator: form.primaryAdministrator,
    contact,
    planned: RegistrationOutcome.safeParse(outcomes.registration?.outcome).data ?? "registered",
    submittedAt: clock.now(),
    endedAt: null,
  };
  state.registrations[registration.id] = registration;
  if (registration.planned !== "stuck")
    schedule(site, "registration", registration.id, outcomes.registration?.seconds ?? rules.pace.registration);
  return registration;
}

function state409(code: string, message: string): Refused {
  return new Refused(409, message, { code });
}

/** A contact is wanted for Customer Managed, and for nothing else (sheet 2.1, 4). */
function contactOf({ rules }: Site, customer: Customer, form: RegistrationForm): Person | null {
  const contact = form.customerContact ?? null;
  if (form.primaryAdministrator === "Partner Managed") {
    if (contact !== null) throw invalid("A customer contact belongs to 'Customer Managed' only.", "customerContact");
    return null;
  }
  if (contact === null) throw invalid("'Customer Managed' needs a customer contact.", "customerContact");
  assertOwnDomain(domainOf(contact.email), "customerContact.email");
  if (rules.contactDomain === "customer" && domainOf(contact.email) !== (form.customerDetails?.domain ?? customer.domain)?.toLowerCase())
    throw invalid("The contact's address must be in the customer's domain.", "customerContact.email");
  return contact;
}

const compulsory = ["name", "country", "addressLine", "city", "postalCode"] as const;

/** The details of a customer that is not verified are editable, and must be complete; of a verified one nothing is read (sheet 4). */
export function completeDetails(customer: Customer, given: NonNullable<RegistrationForm["customerDetails"]>): void {
  const details = { ...customer, ...defined(given) };
  const missing = compulsory.filter((field) => !details[field]);
  if (!details.domain && !details.noDomain) throw missingFields([...missing, "domain"]);
  if (missing.length > 0) throw missingFields(missing);
  if (details.domain) assertOwnDomain(details.domain, "customerDetails.domain");
  Object.assign(customer, { ...details, country: countryOf(details.country), domain: details.domain?.toLowerCase() ?? null });
}

function missingFields(fields: readonly string[]): Refused {
  const message = `Fill in the customer's details: ${fields.join(", ")}.`;
  return new Refused(422, message, { code: "DetailsMissing", field: `customerDetails.${fields[0]}`, more: { missing: fields } });
}

function defined(given: object): object {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null && value !== ""));
}

/** The request ends by itself, or because support finished the case (sheet 2.1, 15.2). */
export function finishRegistration(site: Site, id: string, bySupport = false): void {
  const { state, clock } = site;
  const registration = state.registrations[id];
  const customer = state.customers[registration?.customerId ?? ""];
  if (registration === undefined || customer === undefined || registration.state !== "Submitted") return;
  unschedule(site, "registration", id);
  registration.endedAt = clock.now();
  const isDuplicate = customer.linkedTo !== null && state.customers[customer.linkedTo]?.vdcRegistered === true;
  if (!bySupport && isDuplicate) registration.state = "Duplicate Customer";
  else if (!bySupport && registration.planned === "rejected") registration.state = "Rejected";
  else {
    registration.state = "Registered";
    customer.vdcRegistered = true;
  }
}
