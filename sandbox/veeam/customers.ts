import { assertOwnDomain, invalid } from "./domains.ts";
import { countryNamed } from "./countries.ts";
import { notFound, Refused } from "./errors.ts";
import type { Site } from "./exchange.ts";
import { salesforceId } from "./ids.ts";
import { planVerification } from "./verification.ts";
import type { Customer, Outcomes, State } from "./state.ts";

/** The "New Customer" form (sheet 3.1): name and country are compulsory, the rest is wanted later. */
export interface CustomerForm {
  readonly name: string;
  readonly country?: string | null | undefined;
  readonly externalId?: string | null | undefined;
  readonly state?: string | null | undefined;
  readonly city?: string | null | undefined;
  readonly addressLine?: string | null | undefined;
  readonly postalCode?: string | null | undefined;
  readonly domain?: string | null | undefined;
  readonly noDomain?: boolean | undefined;
  readonly dunsNumber?: string | null | undefined;
  readonly type?: string | undefined;
}

/** Makes a customer, whose verification begins (sheet 3.6). */
export function makeCustomer(site: Site, form: CustomerForm, outcomes: Outcomes = {}): Customer {
  const country = countryOf(form.country);
  if (form.domain && form.noDomain === true) throw invalid("A customer has a domain or none, not both.", "noDomain");
  if (form.domain) assertOwnDomain(form.domain, "domain");
  if (site.rules.sameName === "refuse") assertNameFree(site.state, form.name);
  const customer = addCustomer(site, { ...form, country });
  planVerification(site, customer, outcomes.verification);
  return customer;
}

export function countryOf(given: string | null | undefined): string | null {
  if (!given) return null;
  const country = countryNamed(given);
  if (country === null) throw invalid(`'${given}' is not on the list of countries.`, "country");
  return country;
}

function assertNameFree(state: State, name: string): void {
  const taken = ownCustomers(state).some((one) => one.name.toLowerCase() === name.toLowerCase());
  if (taken) throw new Refused(409, `A customer with the name '${name}' exists already.`, { code: "CustomerExists", field: "name" });
}

/** Writes the record alone: no rule is asked, nothing is scheduled. */
export function addCustomer({ state, clock }: Site, form: CustomerForm): Customer {
  state.counters.customer += 1;
  const customer: Customer = {
    id: salesforceId(state.counters.customer),
    crmId: form.externalId ?? null,
    name: form.name,
    type: form.type ?? "End Customer",
    status: "Pending",
    verification: "Pending Verification",
    vdcRegistered: false,
    linkedTo: null,
    foreign: false,
    country: form.country ?? null,
    state: form.state ?? null,
    city: form.city ?? null,
    addressLine: form.addressLine ?? null,
    postalCode: form.postalCode ?? null,
    domain: form.domain?.toLowerCase() ?? null,
    noDomain: form.noDomain ?? false,
    dunsNumber: form.dunsNumber ?? null,
    planned: "verified",
    createdAt: clock.now(),
  };
  state.customers[customer.id] = customer;
  return customer;
}

export function ownCustomers(state: State): readonly Customer[] {
  return Object.values(state.customers).filter(({ foreign }) => !foreign);
}

/** Ids are case-sensitive: a lower-cased one names nobody (sheet 3.5). */
export function customerOf(state: State, id: string): Customer {
  const customer = state.customers[id];
  if (customer === undefined || customer.foreign) throw notFound(`There is no customer '${id}'.`);
  return customer;
}
