import { dayOf, monthOf, utc } from "./clock.ts";
import { productNamed } from "./products.ts";
import type { Customer, Registration, State, Subscription } from "./state.ts";
import { linesOf } from "./usage.ts";
import { bundleOf } from "./subscription-life.ts";
import type { Site } from "./exchange.ts";
import { without } from "./without.ts";

/** How the contract shows things: Veeam's words, as its pages have them (sheet 3, 4, 5). */
export function shownCustomer(customer: Customer): object {
  const { crmId: externalId, status, createdAt } = customer;
  const linkedTo = status === "Pending" ? null : customer.linkedTo;
  return { ...without(customer, "crmId", "foreign", "planned"), externalId, linkedTo, createdAt: utc(createdAt) };
}

export function shownRegistration(registration: Registration): object {
  const { contact: customerContact, submittedAt, endedAt } = registration;
  const times = { submittedAt: utc(submittedAt), endedAt: endedAt === null ? null : utc(endedAt) };
  return { ...without(registration, "planned", "contact"), customerContact, ...times };
}

/** The list spells `Pending Cancelation`, the single record `Pending Cancellation`: so do Veeam's pages and texts (sheet 5.4). */
export function shownSubscription(site: Site, subscription: Subscription, where: "list" | "record"): object {
  const product = productNamed(subscription.product);
  const spelled = where === "list" ? subscription.status.replace("Cancellation", "Cancelation") : subscription.status;
  const usage = linesOf(site, monthOf(site.clock.now())).find(
    ({ customer, product: used }) => customer.id === subscription.customerId && used.name === subscription.product,
  );
  return {
    ...without(subscription, "stuck", "createdAt", "history"),
    status: spelled,
    primary: subscription.bundleOf === null,
    workload: product?.unit ?? "User",
    ppu: product?.ppu ?? 0,
    currentUsage: usage?.usedUnits ?? 0,
    currentPoints: usage?.points ?? 0,
    startDate: dayOf(subscription.startDate),
    endDate: dayOf(subscription.endDate),
    bundle: partsOf(site.state, subscription),
  };
}

function partsOf(state: State, subscription: Subscription): readonly object[] {
  const parts = bundleOf(state, subscription).filter(({ id }) => id !== subscription.id);
  return parts.map(({ id, product, ratio }) => ({ id, product, ratio }));
}
