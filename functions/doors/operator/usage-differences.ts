import * as z from "zod";
import { cursorOf } from "../../store/cursor.ts";
import { usageDifferences } from "../../usage/differences.ts";
import { closesAt } from "../../usage/month.ts";
import { differencesTable } from "./differences-table.ts";
import { foundAcronis } from "./instances.ts";
import { Refusal } from "./problems.ts";
import { noBody, route } from "./route.ts";
import { UsageDifferences } from "./usage-differences-view.ts";

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
