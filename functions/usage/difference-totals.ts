import Big from "big.js";
import { digitsOf, rounded } from "../services/money.ts";
import type { AccountDifference } from "./account-difference.ts";
import type { Money } from "./priced-lines.ts";

/** What all accounts of a report come to. */
export interface Totals {
  readonly accounts: number;
  readonly items: number;
  readonly findings: Readonly<Record<string, number>>;
  /** Of customers. */
  readonly money: Money | undefined;
  /** Of resellers, whose numbers hold those of their customers: the two are never added. */
  readonly resellersMoney: Money | undefined;
}

/** Adds up accounts one by one, so that a report need not hold those that it does not show. */
export const counter = (currency: string) => {
  const findings: Record<string, number> = {};
  const sums = { customer: sumOf(currency), reseller: sumOf(currency) };
  let accounts = 0;
  let items = 0;
  return {
    add: (account: AccountDifference): void => {
      accounts += 1;
      items += account.items.length;
      for (const finding of [...account.findings, ...account.items.flatMap((item) => item.findings)])
        findings[finding] = (findings[finding] ?? 0) + 1;
      sums[account.row.role].add(account.money);
    },
    totals: (): Totals => ({ accounts, items, findings, money: sums.customer.all(), resellersMoney: sums.reseller.all() }),
  };
};

const sumOf = (currency: string) => {
  let sum: { readonly sell: Big; readonly cost: Big } | undefined;
  return {
    add: (money: Money | undefined): void => {
      if (money === undefined) return;
      sum = { sell: new Big(money.sell).plus(sum?.sell ?? 0), cost: new Big(money.cost).plus(sum?.cost ?? 0) };
    },
    all: (): Money | undefined =>
      sum === undefined ? undefined : { sell: rounded(sum.sell, digitsOf(currency)), cost: rounded(sum.cost, digitsOf(currency)) },
  };
};
