import Big from "big.js";
import type { Money } from "./priced-lines.ts";
import type { UsageRow, UsedItem } from "./ports.ts";

/** What a person should look at, of one item of an account. */
export const itemFindings = ["usedNotSold", "usedOverSold", "overQuota", "soldNotEnabled", "enabledNotSold"] as const;
/** And of the account as a whole. */
export const accountFindings = ["tenantAbsent", "linesUnreadable", "commitmentNotReached"] as const;

export type ItemFinding = (typeof itemFindings)[number];
export type AccountFinding = (typeof accountFindings)[number];

const judgements: Readonly<Record<ItemFinding, (item: UsedItem) => boolean>> = {
  /** Used, and on nobody's bill. */
  usedNotSold: ({ value, subscriptionId }) => value > 0 && subscriptionId === undefined,
  usedOverSold: ({ value, sold }) => typeof sold?.value === "number" && value > sold.value,
  overQuota: ({ value, enabled }) => typeof enabled?.limit === "number" && value > enabled.limit,
  soldNotEnabled: ({ enabled, sold }) => sold !== undefined && sold.value !== 0 && enabled === undefined,
  /** On with a limit of its own. What the standard rule has on without a limit is a finding only once it is used. */
  enabledNotSold: ({ value, enabled, subscriptionId }) =>
    value === 0 && typeof enabled?.limit === "number" && enabled.limit > 0 && subscriptionId === undefined,
};

/**
 * What is wrong between what is used, what is enabled and what is sold. A reseller to whom nothing is sold has its customers' numbers:
 * what is wrong with them is told of them.
 */
export const findingsOf = (item: UsedItem, { role, subscriptions }: Pick<UsageRow, "role" | "subscriptions">): readonly ItemFinding[] =>
  role === "reseller" && subscriptions.length === 0 ? [] : itemFindings.filter((finding) => judgements[finding](item));

/** `isOver`: the month has ended, so that what has not come will not come. Amounts in different currencies are not compared. */
export const findingsOfAccount = (
  { absentSince, unreadable, contract }: UsageRow,
  { money, currency, isOver }: { readonly money: Money | undefined; readonly currency: string; readonly isOver: boolean },
): readonly AccountFinding[] => [
  ...(absentSince === undefined ? [] : ["tenantAbsent" as const]),
  ...(unreadable === undefined ? [] : ["linesUnreadable" as const]),
  ...(isOver && contract?.currency === currency && new Big(money?.sell ?? "0").lt(contract.commitment)
    ? ["commitmentNotReached" as const]
    : []),
];
