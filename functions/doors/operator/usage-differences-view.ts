import * as z from "zod";
import { Time } from "../../clock.ts";
import { accountFindings, itemFindings } from "../../usage/findings.ts";

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
