import type { Site } from "./exchange.ts";
import { schedule, unschedule } from "./schedule.ts";
import type { Customer, Outcomes, State } from "./state.ts";
import { endAsDuplicate } from "./subscription-life.ts";
import { VerificationOutcome } from "./records.ts";

/** Decides how and when a new customer's verification will end (sheet 3.6, 15.1). */
export function planVerification(site: Site, customer: Customer, asked: Outcomes["verification"]): void {
  const byName = customer.name.includes("Unverified") ? "unverified" : "verified";
  customer.planned = VerificationOutcome.safeParse(asked?.outcome).data ?? byName;
  // Not shown before the verification ends.
  customer.linkedTo = asked?.linkedTo ?? null;
  if (customer.planned !== "never") schedule(site, "verification", customer.id, asked?.seconds ?? site.rules.pace.verification);
}

/** The verification ends: the customer is active, verified or not, and may turn out to be somebody who exists already. */
export function finishVerification(site: Site, id: string, outcome?: Customer["planned"], linkedTo?: string): void {
  const customer = site.state.customers[id];
  if (customer === undefined || customer.verification !== "Pending Verification") return;
  unschedule(site, "verification", id);
  const ending = outcome ?? customer.planned;
  customer.status = "Active";
  customer.verification = ending === "unverified" ? "Unverified" : "Verified";
  const wished = customer.linkedTo;
  customer.linkedTo = null;
  if (ending === "duplicate") {
    customer.linkedTo = linkedTo ?? wished ?? twinOf(site.state, customer);
    endAsDuplicate(site, customer);
  }
}

/** The account a duplicate is linked to: one of the same domain or name, else one that another provider made first. */
function twinOf(state: State, customer: Customer): string | null {
  const others = Object.values(state.customers).filter(({ id, createdAt }) => id !== customer.id && createdAt <= customer.createdAt);
  const sameDomain = others.find(({ domain }) => domain !== null && domain === customer.domain);
  const sameName = others.find(({ name }) => name.toLowerCase() === customer.name.toLowerCase());
  return (sameDomain ?? sameName ?? others.find(({ foreign }) => foreign))?.id ?? null;
}
