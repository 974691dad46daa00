import type { CauseName } from "../causes.ts";
import type { Clock } from "../clock.ts";
import type { VeeamSubscription } from "../onboarding/account.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import { subscriptionIdOf } from "../onboarding/names.ts";
import type { SubscriptionEntry } from "../onboarding/subscription-entry.ts";
import { isOver, mostSubscriptions } from "../onboarding/subscriptions.ts";
import { excludes, isSameProduct, productNamed } from "../vendors/veeam/products.ts";

/** What can be asked of a subscription. */
export type SubscriptionChange = "create" | "cancel" | "suspend" | "activate" | "update" | "changePlan";

/** A subscription as it is asked for; texts are "" where nothing is said. */
export interface AskedSubscription {
  /** Ours, as it was once answered. */
  readonly id: string;
  readonly bssId: string;
  /** Of a plan change: the BSS's id of it before. */
  readonly formerBssId: string;
  readonly plan: string;
  readonly seats: string;
  readonly hasAddons: boolean;
}

export interface Refused {
  readonly problem: CauseName;
  readonly detail?: string | undefined;
}

/** A terminated subscription can be reinstated so long (veeam-api.md, 5.4). */
const graceSeconds = 30 * 86_400;

/** What an ask wants of a subscription, or why it cannot be had, judged by the row alone: nothing is asked of anybody and nothing written. */
export const wantedSubscription = (
  change: SubscriptionChange,
  asked: AskedSubscription,
  { mapping, standard, clock }: { readonly mapping: Mapping | undefined; readonly standard: string; readonly clock: Clock },
): VeeamSubscription | Refused => {
  if (mapping?.onboardedAt === undefined || mapping.disabled === true) return { problem: "notSynchronised" };
  if (mapping.account.role === "reseller") return { problem: "subscriptionRefused", detail: "a reseller subscribes to nothing" };
  if (asked.hasAddons) return { problem: "addonsImpossible" };
  const entry = entryFor(asked, mapping);
  if (change !== "create" && entry === undefined) return { problem: "subscriptionUnknown" };
  const product = productOf(change, asked, entry?.product ?? standard, standard);
  if (typeof product !== "string") return product;
  const wanted = wantedBy[change];
  const refused =
    (wanted === "active" || wanted === "reinstated" ? takenBy(product, entry, mapping) : undefined) ??
    (entry === undefined ? roomFor(mapping) : refusedFrom(change, entry, product, clock));
  if (refused !== undefined) return refused;
  const id = entry?.subscriptionId ?? subscriptionIdOf(mapping, asked.bssId);
  return { id, bssId: asked.bssId, product, seats: asked.seats, wanted };
};

const wantedBy = {
  create: "active",
  changePlan: "active",
  activate: "reinstated",
  update: "kept",
  suspend: "suspended",
  cancel: "cancelled",
} as const satisfies Record<SubscriptionChange, VeeamSubscription["wanted"]>;

const entryFor = ({ id, bssId, formerBssId }: AskedSubscription, { subscriptions = [] }: Mapping): SubscriptionEntry | undefined =>
  subscriptions.find(({ subscriptionId }) => subscriptionId === id) ??
  subscriptions.find(({ bssSubscriptionId }) => bssSubscriptionId === bssId) ??
  subscriptions.find(({ bssSubscriptionId }) => formerBssId !== "" && bssSubscriptionId === formerBssId);

/** Only a new subscription and a change of plan choose the product; the standard rule's own needs no place on the vendor's list. */
const productOf = (change: SubscriptionChange, { plan }: AskedSubscription, present: string, standard: string): string | Refused => {
  if (change === "create" && plan === "") return standard;
  if (change === "changePlan" && plan === "") return { problem: "productUnknown", detail: "the attribute Plan is missing" };
  if (change !== "create" && change !== "changePlan" && change !== "update") return present;
  if (plan === "") return present;
  const named = isSameProduct(plan, standard) ? standard : productNamed(plan);
  return named ?? { problem: "productUnknown", detail: plan };
};

/** One live subscription of a product, counting those inside bundles (5.2). */
const takenBy = (product: string, entry: SubscriptionEntry | undefined, { subscriptions = [] }: Mapping): Refused | undefined => {
  const other = subscriptions.find((one) => one !== entry && !isOver(one) && excludes(one.product, product));
  return other && { problem: "subscriptionTaken", detail: `${other.product}${other.vendorId === undefined ? "" : `, ${other.vendorId}`}` };
};

const roomFor = ({ subscriptions = [] }: Mapping): Refused | undefined =>
  subscriptions.length < mostSubscriptions || subscriptions.some(({ state }) => state === "Canceled")
    ? undefined
    : { problem: "subscriptionRefused", detail: `an account has at most ${mostSubscriptions} subscriptions` };

const refusedFrom = (change: SubscriptionChange, entry: SubscriptionEntry, product: string, clock: Clock): Refused | undefined => {
  const isOther = !isSameProduct(entry.product, product);
  if (change === "create" && isOther && entry.vendorId !== undefined && !isOver(entry)) {
    return { problem: "subscriptionTaken", detail: `${entry.product}, ${entry.vendorId}` };
  }
  if (change === "update" && isOther) return { problem: "subscriptionRefused", detail: "the plan is changed by an upgrade or downgrade" };
  if (change === "create" || change === "cancel") return undefined;
  if (entry.state === "Canceled") return { problem: "subscriptionRefused", detail: "it is canceled" };
  const isLate = entry.state === "Terminated" && clock.secondsSince(entry.endedAt ?? "") > graceSeconds;
  return change === "activate" && isLate
    ? { problem: "subscriptionRefused", detail: "it was terminated more than 30 days ago" }
    : undefined;
};
