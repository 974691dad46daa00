import Big from "big.js";
import * as z from "zod";
import type { BssInstallation } from "../bss/installation.ts";
import type { InvoicedUsage } from "../bss/usages.ts";
import { atAcronis } from "./behind.ts";
import type { Sold } from "./chapter-sold.ts";
import { usageRun } from "./runs.ts";
import { must, type Story, WrongOutcome } from "./story.ts";

const Differences = z.object({
  accounts: z.array(
    z.object({
      name: z.string(),
      items: z.array(
        z.object({
          name: z.string(),
          used: z.string(),
          sold: z.string(),
          money: z.object({ sell: z.string() }).nullable(),
          findings: z.array(z.string()),
        }),
      ),
    }),
  ),
});

interface Users {
  /** Pays for what it uses. */
  readonly sold: Sold;
  /** The tenant of a customer to whom nothing was sold. */
  readonly unsoldId: string;
}

/** A month's usage on the customer's invoice, and what is used and on nobody's. */
export const usageChapter = async (story: Story, bss: BssInstallation, { sold, unsoldId }: Users): Promise<void> => {
  const { screen, stage } = story;
  const [vendor] = stage.vendors;
  screen.chapter("8  The month's usage");
  const month = new Date().toISOString().slice(0, 7);
  await atAcronis(vendor, "usage", {
    tenant_id: sold.tenantId,
    items: [
      { name: "pw_base_workstations", value: 22 },
      { name: "pw_base_storage", value: 150.5 * 1024 ** 3 },
    ],
  });
  await atAcronis(vendor, "usage", { tenant_id: unsoldId, items: [{ name: "pg_base_servers", value: 6 }] });
  const { Instance: instanceId = "" } = await bss.additionalInfo();
  screen.doing("Usage of all accounts");
  const { accounts, changed, absent } = await usageRun(story, instanceId);
  must(accounts === vendor.world.counts.tenants && absent === 0, `a run should look at every account, and looked at ${accounts}`);
  screen.done(
    `Acronis' meters went on; a run takes the usage of ${accounts} accounts (POST /v1/instances/…/usage): ${changed} rows changed`,
  );

  const invoice = await bss.usages(sold.subscription.present(), month, "EUR");
  invoiced(story, invoice);
  const again = await bss.usages(sold.subscription.present(), month, "EUR");
  must(JSON.stringify(again) === JSON.stringify(invoice), "the same month should be told the same way");
  await differences(story, instanceId, month);
};

const invoiced = ({ screen }: Story, { Usages, Totals, Currency, Code, Message }: InvoicedUsage): void => {
  must(Code === 0 && Currency === "EUR" && Totals !== null, `the BSS should be told the usage, and was told: ${Message}`);
  must(
    Usages.map(({ Quantity }) => Quantity)
      .toSorted((one, other) => one - other)
      .join() === "4,22,150.5",
    "each item used should be a line",
  );
  const [sell, cost] = [sumOf(Usages, "SellPrice"), sumOf(Usages, "CostPrice")];
  must(Totals?.Items === 3 && Totals.SellPrice === sell && Totals.CostPrice === cost, "the totals should equal the lines");
  screen.done(
    `Ppu/Usages gives the BSS the invoice lines of Kos Architects, in ${Currency}: ${Usages.length} lines, sell ${money(sell)}, cost ${money(cost)}; all of ${Usages[0]?.Group}`,
  );
  const longest = Math.max(...Usages.map(({ Name }) => Name.length));
  screen.plain(`            ${"".padEnd(longest)}  quantity  unit   sell a unit  cost a unit`);
  for (const { Name, Quantity, Unit, SellPrice, CostPrice } of Usages) {
    const amounts = `${String(Quantity).padStart(8)}  ${Unit.padEnd(6)}${money(SellPrice).padStart(12)}${money(CostPrice).padStart(13)}`;
    screen.plain(`            ${Name.padEnd(longest)}  ${amounts}`);
  }
};

/** Exact products, rounded half to even once. */
const sumOf = (lines: InvoicedUsage["Usages"], price: "SellPrice" | "CostPrice"): number =>
  lines
    .reduce((sum, line) => sum.plus(new Big(line.Quantity).times(line[price] ?? 0)), new Big(0))
    .round(2, Big.roundHalfEven)
    .toNumber();

const differences = async ({ screen, stage }: Story, instanceId: string, month: string): Promise<void> => {
  const answer = await stage.operator("GET", `instances/${instanceId}/usage-differences?month=${month}`);
  const { accounts } = Differences.parse(answer.body);
  const [account, ...others] = accounts;
  const [item] = account?.items ?? [];
  if (account === undefined || item === undefined) throw new WrongOutcome("what is used and not sold should be found");
  must(others.length === 0 && account.name === "Aegean Foods", "the customer that pays for what it uses should not be in the report");
  must(item.findings.join() === "usedNotSold" && item.used === "6" && item.sold === "", "the servers should be used and not sold");
  screen.done(
    `What is used and on nobody's bill (GET /v1/instances/…/usage-differences): ${account.name}, ${item.used} × ${item.name}, ${item.money?.sell} EUR a month`,
  );
};

const money = (amount: number | null): string => (amount ?? 0).toFixed(2);
