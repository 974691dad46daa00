import { fromVendor, unitOf } from "../services/units.ts";
import { type AccountFinding, findingsOf, findingsOfAccount, type ItemFinding } from "./findings.ts";
import { seenAt, type UsageHead } from "./head.ts";
import type { UsageRow, UsedItem } from "./ports.ts";
import { lineMoney, type Money, type PricedLine, pricedLines, type Pricing, totalsOf } from "./priced-lines.ts";

/** One item of an account: used, enabled and sold, as decimal texts of the unit. */
export interface ItemDifference {
  readonly item: string;
  readonly name: string;
  readonly group: string;
  readonly storageId: string;
  readonly location: string;
  readonly unit: string;
  readonly used: string;
  /** Its limit; `unlimited`, or `off`. */
  readonly enabled: string;
  /** `unlimited`; empty where no subscription names it. */
  readonly sold: string;
  readonly subscriptionId: string;
  readonly money: Money | undefined;
  readonly findings: readonly ItemFinding[];
}

/** An account's month, item by item. */
export interface AccountDifference {
  readonly row: UsageRow;
  readonly seenAt: string;
  readonly money: Money | undefined;
  readonly findings: readonly AccountFinding[];
  readonly items: readonly ItemDifference[];
}

/** What an account is judged with. */
interface Facts {
  readonly pricing: Pricing;
  readonly currency: string;
  readonly head: UsageHead | undefined;
  readonly isOver: boolean;
}

/** What an account used against what is enabled and what was sold, with what a person should look at. */
export const differenceOf = (row: UsageRow, { pricing, currency, head, isOver }: Facts): AccountDifference => {
  const lines = pricedLines(row.items, pricing);
  const lineOf = new Map(lines.map((line) => [line.item, line]));
  const money = totalsOf(lines, "unit", currency);
  return {
    row,
    seenAt: seenAt(row, head),
    money,
    findings: findingsOfAccount(row, { money, currency, isOver }),
    items: row.items.map((item) => itemDifference(item, row, { line: lineOf.get(item), currency })),
  };
};

const itemDifference = (
  item: UsedItem,
  row: UsageRow,
  { line, currency }: { readonly line: PricedLine | undefined; readonly currency: string },
): ItemDifference => {
  const { name, soldName, group, infraId = "", location, measurementUnit, value, enabled, sold, subscriptionId = "" } = item;
  const unit = unitOf(measurementUnit) ?? "pieces";
  const amount = (limit: number | null): string => (limit === null ? "unlimited" : fromVendor(limit, unit));
  return {
    item: name,
    name: soldName,
    group,
    storageId: infraId,
    location,
    unit,
    used: fromVendor(value, unit),
    enabled: enabled === undefined ? "off" : amount(enabled.limit),
    sold: sold === undefined ? "" : amount(sold.value),
    subscriptionId,
    money: line === undefined ? undefined : lineMoney(line, currency),
    findings: findingsOf(item, row),
  };
};
