import { customerOf } from "./customers.ts";
import { assertOwnDomain, domainOf, invalid, isGroupMailbox } from "./domains.ts";
import { Refused } from "./errors.ts";
import type { Site } from "./exchange.ts";
import { requestNumber } from "./ids.ts";
import { completeDetails, type RegistrationForm } from "./registration.ts";
import { type Product, productNamed } from "./products.ts";
import { schedule } from "./schedule.ts";
import type { Outcomes, Person, State, Subscription } from "./state.ts";
import { isOpen, partsOf, setStatus } from "./subscription-life.ts";

/** The subscription wizard (sheet 3.2, 5.2). It asks for no number of seats. */
export interface SubscriptionForm {
  readonly product: string;
  readonly partnerContact: Person;
  readonly customerDetails?: RegistrationForm["customerDetails"];
  readonly location?: string | null | undefined;
}

/** Takes a request; a bundle gets several request numbers, the first of them primary. */
export function requestSubscription(site: Site, customerId: string, form: SubscriptionForm, outcomes: Outcomes = {}): Subscription {
  const { state, rules } = site;
  const customer = customerOf(state, customerId);
  if (customer.type !== "End Customer") throw new Refused(409, "Only an end customer subscribes.", { code: "NotAnEndCustomer" });
  const product = productNamed(form.product);
  if (product === undefined) throw invalid(`There is no product '${form.product}'.`, "product");
  assertPartnerContact(form.partnerContact);
  if (customer.verification !== "Verified") completeDetails(customer, form.customerDetails ?? {});
  assertFree(state, customerId, product);
  const primary = addSubscription(site, customerId, { product, form, bundleOf: null, ratio: null });
  for (const { product: name, ratio } of product.brings) {
    const brought = productNamed(name);
    if (brought !== undefined) addSubscription(site, customerId, { product: brought, form, bundleOf: primary.id, ratio });
  }
  const asked = outcomes.registration;
  primary.stuck = asked?.outcome === "stuck";
  if (asked?.outcome === "rejected" || isTakenByTwin(state, customer.linkedTo, product)) setStatus(site, primary, "Duplicate Customer");
  else if (!primary.stuck) schedule(site, "subscription", primary.id, asked?.seconds ?? rules.pace.review);
  return primary;
}

/** A person with a UPN, not a group's mailbox (sheet 3.3). */
function assertPartnerContact({ email }: Person): void {
  assertOwnDomain(domainOf(email), "partnerContact.email");
  if (isGroupMailbox(email)) throw invalid(`'${email}' is a group's mailbox, not a person's account.`, "partnerContact.email");
}

/** One active subscription a customer and product, those inside bundles included (sheet 5.2). */
function assertFree(state: State, customerId: string, product: Product): void {
  const conflict = openOf(state, customerId).find((one) => partsOf(one).some((part) => product.parts.includes(part)));
  if (conflict === undefined) return;
  const message = `${conflict.id} (${conflict.product}) is '${conflict.status}': cancel it first.`;
  throw new Refused(409, message, { code: "SubscriptionExists", more: { subscriptionId: conflict.id } });
}

function isTakenByTwin(state: State, twinId: string | null, product: Product): boolean {
  return twinId !== null && openOf(state, twinId).some((one) => partsOf(one).some((part) => product.parts.includes(part)));
}

function openOf(state: State, customerId: string): readonly Subscription[] {
  return Object.values(state.subscriptions).filter((one) => one.customerId === customerId && isOpen(one));
}

interface New {
  readonly product: Product;
  readonly form: SubscriptionForm;
  readonly bundleOf: string | null;
  readonly ratio: number | null;
}

export function addSubscription({ state, clock }: Site, customerId: string, { product, form, bundleOf, ratio }: New): Subscription {
  state.counters.subscription += 1;
  const at = clock.now();
  const subscription: Subscription = {
    id: requestNumber(state.counters.subscription),
    customerId,
    product: product.name,
    bundleOf,
    ratio,
    status: "New",
    stuck: false,
    partnerContact: form.partnerContact,
    location: form.location ?? "",
    minCommitQty: 0,
    createdAt: at,
    startDate: at,
    endDate: agreementEnd(at),
    history: [{ at, status: "New" }],
  };
  state.subscriptions[subscription.id] = subscription;
  return subscription;
}

/** The end of the rental agreement: here, of the year. */
export function agreementEnd(at: number): number {
  return Date.UTC(new Date(at).getUTCFullYear(), 11, 31);
}
