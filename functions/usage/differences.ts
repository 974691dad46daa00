import type { Instance } from "../instances/instance.ts";
import type { Ports } from "../ports.ts";
import { type AccountDifference, differenceOf } from "./account-difference.ts";
import { pricingOf } from "./account-usage.ts";
import { counter, type Totals } from "./difference-totals.ts";
import { endOf } from "./month.ts";

export interface Differences {
  readonly currency: string;
  readonly accounts: readonly AccountDifference[];
  /** Of every account that was read, shown or not. */
  readonly totals: Totals;
  /** Where to go on: the report ends at a bound. */
  readonly next: string | undefined;
}

/** What is asked of a report. */
export interface DifferencesAsk {
  readonly month: string;
  /** `findings`: only what a person should look at. */
  readonly show: "findings" | "all";
  readonly after?: string | undefined;
}

/** A report ends with the account in which it reaches so many items, or a page after so many seconds: an answer of API Gateway has 30, and 6 MB. */
const MOST_ITEMS = 5_000;
const MOST_SECONDS = 15;

/** Used against enabled against sold, account by account of a month, from the rows alone: nothing is asked of the vendor. */
export const usageDifferences = async (
  instance: Instance,
  { month, show, after }: DifferencesAsk,
  needed: Pick<Ports, "clock" | "services" | "usage">,
): Promise<Differences> => {
  const { clock, usage } = needed;
  const since = clock.now();
  const pricing = await pricingOf(instance, month, needed);
  const currency = pricing.book?.currency ?? instance.primaryCurrency;
  const head = await usage.head(instance.instanceId);
  const isOver = endOf(month) <= since;
  const accounts: AccountDifference[] = [];
  const count = counter(currency);
  let next = after;
  let shown = 0;
  do {
    const page = await usage.ofMonth(instance.instanceId, month, next);
    next = page.next;
    for (const [at, row] of page.rows.entries()) {
      const account = differenceOf(row, { pricing, currency, head, isOver });
      count.add(account);
      const items = show === "all" ? account.items : account.items.filter(({ findings }) => findings.length > 0);
      if (show === "findings" && items.length === 0 && account.findings.length === 0) continue;
      accounts.push({ ...account, items });
      shown += Math.max(1, items.length);
      if (shown < MOST_ITEMS || at === page.rows.length - 1) continue;
      next = usage.endAt(row);
      break;
    }
  } while (next !== undefined && shown < MOST_ITEMS && clock.secondsSince(since) < MOST_SECONDS);
  return { currency, accounts, totals: count.totals(), next };
};
