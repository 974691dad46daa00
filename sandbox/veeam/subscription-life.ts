import { Refused } from "./errors.ts";
import type { Site } from "./exchange.ts";
import { type Product, productNamed } from "./products.ts";
import type { Seconds } from "./rules.ts";
import { schedule, unschedule } from "./schedule.ts";
import type { Customer, State, Subscription } from "./state.ts";
import { bringBackTenants, retainTenants } from "./data-cloud-tenants.ts";

type Status = Subscription["status"];

const isOver = new Set<Status>(["Terminated", "Canceled", "Duplicate Customer"]);

/** Whether it counts for "one active subscription a customer and product" (sheet 5.2). */
export function isOpen({ status }: Subscription): boolean {
  return !isOver.has(status);
}

export function partsOf({ product }: Subscription): Product["parts"] {
  return productNamed(product)?.parts ?? [];
}

/** The subscription and, of a bundle, what it brought along: they go through life together. */
export function bundleOf(state: State, { id }: Subscription): readonly Subscription[] {
  return Object.values(state.subscriptions).filter((one) => one.id === id || one.bundleOf === id);
}

/** Waits begin and end with the primary one; a stuck one waits for support. */
export function setStatus(site: Site, primary: Subscription, status: Status, next?: Seconds): void {
  const at = site.clock.now();
  for (const subscription of bundleOf(site.state, primary)) {
    subscription.status = status;
    subscription.history.push({ at, status });
  }
  unschedule(site, "subscription", primary.id);
  if (next !== undefined && !primary.stuck) schedule(site, "subscription", primary.id, next);
}

/** What happens to a subscription by itself (sheet 5.4). How long each takes, Veeam does not say but for the 30 days. */
export function advanceSubscription(site: Site, id: string): void {
  const { state, rules } = site;
  const subscription = state.subscriptions[id];
  if (subscription === undefined) return;
  const pace = rules.pace;
  const customer = state.customers[subscription.customerId];
  switch (subscription.status) {
    case "New":
      // Nothing is provisioned before the customer is verified.
      if (customer?.status === "Pending") schedule(site, "subscription", id, pace.review);
      else setStatus(site, subscription, "Pending Provisioning", pace.provisioning);
      return;
    case "Pending Provisioning":
    case "Pending Reinstatement":
      return activate(site, subscription);
    case "Pending Cancellation":
      setStatus(site, subscription, "Terminated", pace.grace);
      return retainTenants(site, subscription);
    case "Terminated":
      setStatus(site, subscription, "Canceled");
      return retainTenants(site, subscription, "Deleting");
    case "Active":
    case "Canceled":
    case "Duplicate Customer":
      return;
  }
}

export function activate(site: Site, subscription: Subscription): void {
  subscription.stuck = false;
  setStatus(site, subscription, "Active");
  const customer = site.state.customers[subscription.customerId];
  if (customer !== undefined) customer.vdcRegistered = true;
  bringBackTenants(site, subscription);
}

/** At once before it is active, else by way of 30 days of `Terminated` (sheet 5.4). */
export function cancelSubscription(site: Site, subscription: Subscription): void {
  assertPrimary(subscription);
  const { clock, rules } = site;
  const canceledAt = clock.now();
  switch (subscription.status) {
    case "New":
    case "Pending Provisioning":
      setStatus(site, subscription, "Canceled");
      break;
    case "Active":
    case "Pending Reinstatement":
      setStatus(site, subscription, "Pending Cancellation", rules.pace.cancellation);
      break;
    default:
      throw new Refused(409, `A subscription that is '${subscription.status}' cannot be canceled.`, { code: "WrongStatus" });
  }
  for (const one of bundleOf(site.state, subscription)) one.endDate = canceledAt;
}

/** Only from `Terminated`, and not after a new one of the same product type was requested (sheet 5.4). */
export function reinstateSubscription(site: Site, subscription: Subscription, agreementEnd: number): void {
  assertPrimary(subscription);
  const { state, rules } = site;
  if (subscription.status !== "Terminated")
    throw new Refused(409, `A subscription that is '${subscription.status}' cannot be reinstated.`, { code: "WrongStatus" });
  const group = productNamed(subscription.product)?.group;
  const isLater = (one: Subscription): boolean =>
    one.id > subscription.id && one.customerId === subscription.customerId && one.bundleOf === null;
  const later = Object.values(state.subscriptions).find((one) => isLater(one) && productNamed(one.product)?.group === group);
  if (later !== undefined)
    throw new Refused(409, `${later.id} was requested since; this one cannot be reinstated.`, { code: "Superseded" });
  setStatus(site, subscription, "Pending Reinstatement", rules.pace.reinstatement);
  for (const one of bundleOf(state, subscription)) one.endDate = agreementEnd;
}

function assertPrimary({ bundleOf: primary }: Subscription): void {
  if (primary !== null) throw new Refused(409, `It is a part of the bundle ${primary}.`, { code: "PartOfBundle" });
}

/** A verification found that the customer exists: what that one has already ends here (sheet 3.6). */
export function endAsDuplicate(site: Site, customer: Customer): void {
  const all = Object.values(site.state.subscriptions).filter(isOpen);
  const taken = new Set(all.filter(({ customerId }) => customerId === customer.linkedTo).flatMap((one) => [...partsOf(one)]));
  const mine = all.filter(({ customerId, bundleOf: primary }) => customerId === customer.id && primary === null);
  for (const one of mine) if (partsOf(one).some((part) => taken.has(part))) setStatus(site, one, "Duplicate Customer");
}
