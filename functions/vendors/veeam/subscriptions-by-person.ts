import { detailValues, filled, pages, tenantLine, workItem } from "./forms.ts";
import type { CustomerRef } from "./objects.ts";
import type { Months, SubscriptionRef, SubscriptionRequest } from "./port.ts";
import type { WorkItem } from "./work-item.ts";

const bringNumbers = { name: "subscriptionIds", what: "the request numbers, such as SR-00175; the primary one first" } as const;

/** The wizard "Request New Subscriptions" (3.2, 5.2). */
export const requestByHand = ({ customer, details, name, products, location, partnerContact }: SubscriptionRequest): WorkItem =>
  workItem("requestSubscription", {
    task: "Request these subscriptions for the customer.",
    form: pages.requestSubscriptions,
    values: [
      ...filled([["Company", name]]),
      ...tenantLine(customer),
      ...(details === undefined ? [] : detailValues(details)),
      ...filled([
        ["Location", location],
        [
          "Partner Contact",
          partnerContact === undefined ? "" : `${partnerContact.firstName} ${partnerContact.lastName}, ${partnerContact.email}`,
        ],
        ...products.map((product): [string, string] => ["Product", product]),
      ]),
    ],
    notes: [
      "The wizard asks for no number of seats.",
      "Only one subscription of a product may be active, counting those inside bundles.",
      ...(partnerContact === undefined ? ["The Partner Contact must be a person's own user name, no alias and no group mailbox."] : []),
    ],
    bringBack: [bringNumbers],
  });

export const readSubscriptionsByHand = (customer: CustomerRef): WorkItem =>
  workItem("readSubscriptions", {
    task: "Look up the customer's subscriptions.",
    form: pages.subscriptions,
    values: tenantLine(customer),
    bringBack: [bringNumbers],
  });

export const cancelByHand = (subscription: SubscriptionRef): WorkItem =>
  workItem("cancelSubscription", {
    task: "Cancel this subscription.",
    form: `${pages.subscriptions} > Actions > Cancel`,
    values: subscriptionLines(subscription),
    notes: ["An active one is Terminated for 30 days and can be reinstated so long; then it is Canceled and the data go."],
    bringBack: [bringNumbers],
  });

export const reinstateByHand = (subscription: SubscriptionRef): WorkItem =>
  workItem("reinstateSubscription", {
    task: "Reinstate this subscription.",
    form: `${pages.subscriptions} > Actions > Reinstate`,
    values: subscriptionLines(subscription),
    notes: ["Possible from Terminated only, within 30 days, and not once the same product was requested anew."],
    bringBack: [bringNumbers],
  });

export const usagesByHand = ({ from, to }: Months): WorkItem =>
  workItem("monthlyUsages", {
    task: "Read the monthly usages in Pulse.",
    form: pages.usages,
    values: filled([
      ["From", from],
      ["To", to],
    ]),
    bringBack: [],
  });

const subscriptionLines = ({ customer, name, subscriptionId, product }: SubscriptionRef): WorkItem["values"] => [
  ...filled([
    ["Subscription", subscriptionId],
    ["Product", product],
    ["Customer", name],
  ]),
  ...tenantLine(customer),
];
