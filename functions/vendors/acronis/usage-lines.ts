import * as z from "zod";
import { readable } from "./answers.ts";
import { maybe } from "./objects.ts";

const amount = z.int().min(0);

/** The item as the tenant has it; one that is off carries no quota. */
const ItemOfLine = z.object({
  status: z.coerce.number().catch(0),
  quota: maybe(z.object({ value: maybe(z.number()) })).catch(undefined),
});

/**
 * What was used of one item (acronis-api.md, 11.1): bytes, seconds or a number of things, by `measurement_unit`. A line with an amount
 * that is no whole number from 0 up, or too large to be exact, cannot be read.
 */
export const UsageLine = z
  .object({
    application_id: z.string(),
    name: z.string(),
    /** `mixed` on sums. */
    edition: z.string().nullish(),
    usage_name: z.string(),
    type: z.string(),
    measurement_unit: z.string(),
    infra_id: maybe(z.string()),
    /** Since when `value` counts; without a zone it is UTC (3). */
    range_start: z.string(),
    value: amount,
    /** Since ever; missing on older servers. */
    absolute_value: maybe(amount),
    offering_item: z.unknown().optional(),
  })
  .transform(({ offering_item, ...line }) => ({
    ...line,
    isAggregate: offering_item === undefined || offering_item === null,
    enabled: enabledOf(offering_item),
  }));

/** Its limit in the vendor's units, null without one; undefined where the item is off, or nothing is said of it. */
const enabledOf = (item: unknown): { readonly limit: number | null } | undefined => {
  const read = ItemOfLine.safeParse(item);
  return read.success && read.data.status === 1 ? { limit: read.data.quota?.value ?? null } : undefined;
};

/** The usages of a tenant, as the call for many gives them. */
export const UsagesOfTenant = z.object({ tenant: z.string(), usages: readable(UsageLine) });

/** `isAggregate`: a sum that belongs to no offering item, as `storage_total`. `enabled`: the item is on, and up to where. */
export type UsageLine = z.infer<typeof UsageLine>;
