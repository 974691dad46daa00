import { causes } from "../../../causes.ts";
import { messageOf, type ResultDefinition, result } from "../answers.ts";
import type { Problem } from "../problem.ts";

/** `PpuItemDefinition` (bss-service-management-api.md, 6.2). The library's `Check()` wants a quantity above 0 (7.6). */
export interface PpuItem {
  readonly Id: string;
  readonly Name: string;
  readonly Type: string | null;
  readonly Location: string | null;
  readonly Group: string | null;
  readonly Customer: string | null;
  readonly AttributeId: string | null;
  readonly Quantity: number;
  readonly Unit: string;
  readonly CostPrice: number | null;
  readonly SellPrice: number | null;
  readonly StartDate: string;
  readonly EndDate: string | null;
}

/** `PpuTotalsDefinition`: all above 0, or there are no totals (7.6). */
export interface PpuTotals {
  readonly Items: number;
  readonly CostPrice: number;
  readonly SellPrice: number;
}

/** `PpuUsageItemServiceResponse`. */
export interface UsageResponse extends ResultDefinition {
  readonly Usages: readonly PpuItem[];
  readonly Totals: PpuTotals | null;
  readonly Currency: string | null;
  readonly LastUpdateAt: string;
}

/** `PpuBillingItemServiceResponse`. */
export interface BillingItemsResponse extends ResultDefinition {
  readonly Items: readonly PpuItem[];
  readonly Currency: string | null;
  readonly LastUpdateAt: string;
}

/** The library's date that is not set: nothing was taken yet. */
export const never = "0001-01-01T00:00:00+00:00";

export const refusedUsages = (problem: Problem): UsageResponse => ({
  Usages: [],
  Totals: null,
  Currency: null,
  LastUpdateAt: never,
  ...result(causes[problem.problem].code, messageOf(problem), ""),
});

export const refusedItems = (problem: Problem): BillingItemsResponse => ({
  Items: [],
  Currency: null,
  LastUpdateAt: never,
  ...result(causes[problem.problem].code, messageOf(problem), ""),
});
