import { Rejected } from "../errors.ts";
import type { VeeamSubscription } from "../onboarding/account.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import type { SubscriptionEntry } from "../onboarding/subscription-entry.ts";
import { entryOf, isOver } from "../onboarding/subscriptions.ts";
import type { Ports } from "../ports.ts";
import type { Subscription } from "../vendors/veeam/objects.ts";
import type { Once, Outcome, SubscriptionRef } from "../vendors/veeam/port.ts";
import { isSameProduct } from "../vendors/veeam/products.ts";
import { answered, customerOf, type VeeamWork } from "./veeam-work.ts";

/** A subscription that an order changes: what is wanted, and what the row knows of it. */
export interface SubscriptionWork extends VeeamWork {
  readonly wanted: VeeamSubscription;
  readonly entry: SubscriptionEntry;
}

type Noting = Pick<Ports, "mappings" | "clock">;
type Operation = "requestSubscription" | "cancelSubscription" | "reinstateSubscription";

export const subscriptionWork = (work: VeeamWork): SubscriptionWork => {
  const { tenantId, disabled } = work.mapping;
  if (tenantId === undefined || disabled === true) throw new Rejected("notSynchronised");
  return { ...work, ...subscriptionEntry(work.mapping) };
};

export const subscriptionEntry = (mapping: Mapping): Pick<SubscriptionWork, "wanted" | "entry"> => {
  const { subscription: wanted } = mapping.account;
  if (wanted === undefined) throw new Error("an order of a subscription names none");
  return { wanted, entry: entryOf(mapping, wanted) };
};

/** Nothing tells what stands at the vendor but a person. */
export const isBlind = ({ veeam }: VeeamWork): boolean => veeam.capabilities().readSubscriptions === "manual";

/** Notes what is known of the subscription, where it is news. */
export const note = async (work: SubscriptionWork, entry: SubscriptionEntry, { mappings }: Noting): Promise<SubscriptionWork> => {
  if (JSON.stringify(entry) === JSON.stringify(work.entry)) return work;
  return { ...work, mapping: await mappings.noteSubscription(work.mapping, entry), entry };
};

/** The subscription as the vendor shows it now. One whose request's answer was lost is found by its product; a blind order keeps the row's word. */
export const seen = async (work: SubscriptionWork, ports: Noting): Promise<SubscriptionWork> => {
  if (isBlind(work)) return work;
  const { entry, mapping } = work;
  if (entry.vendorId === undefined && entry.sent === undefined) return work;
  const all = await allOf(work, ports);
  const own = entry.vendorId === undefined ? freeOf(mapping, entry.product, all) : all.find((one) => one.subscriptionId === entry.vendorId);
  if (own !== undefined) return note(work, entryWith(entry, own, ports), ports);
  if (entry.vendorId === undefined) return work;
  throw new Rejected("subscriptionRefused", `${entry.vendorId} is not among the customer's subscriptions`);
};

/** A live subscription of the product that none of our own is. */
export const freeOf = (mapping: Mapping, product: string, all: readonly Subscription[]): Subscription | undefined => {
  const taken = new Set((mapping.subscriptions ?? []).map(({ vendorId }) => vendorId));
  const free = all.filter((one) => isSameProduct(one.product, product) && !isOver(one) && !taken.has(one.subscriptionId));
  return free.find(({ isPrimary }) => isPrimary) ?? free[0];
};

export const allOf = async (work: SubscriptionWork, ports: Noting): Promise<readonly Subscription[]> =>
  answered(work, await work.veeam.readSubscriptions(customerOf(work.mapping)), ports);

/** What was sent stays noted until the vendor shows its effect: a cancel that is not seen yet may have been lost. */
export const entryWith = (entry: SubscriptionEntry, { subscriptionId, state }: Subscription, { clock }: Noting): SubscriptionEntry => {
  const { sent, endedAt, ...rest } = entry;
  const isEnded = state === "Terminated" || state === "Canceled";
  return {
    ...rest,
    vendorId: subscriptionId,
    state,
    ...(isEnded ? { endedAt: endedAt ?? clock.now() } : {}),
    ...(sent !== undefined && !showsEffect[sent.operation]?.includes(state) ? { sent } : {}),
  };
};

const showsEffect: Readonly<Record<string, readonly Subscription["state"][]>> = {
  requestSubscription: ["New", "PendingProvisioning", "Active", "PendingCancellation", "Terminated", "Canceled", "DuplicateCustomer"],
  cancelSubscription: ["PendingCancellation", "Terminated", "Canceled", "DuplicateCustomer"],
  reinstateSubscription: ["PendingReinstatement", "Active", "Canceled", "DuplicateCustomer"],
};

/**
 * Sends a change once: its intent is noted first, and replayed under the same name while its end is not known. A change that a person
 * makes is sent by nobody, so it leaves no intent.
 */
export const sendOnce = async <Answer>(
  work: SubscriptionWork,
  operation: Operation,
  send: (once: Once) => Promise<Outcome<Answer>>,
  ports: Noting,
): Promise<{ readonly answer: Answer; readonly work: SubscriptionWork }> => {
  const { mapping, entry, veeam } = work;
  const before = entry.sent?.operation === operation ? entry.sent : undefined;
  const once = { orderId: before?.orderId ?? mapping.order.orderId, step: `${operation} ${entry.subscriptionId}`, sentAt: before?.at };
  if (veeam.capabilities()[operation] === "manual") return { answer: await answered(work, await send(once), ports), work };
  const sent = before ?? { operation, orderId: mapping.order.orderId, at: ports.clock.now() };
  const noted = await note(work, { ...entry, sent }, ports);
  try {
    return { answer: await answered(noted, await send(once), ports), work: noted };
  } catch (error) {
    // Certainly nothing was done; whatever else went wrong may have.
    if (error instanceof Rejected && !["otherAttemptRunning", "answerLost", "handWork"].includes(error.reason)) {
      const { sent: _, ...unsent } = noted.entry;
      await note(noted, unsent, ports);
    }
    throw error;
  }
};

/** How the vendor and a person know it. */
export const refOf = ({ mapping, entry }: SubscriptionWork, vendorId: string): SubscriptionRef => ({
  customer: customerOf(mapping),
  name: mapping.account.name,
  subscriptionId: vendorId,
  product: entry.product,
});
