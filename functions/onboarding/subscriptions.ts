import type { VeeamSubscription } from "./account.ts";
import type { Mapping } from "./mapping.ts";
import type { SubscriptionEntry } from "./subscription-entry.ts";

/** What the rows note of subscriptions. Fenced like every other write of a step. */
export interface SubscriptionNotes {
  /** Puts the subscription's new state in the place of its old one; gives the row as it is then. */
  noteSubscription(mapping: Mapping, entry: SubscriptionEntry): Promise<Mapping>;
}

/** An account keeps so many; those that are over make room. */
export const mostSubscriptions = 20;

export const isOver = ({ state }: Pick<SubscriptionEntry, "state">): boolean =>
  state === "Terminated" || state === "Canceled" || state === "DuplicateCustomer";

/** The row's list with the subscription in its new state. */
export const withEntry = ({ subscriptions = [] }: Mapping, entry: SubscriptionEntry): SubscriptionEntry[] => {
  if (subscriptions.some(({ subscriptionId }) => subscriptionId === entry.subscriptionId)) {
    return subscriptions.map((one) => (one.subscriptionId === entry.subscriptionId ? entry : one));
  }
  const dropped = subscriptions.length < mostSubscriptions ? undefined : subscriptions.find(({ state }) => state === "Canceled");
  return [...subscriptions.filter((one) => one !== dropped), entry];
};

/** The subscription that an order is about, as the row knows it; one that it does not know yet is new. */
export const entryOf = ({ subscriptions = [] }: Mapping, { id, bssId, product, seats }: VeeamSubscription): SubscriptionEntry =>
  subscriptions.find(({ subscriptionId }) => subscriptionId === id) ?? {
    subscriptionId: id,
    bssSubscriptionId: bssId,
    product,
    seats,
    state: "New",
  };

/** The row's list after a person did what its parked order waits for; undefined where it waits for nothing of the kind. */
export const afterHandWork = (mapping: Mapping, vendorIds: readonly string[] = [], at: string): SubscriptionEntry[] | undefined => {
  const wanted = mapping.account.subscription;
  if (wanted === undefined) return undefined;
  const { sent, ...entry } = entryOf(mapping, wanted);
  const vendorId = vendorIds[0] ?? entry.vendorId;
  switch (mapping.workItem?.operation ?? sent?.operation) {
    case "requestSubscription":
      if (vendorId === undefined) return undefined;
      return withEntry(mapping, { ...entry, product: wanted.product, vendorId, state: "Active", endedAt: undefined });
    case "reinstateSubscription":
      return withEntry(mapping, { ...entry, state: "Active", endedAt: undefined });
    case "cancelSubscription":
      return withEntry(mapping, { ...entry, state: "Terminated", endedAt: at });
    case "readSubscriptions":
      // A person saw that it is as the order's step wants it.
      return withEntry(
        mapping,
        sent?.operation === "cancelSubscription" ? { ...entry, state: "Terminated", endedAt: at } : seenActive(entry, vendorId),
      );
    default:
      return undefined;
  }
};

const seenActive = (entry: SubscriptionEntry, vendorId: string | undefined): SubscriptionEntry => ({
  ...entry,
  vendorId,
  state: "Active",
  endedAt: undefined,
});

/** The list of an account that was taken out of use: all that was live is cancelled, or a person cancels it. */
export const afterRemoval = ({ subscriptions }: Mapping, at: string): SubscriptionEntry[] | undefined =>
  subscriptions?.map((one) => (isOver(one) ? one : { ...one, state: "Terminated", endedAt: at, sent: undefined }));
