import * as z from "zod";
import { NotReady, Rejected } from "../errors.ts";
import { Ordered } from "../onboarding/order-at-hand.ts";
import type { SubscriptionEntry } from "../onboarding/subscription-entry.ts";
import { isOver } from "../onboarding/subscriptions.ts";
import type { Ports } from "../ports.ts";
import { step } from "../step.ts";
import type { Subscription } from "../vendors/veeam/objects.ts";
import { isSameProduct } from "../vendors/veeam/products.ts";
import { detailsOf } from "./customer-details.ts";
import {
  allOf,
  entryWith,
  freeOf,
  isBlind,
  note,
  refOf,
  seen,
  sendOnce,
  subscriptionWork,
  type SubscriptionWork,
} from "./subscription-work.ts";
import { answered, customerOf, veeamPorts, veeamWork } from "./veeam-work.ts";

/**
 * Requests the wanted subscription, or reinstates a terminated one. A live one of the product that the customer has already is taken
 * over: there may be only one (veeam-api.md, 5.2 and 5.4).
 */
export const startSubscription = step({
  name: "startSubscription",
  title: "Request or reinstate subscription",
  reads: Ordered,
  gives: z.object({}),
  needs: [...veeamPorts],
  patience: { everySeconds: 15, attempts: 40, upToSeconds: 60 },
  run: async (ordered, ports, execution) => {
    const work = subscriptionWork(await veeamWork(ordered, ports, execution));
    const { wanted } = work.wanted;
    if (wanted === "active") await request(work, ports);
    if (wanted === "reinstated") await reinstate(await seen(work, ports), ports);
    return {};
  },
});

type Noting = Pick<Ports, "mappings" | "clock">;

const request = async (before: SubscriptionWork, ports: Noting): Promise<void> => {
  const isSame = isSameProduct(before.entry.product, before.wanted.product);
  const work = isSame ? await seen(before, ports) : before;
  const { entry } = work;
  const isOurs = isSame && entry.vendorId !== undefined;
  if (isOurs && !isOver(entry)) return;
  const fresh = anew(work);
  const taken = await standing(work, ports);
  if (taken !== undefined) {
    await note(work, entryWith(fresh, taken, ports), ports);
    return;
  }
  if (isOurs && entry.state === "Terminated") {
    await reinstate(work, ports);
    return;
  }
  const details = await missingDetails(work, ports);
  const { mapping, veeam, instance, wanted } = work;
  const form = {
    customer: customerOf(mapping),
    details,
    name: mapping.account.name,
    products: [wanted.product],
    location: instance.rule.location,
  };
  const sent = await sendOnce({ ...work, entry: fresh }, "requestSubscription", (once) => veeam.requestSubscription(form, once), ports);
  const own = sent.answer.find(({ isPrimary }) => isPrimary) ?? sent.answer[0];
  if (own === undefined) throw new NotReady("the request shows no subscription yet");
  await note(sent.work, entryWith(sent.work.entry, own, ports), ports);
};

/** The subscription as it is to be requested: a lost request of the same product is still the same one. */
const anew = ({ entry, wanted }: SubscriptionWork): SubscriptionEntry => ({
  subscriptionId: entry.subscriptionId,
  bssSubscriptionId: wanted.bssId,
  product: wanted.product,
  seats: wanted.seats,
  state: "New",
  ...(entry.vendorId === undefined && entry.sent?.operation === "requestSubscription" ? { sent: entry.sent } : {}),
});

/** What the customer has of the product already, by the vendor's word or by that of its registration. */
const standing = async (work: SubscriptionWork, ports: Noting): Promise<Subscription | undefined> => {
  const { mapping, wanted, instance } = work;
  if (!isBlind(work)) return freeOf(mapping, wanted.product, await allOf(work, ports));
  const [subscriptionId] = mapping.subscriptionIds ?? [];
  const isRegistrations = instance.rule.process === "subscriptionRequest" && isSameProduct(instance.rule.product, wanted.product);
  if (subscriptionId === undefined || !isRegistrations) return undefined;
  return freeOf(mapping, wanted.product, [{ subscriptionId, product: wanted.product, state: "Active", isPrimary: true }]);
};

/** Of a verified customer the details are the vendor's own; who reads by hand registered it with them. */
const missingDetails = async (work: SubscriptionWork, ports: Noting) => {
  const { veeam, mapping } = work;
  const { readCustomer, requestSubscription } = veeam.capabilities();
  if (readCustomer === "manual" || requestSubscription === "manual") return undefined;
  const { verification } = await answered(work, await veeam.readCustomer(customerOf(mapping)), ports);
  return verification === "Verified" ? undefined : detailsOf(mapping);
};

const reinstate = async (work: SubscriptionWork, ports: Noting): Promise<void> => {
  const { entry, veeam } = work;
  const { vendorId, state } = entry;
  if (vendorId === undefined) throw new Rejected("subscriptionRefused", "it was never requested");
  if (state === "PendingCancellation") throw new NotReady("the subscription is still being cancelled");
  if (state === "Canceled" || state === "DuplicateCustomer") throw new Rejected("subscriptionRefused", `it is ${state}`);
  if (state !== "Terminated" || (isBlind(work) && entry.sent?.operation === "reinstateSubscription")) return;
  await sendOnce(work, "reinstateSubscription", (once) => veeam.reinstateSubscription(refOf(work, vendorId), once), ports);
};
