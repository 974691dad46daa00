import { type Load, type Measured, run } from "./load.ts";
import { openYard, type Yard } from "./yard.ts";
import { measureServices } from "./services.ts";
import { customerAccount, resellerAccount } from "../bss/accounts.ts";
import { type Counts, difference, limits } from "../demo/ledger.ts";
import { screenOn } from "../demo/screen.ts";

/** Measures all, and gives whether every number is within its limit. */
export const bench = async (): Promise<boolean> => {
  const yard = await openYard();
  try {
    await measure(yard);
  } finally {
    await yard.close();
  }
  await measureServices({ screen, held });
  screen.plain();
  for (const text of broken) screen.failed(text);
  screen.plain(broken.length === 0 ? "Every number is within its limit." : "A number is over its limit.");
  return broken.length === 0;
};

const MOST_MEGABYTES = 300;
const loads: readonly Load[] = [
  { atOnce: 1, onboardings: 16 },
  { atOnce: 16, onboardings: 80 },
  { atOnce: 64, onboardings: 160 },
];

const screen = screenOn(process.stdout);
const broken: string[] = [];

/** A number beside its limit; one that is over is remembered. */
const held = (name: string, value: number, limit: number): string => {
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(2);
  if (value <= limit) return `${shown} (limit ${limit})`;
  broken.push(`${name}: ${shown}, limit ${limit}`);
  return `${shown} (over the limit ${limit})`;
};

const heldCounts = (name: string, counts: Counts, limit: Counts): string =>
  [
    `${held(`vendor calls of ${name}`, counts.calls, limit.calls)} vendor calls`,
    `${held(`table writes of ${name}`, counts.writes, limit.writes)} table writes`,
    `${held(`state transitions of ${name}`, counts.transitions, limit.transitions)} state transitions`,
  ].join(", ");

const costOf = async (yard: Yard, act: () => Promise<{ readonly failed: boolean; readonly message: string }>): Promise<Counts> => {
  const before = await yard.counts();
  const { failed, message } = await act();
  if (failed) throw new Error(`an onboarding was refused: ${message}`);
  return difference(before, await yard.counts());
};

const lineOf = ({ atOnce, onboardings, perSecond, median, slowest }: Measured): string =>
  `${String(atOnce).padStart(2)} at once: ${perSecond.toFixed(1).padStart(5)} onboardings a second (${onboardings} of them; ` +
  `the BSS waited ${Math.round(median)} ms in the middle, ${Math.round(slowest)} ms at most)`;

const measure = async (yard: Yard): Promise<void> => {
  screen.chapter("What an onboarding costs");
  const customer = await costOf(yard, () => yard.bss.synchronise(customerAccount("1", "First Customer")));
  screen.plain(`  a new customer   ${heldCounts("a new customer", customer, limits.customer)}`);
  const reseller = await costOf(yard, () => yard.bss.synchronise(resellerAccount("2", "First Reseller")));
  screen.plain(`  a new reseller   ${heldCounts("a new reseller", reseller, limits.reseller)}`);

  screen.chapter("How many there are in the sandbox, from the BSS's call over HTTP to its answer; tables on disk");
  for (const load of loads) {
    const measured = await run(yard, load, (done) => screen.doing(`${load.atOnce} at once: ${done} of ${load.onboardings}`));
    screen.plain(`  ${lineOf(measured)}`);
    screen.plain(`             each ${heldCounts(`a customer at ${load.atOnce} at once`, measured.each, limits.customer)}`);
  }

  screen.chapter("Memory, of Tenantry, its tables and the BSS's calls in one process");
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  screen.plain(`  peak ${held("peak memory in MB", megabytes, MOST_MEGABYTES)} MB`);
};
