import type { AskedSubscription } from "../../../veeam/subscription-rules.ts";
import { isObject } from "../reading.ts";
import { addonsIn, ServiceAttribute, subscriptionIn } from "../subscriptions/service-definition.ts";
import type { NamedAccount } from "../services.ts";
import { isProblem, type Problem } from "../problem.ts";

/** A subscription call at Veeam: whose it is, what is asked, and whether it is the pre-check (bss-service-management-api.md, 7.5). */
export interface ReadVeeamSubscription {
  readonly account: NamedAccount;
  readonly subscription: AskedSubscription;
  readonly checkOnly: boolean;
}

/** `ProductID` is the BSS's own, so the product is known by its attribute. */
export const askedVeeamSubscription = (body: unknown): ReadVeeamSubscription | Problem => {
  const sent = subscriptionIn(body, (service, line) => ({
    plan: line("Plan", planIn(service?.AttributeList)),
    hasAddons: addonsIn(service?.Addons).length > 0,
  }));
  if (isProblem(sent)) return sent;
  const { account, checkOnly, quantity, ...named } = sent;
  return { account, subscription: { ...named, seats: quantity }, checkOnly };
};

/** The value of the attribute called Plan or Product, by its key, ID or name; its code where it has no value. */
const planIn = (attributes: unknown): string | undefined => {
  for (const [key, raw] of isObject(attributes) ? Object.entries(attributes) : []) {
    const attribute = ServiceAttribute.parse(raw);
    const names = [key, attribute?.ID, attribute?.Name].map((name) => (name ?? "").trim().toLowerCase());
    if (names.some((name) => name === "plan" || name === "product")) return attribute?.Value?.trim() || attribute?.Code?.trim();
  }
  return undefined;
};
