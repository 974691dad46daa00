import * as z from "zod";
import { readable } from "./lists.ts";
import { maybe } from "./objects.ts";

const amount = z.int().min(0);

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
  .transform(({ offering_item, ...line }) => ({ ...line, isAggregate: offering_item === undefined || offering_item === null }));

/** The usages of a tenant, as the call for many gives them. */
export const UsagesOfTenant = z.object({ tenant: z.string(), usages: readable(UsageLine) });

/** `isAggregate`: a sum that belongs to no offering item, as `storage_total`. */
export type UsageLine = z.infer<typeof UsageLine>;
