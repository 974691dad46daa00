import * as z from "zod";
import type { AskedSubscription } from "../../veeam/subscription-rules.ts";
import { namedAccount } from "./account.ts";
import { flag, isLine, isObject, list, members, text } from "./reading.ts";
import { isProblem, type NamedAccount, type Problem } from "./services.ts";

/** A subscription call: whose it is, what is asked, and whether it is the pre-check (bss-service-management-api.md, 7.5). */
export interface ReadSubscription {
  readonly account: NamedAccount;
  readonly subscription: AskedSubscription;
  readonly checkOnly: boolean;
}

/** What is read of the library's type; the route decides what is done, not `ActionType`, and `ProductID` is the BSS's own. */
export const askedSubscription = (body: unknown): ReadSubscription | Problem => {
  const sent = ServiceDefinition.parse(body);
  const account = namedAccount(sent?.Account);
  const faults: string[] = isProblem(account) ? [account.detail ?? "Account"] : [];
  const line = (field: string, value: string | null | undefined): string => {
    const trimmed = (value ?? "").trim();
    if (trimmed.length > longest) faults.push(`${field} is longer than ${longest} characters`);
    else if (!isLine(trimmed)) faults.push(`${field} holds characters that cannot be used`);
    return trimmed;
  };
  const subscription: AskedSubscription = {
    id: line("ID", sent?.ID),
    bssId: line("SubscriptionID", sent?.SubscriptionID),
    formerBssId: line("OriginalSubscriptionID", sent?.OriginalSubscriptionID),
    plan: line("Plan", planIn(sent?.AttributeList)),
    seats: line("Quantity", sent?.Quantity),
    hasAddons: (sent?.Addons ?? []).length > 0,
  };
  if (subscription.bssId === "") faults.push("SubscriptionID is missing");
  if (!/^(?:\d{1,9}(?:\.\d{1,6})?)?$/.test(subscription.seats)) faults.push("Quantity is no number");
  if (isProblem(account) || faults.length > 0) return { problem: "invalidRequest", detail: faults.join(", ") };
  return { account, subscription, checkOnly: sent?.CheckOnly ?? false };
};

const longest = 100;

const ServiceDefinition = members({
  ID: text,
  SubscriptionID: text,
  OriginalSubscriptionID: text,
  Quantity: text,
  CheckOnly: flag,
  Addons: list(z.unknown()),
  Account: z.unknown(),
  AttributeList: z.unknown(),
});

const Attribute = members({ ID: text, Name: text, Value: text, Code: text });

/** The value of the attribute called Plan or Product, by its key, ID or name; its code where it has no value. */
const planIn = (attributes: unknown): string | undefined => {
  for (const [key, raw] of isObject(attributes) ? Object.entries(attributes) : []) {
    const attribute = Attribute.parse(raw);
    const names = [key, attribute?.ID, attribute?.Name].map((name) => (name ?? "").trim().toLowerCase());
    if (names.some((name) => name === "plan" || name === "product")) return attribute?.Value?.trim() || attribute?.Code?.trim();
  }
  return undefined;
};
