import { monthAfter, monthOf, startOfMonth } from "./clock.ts";
import { ownCustomers } from "./customers.ts";
import type { Site } from "./exchange.ts";
import { firstProduct, type Product, productNamed } from "./products.ts";
import type { Customer, State, Subscription, Usage } from "./state.ts";

/** A line of the monthly usage report (sheet 7, 12.1). */
export interface UsageLine {
  readonly customer: Customer;
  readonly product: Product;
  readonly usedUnits: number;
  readonly totalUnits: number;
  readonly minCommitQty: number;
  readonly points: number;
  readonly location: string;
}

const tailMs = 31 * 86_400_000;

/** The months from one to the other that have begun, and, where it is the rule, are closed. */
export function monthsBetween({ clock, rules }: Site, from: string, to: string): readonly string[] {
  const current = monthOf(clock.now());
  const months: string[] = [];
  for (let month = from; month <= to && (month < current || (rules.openMonth && month === current)); month = monthAfter(month))
    months.push(month);
  return months;
}

export function firstMonth({ state, clock }: Site): string {
  return monthOf(Math.min(clock.now(), ...state.usages.map(({ at }) => at)));
}

export function linesOf(site: Site, month: string): readonly UsageLine[] {
  return ownCustomers(site.state).flatMap((customer) => linesOfCustomer(site, customer, month));
}

function linesOfCustomer({ state, clock }: Site, customer: Customer, month: string): readonly UsageLine[] {
  const samples = state.usages.filter(({ customerId }) => customerId === customer.id);
  const until = Math.min(startOfMonth(monthAfter(month)) - 1, clock.now());
  const used = new Map<string, number>();
  for (const name of new Set(samples.map(({ product }) => product))) {
    const peak = peakOf(
      samples.filter(({ product }) => product === name),
      [startOfMonth(month) - tailMs, until],
    );
    const { product, units } = billedAs(state, customer.id, { product: name, units: peak });
    used.set(product, Math.max(used.get(product) ?? 0, units));
  }
  return [...used].flatMap(([name, usedUnits]): UsageLine[] => {
    const product = productNamed(name);
    if (product === undefined || usedUnits === 0) return [];
    const subscription = openOf(state, customer.id).find((one) => one.product === name);
    const minCommitQty = subscription?.minCommitQty ?? 0;
    const totalUnits = Math.max(minCommitQty, usedUnits);
    const points = Math.round(product.ppu * totalUnits * 100) / 100;
    return [{ customer, product, usedUnits, totalUnits, minCommitQty, points, location: subscription?.location ?? "" }];
  });
}

/** The high watermark of a month: a user counts for 31 days after the last backup (sheet 7). */
function peakOf(samples: readonly Usage[], [from, until]: readonly [number, number]): number {
  const before = samples
    .filter(({ at }) => at <= from)
    .toSorted((one, other) => one.at - other.at)
    .at(-1);
  const within = samples.filter(({ at }) => at > from && at <= until);
  return Math.max(0, before?.units ?? 0, ...within.map(({ units }) => units));
}

/** What a bundle brought along counts as the bundle, by its ratio, rounded up (sheet 7). */
function billedAs(state: State, customerId: string, used: { product: string; units: number }): { product: string; units: number } {
  const part = openOf(state, customerId).find((one) => one.product === used.product && one.bundleOf !== null);
  const primary = state.subscriptions[part?.bundleOf ?? ""];
  if (part === undefined || primary === undefined) return used;
  return { product: primary.product, units: Math.ceil(used.units / (part.ratio ?? 1)) };
}

function openOf(state: State, customerId: string): readonly Subscription[] {
  const gone = new Set(["Canceled", "Duplicate Customer"]);
  return Object.values(state.subscriptions).filter((one) => one.customerId === customerId && !gone.has(one.status));
}

/** What a customer uses unless told: its Microsoft 365 subscription, or what a registered customer starts with. */
export function usualProduct(state: State, customerId: string): string {
  const subscription = openOf(state, customerId).find(
    (one) => one.bundleOf === null && productNamed(one.product)?.group === "Microsoft 365",
  );
  return subscription?.product ?? firstProduct;
}
