import * as z from "zod";
import { namedAccount } from "../accounts/account.ts";
import { type Line, lineReader } from "../lines.ts";
import { choice, flag, list, members, text } from "../reading.ts";
import type { NamedAccount } from "../services.ts";
import { isProblem, type Problem } from "../problem.ts";

/** What every vendor reads of a subscription call: whose it is, which one, how many, and whether it is the pre-check. */
export interface SentSubscription {
  readonly account: NamedAccount;
  /** Ours, as we once answered it; empty until the BSS knows it. */
  readonly id: string;
  /** The BSS's own. */
  readonly bssId: string;
  /** Of a change of plan: the BSS's id of it before. */
  readonly formerBssId: string;
  /** Decimal text, or empty. */
  readonly quantity: string;
  readonly checkOnly: boolean;
}

/**
 * Reads a subscription call, `more` the part that is a vendor's own; all that cannot be used is named at once. The route decides what is
 * done, not `ActionType` (bss-service-management-api.md, 7.5).
 */
export const subscriptionIn = <More extends object>(
  body: unknown,
  more: (sent: z.output<typeof ServiceDefinition>, line: Line, faults: string[]) => More,
): (SentSubscription & More) | Problem => {
  const sent = ServiceDefinition.parse(body);
  const account = namedAccount(sent?.Account, "Account.");
  const faults: string[] = isProblem(account) ? [account.detail ?? "Account"] : [];
  const line = lineReader(faults, 100);
  const id = line("ID", sent?.ID);
  const bssId = line("SubscriptionID", sent?.SubscriptionID);
  const formerBssId = line("OriginalSubscriptionID", sent?.OriginalSubscriptionID);
  const quantity = line("Quantity", sent?.Quantity);
  const own = more(sent, line, faults);
  if (bssId === "") faults.push("SubscriptionID is missing");
  if (!isQuantity(quantity)) faults.push("Quantity is no number");
  if (isProblem(account) || faults.length > 0) return { problem: "invalidRequest", detail: shortened(faults) };
  return { ...own, account, id, bssId, formerBssId, quantity, checkOnly: sent?.CheckOnly ?? false };
};

/** A decimal text, or nothing at all. */
export const isQuantity = (read: string): boolean => /^(?:\d{1,9}(?:\.\d{1,6})?)?$/.test(read);

/** A person reads this in a pop-up: the first twenty are enough to begin with. */
const shortened = (faults: readonly string[]): string =>
  faults.length <= 20 ? faults.join(", ") : `${faults.slice(0, 20).join(", ")}, and ${faults.length - 20} more`;

/** Numbers and names alike (6.1). */
const ActionType = choice([
  ["None", 0],
  ["Provision", 1],
  ["Cancel", 2],
  ["Suspend", 3],
  ["Activate", 4],
  ["Upgrade", 5],
  ["Downgrade", 6],
  ["UpgradeToPaid", 7],
]);

/** What is read of the library's type (6.2). */
const ServiceDefinition = members({
  ID: text,
  SubscriptionID: text,
  OriginalSubscriptionID: text,
  Name: text,
  ServiceType: text,
  ProductID: text,
  Quantity: text,
  IsTrial: flag,
  CheckOnly: flag,
  Account: z.unknown(),
  AttributeList: z.unknown(),
  Addons: z.unknown(),
});

export const ServiceAttribute = members({ ID: text, Name: text, Value: text, Code: text, QuantityLinked: flag });

export const Addon = members({ ID: text, Name: text, ProductID: text, ActionType, Quantity: text, AttributeList: z.unknown() });

/** The add-ons, whatever each of them is. */
export const addonsIn = (raw: unknown): readonly unknown[] => list(z.unknown()).parse(raw);
