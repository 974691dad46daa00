import type { CauseName } from "../causes.ts";
import type { Instance } from "../instances/instance.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import { subscriptionIdOf } from "../onboarding/names.ts";
import type { Ports } from "../ports.ts";
import { discountOf } from "../services/price-book.ts";
import { type KeptRow, keptUsage } from "./kept-usage.ts";
import { endOf, startOf } from "./month.ts";
import type { UsageRow } from "./ports.ts";
import { lineMoney, type Money, type PricedLine, pricedLines, type Pricing, totalsOf } from "./priced-lines.ts";

/** Whose usage of which months is asked for. */
export interface UsageAsk {
  readonly applicationId: string;
  readonly instance: Instance;
  /** The BSS's id of the account. */
  readonly accountId: string;
  /** Our id of the account, as we once answered it: used where the other names nobody. */
  readonly tenantId: string;
  /** Ours as we told it, and the BSS's own in lower case. */
  readonly subscription: { readonly id: string; readonly bssId: string };
  /** `yyyy-mm`, in their order. */
  readonly months: readonly string[];
  /** ISO 4217, as it was asked. */
  readonly currency: string;
}

/** A line as it is billed; prices are of one unit or of the line, as the instance's settings say. */
export interface BilledLine extends PricedLine {
  readonly month: string;
  readonly customer: string;
  readonly price: Money | undefined;
}

export interface AccountUsage {
  readonly lines: readonly BilledLine[];
  /** Undefined where no line has a price, or all come to nothing. */
  readonly totals: Money | undefined;
  readonly currency: string;
  /** When the newest numbers were last seen; undefined where nothing was kept of these months. */
  readonly takenAt: string | undefined;
}

export type UsageProblem = { readonly problem: CauseName; readonly detail?: string };

type Needed = Pick<Ports, "clock" | "mappings" | "tenants" | "acronis" | "services" | "usageWriter">;

/** What a subscription of an account used in these months, with the prices of each month; from what is kept, and fresh where it is old. */
export const accountUsage = async (ask: UsageAsk, needed: Needed): Promise<AccountUsage | UsageProblem> => {
  const mapping = await accountOf(ask, needed);
  // A tenant that was deleted since is still billed for what is kept of it.
  if (mapping === undefined || (mapping.tenantId === undefined && mapping.deletedTenants === undefined))
    return { problem: "notSynchronised" };
  // One after another: a long catalogue takes a good part of a function's memory while its prices are read.
  const pricings = new Map<string, Pricing>();
  for (const month of ask.months) pricings.set(month, await pricingOf(ask.instance, month, needed));
  const currencies = new Set([...pricings.values()].map(({ book }) => book?.currency ?? ask.instance.primaryCurrency));
  const [currency = ""] = currencies;
  if (currencies.size !== 1 || currency !== ask.currency.trim().toUpperCase())
    return { problem: "currencyNotSold", detail: `it is priced in ${[...currencies].join(" and ")}` };

  const kept = await keptUsage(mapping, ask.instance, ask.months, needed);
  if ("problem" in kept) return kept;
  const shown = ask.instance.services.usagePrices;
  const billed: BilledLine[] = [];
  for (const { row } of kept) {
    const mine = itemsFor(row, mapping, ask);
    if (mine === undefined) return { problem: "subscriptionNotOurs" };
    const lines = pricedLines(mine, pricings.get(row.month) ?? { book: undefined, discount: "0" });
    for (const line of lines) {
      const price = shown === "line" ? lineMoney(line, currency) : line.unitPrice;
      billed.push({ ...line, month: row.month, customer: row.customer, price });
    }
  }
  return { lines: billed, totals: totalsOf(billed, shown, currency), currency, takenAt: latestOf(kept) };
};

/** The account by the BSS's id, else by the tenant that we told the BSS. */
const accountOf = async (
  { applicationId, instance: { instanceId }, accountId, tenantId }: UsageAsk,
  { mappings, tenants }: Needed,
): Promise<Mapping | undefined> => {
  const found = await mappings.find({ applicationId, instanceId, accountId });
  if (found?.tenantId !== undefined || tenantId === "") return found;
  return (await tenants.ofTenant(instanceId, tenantId)).find((mapping) => mapping.applicationId === applicationId) ?? found;
};

/** The prices of a month, and the discount that was in force at its end, or is now while it runs. */
export const pricingOf = async (
  { instanceId, discounts, distributorDiscount }: Instance,
  month: string,
  { services }: Pick<Ports, "services">,
): Promise<Pricing> => ({
  book: await services.priceBook(instanceId, month),
  discount: discountOf(discounts, distributorDiscount, endOf(month)),
});

/**
 * The items that are on the bill of the subscription that was asked for; all, where the account had none that we know: the BSS sells by
 * hand then. Of one that had ended before there are none. Undefined: the account had subscriptions, and this was never one of them.
 */
const itemsFor = (row: UsageRow, mapping: Mapping, ask: UsageAsk): UsageRow["items"] | undefined => {
  const mine = knownAs(ask, mapping, row);
  const { endedAt } = mapping.services?.find(({ subscriptionId }) => subscriptionId === mine) ?? {};
  const hadEnded = endedAt !== undefined && endedAt < startOf(row.month);
  if (row.subscriptions.length === 0) return hadEnded ? [] : row.items;
  return mine === undefined ? undefined : row.items.filter(({ subscriptionId }) => subscriptionId === mine);
};

/** Our id of the subscription: as it was sent, else by the BSS's own id; one alone, so that no line is in two answers. */
const knownAs = ({ subscription }: UsageAsk, { services = [], ...key }: Mapping, { subscriptions }: UsageRow): string | undefined => {
  const known = new Set([...subscriptions, ...services.map(({ subscriptionId }) => subscriptionId)]);
  const byBss = services.find(({ bssSubscriptionId }) => bssSubscriptionId.toLowerCase() === subscription.bssId)?.subscriptionId;
  return [subscription.id, byBss, subscriptionIdOf(key, subscription.bssId)].find((id) => id !== undefined && known.has(id));
};

const latestOf = (kept: readonly KeptRow[]): string | undefined =>
  kept
    .map(({ seenAt }) => seenAt)
    .reduce<string | undefined>((latest, at) => (latest === undefined || at > latest ? at : latest), undefined);
