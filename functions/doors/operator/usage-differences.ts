import * as z from "zod";
import { Time } from "../../clock.ts";
import { cursorOf } from "../../store/cursor.ts";
import { usageDifferences } from "../../usage/differences.ts";
import { accountFindings, itemFindings } from "../../usage/findings.ts";
import { closesAt } from "../../usage/month.ts";
import { differencesTable } from "./differences-table.ts";
import { foundAcronis } from "./instances.ts";
import { Refusal } from "./problems.ts";
import { noBody, route } from "./route.ts";

const Amount = z.string().describe("Decimal text.");
const Money = z.object({ sell: Amount, cost: Amount }).nullable();

const ItemDifference = z.object({
  item: z.string(),
  name: z.string().describe("As it is sold."),
  product: z.string().describe("Empty for an item that is not published."),
  storageId: z.string(),
  location: z.string(),
  unit: z.string(),
  used: Amount,
  enabled: z.string().describe("At the tenant: its limit, `unlimited`, or `off`."),
  sold: z.string().describe("By all subscriptions together: an amount, `unlimited`, or empty where none names it."),
  subscriptionId: z.string().describe("Whose bill it is on; empty: nobody's."),
  money: Money.describe("Of the line."),
  findings: z.array(z.enum(itemFindings)),
});

const AccountDifference = z.object({
  applicationId: z.string(),
  accountId: z.string(),
  name: z.string(),
  role: z.enum(["customer", "reseller"]),
  tenantId: z.string(),
  seenAt: Time.describe("When the numbers were last seen."),
  money: Money,
  contract: z.object({ tier: z.int(), commitment: Amount, currency: z.string() }).nullable(),
  findings: z.array(z.enum(accountFindings)),
  items: z.array(ItemDifference),
});

export const UsageDifferences = z.object({
  month: z.string(),
  closed: z.boolean().describe("Its numbers never change again."),
  currency: z.string(),
  accounts: z.array(AccountDifference),
  totals: z
    .object({
      accounts: z.int(),
      items: z.int(),
      findings: z.record(z.string(), z.int()),
      money: Money.describe("Of customers."),
      resellersMoney: Money.describe("Of resellers, whose numbers hold those of their customers: never add the two."),
    })
    .describe("Of all that this answer went through, shown or not."),
  next: z.string().nullable().describe("Give it as `after` for the rest; null at the end."),
});

export type UsageDifferences = z.infer<typeof UsageDifferences>;

const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, "a month such as 2026-09");

export const readUsageDifferences = route({
  method: "GET",
  path: "/v1/instances/{instanceId}/usage-differences",
  operationId: "readUsageDifferences",
  summary: "What is used, what is enabled and what is sold, and where they differ; as JSON, or as CSV",
  status: 200,
  query: z.strictObject({
    month: Month.optional().describe("The running month of UTC unless told."),
    show: z.enum(["findings", "all"]).default("findings").describe("Only what a person should look at, or every item."),
    format: z.enum(["json", "csv"]).optional().describe("Instead of an `Accept` header."),
    after: z.string().max(4_096).optional().describe("The `next` of the answer before; of a table it is in the header `x-next`."),
  }),
  body: noBody,
  answer: UsageDifferences,
  table: differencesTable,
  refuses: [],
  run: async ({ id, query }, services) => {
    const instance = await foundAcronis(id, services);
    const now = services.clock.now();
    const month = query.month ?? now.slice(0, 7);
    if (query.after !== undefined) assertEnd(query.after, `${id}#${month}`);
    const found = await usageDifferences(instance, { month, show: query.show, after: query.after }, services);
    const { totals, accounts } = found;
    return {
      month,
      closed: closesAt(month) <= now,
      currency: found.currency,
      accounts: accounts.map(({ row, seenAt, money = null, findings, items }) => ({
        applicationId: row.applicationId,
        accountId: row.accountId,
        name: row.customer,
        role: row.role,
        tenantId: row.tenantId,
        seenAt,
        money,
        contract: row.contract ?? null,
        findings: [...findings],
        items: items.map(({ group, ...item }) => ({ ...item, product: group, money: item.money ?? null, findings: [...item.findings] })),
      })),
      totals: { ...totals, money: totals.money ?? null, resellersMoney: totals.resellersMoney ?? null },
      next: found.next ?? null,
    };
  },
});

const PageEnd = z.strictObject({ usageKey: z.string().min(1).max(1_024), instanceMonth: z.string() });

/** DynamoDB fails on a page's end that it did not give, so a text of somebody's own is refused here. */
const assertEnd = (after: string, instanceMonth: string): void => {
  const end = PageEnd.safeParse(cursorOf(after));
  if (end.success && end.data.instanceMonth === instanceMonth && end.data.usageKey.isWellFormed()) return;
  const errors = [{ path: "after", message: "This is no `next` of an answer of this month" }];
  throw new Refusal("unreadable", "The query cannot be used.", { errors });
};
