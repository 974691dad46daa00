import type { Table } from "./route.ts";
import type { UsageDifferences } from "./usage-differences-view.ts";

const columns = [
  "month",
  "application",
  "account",
  "name",
  "role",
  "tenant",
  "seen at",
  "item",
  "item name",
  "product",
  "storage",
  "unit",
  "used",
  "enabled",
  "sold",
  "subscription",
  "currency",
  "sell",
  "cost",
  "findings",
] as const;

type Row = Partial<Readonly<Record<(typeof columns)[number], string>>>;

/** The report as a table: one row an item, and one of the account itself where something is wrong with it as a whole. */
export const differencesTable = ({ month, currency, accounts, next }: UsageDifferences): Table => {
  const rows = accounts.flatMap(({ items, findings, money, ...account }): Row[] => {
    const whose: Row = {
      month,
      application: account.applicationId,
      account: account.accountId,
      name: account.name,
      role: account.role,
      tenant: account.tenantId,
      "seen at": account.seenAt,
      currency,
    };
    const whole: Row = { ...whose, sell: money?.sell ?? "", cost: money?.cost ?? "", findings: findings.join(" ") };
    return [
      ...(findings.length > 0 ? [whole] : []),
      ...items.map((item): Row => ({
        ...whose,
        item: item.item,
        "item name": item.name,
        product: item.product,
        storage: item.location,
        unit: item.unit,
        used: item.used,
        enabled: item.enabled,
        sold: item.sold,
        subscription: item.subscriptionId,
        sell: item.money?.sell ?? "",
        cost: item.money?.cost ?? "",
        findings: item.findings.join(" "),
      })),
    ];
  });
  return {
    name: `usage-differences-${month}.csv`,
    rows: [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))],
    next,
  };
};
