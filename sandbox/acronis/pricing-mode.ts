import type { Tenant } from "./state.ts";

/** The billing settings of a tenant as they are now: a trial that is over has turned into production (sheet 6.9). */
export function pricingOf({ pricing }: Tenant): Tenant["pricing"] {
  return pricing.mode === "trial" && hasBegun(pricing) ? { ...pricing, mode: "production" } : pricing;
}

/** Whether production began; in trial the date tells when it will. */
export function hasBegun({ production_start_date }: Tenant["pricing"]): boolean {
  return production_start_date !== null && Date.parse(production_start_date) <= Date.now();
}
