import * as z from "zod";
import { maybe } from "./objects.ts";

/** Far beyond what anything counts; a number of JSON up to here is off by less than 2 KB, which no bill shows. */
const MOST = 2 ** 64;

/** A whole number from 0 up, or a text of one. */
const amount = z.union([z.number(), z.string().trim().regex(/^\d+$/).transform(Number)]).pipe(
  z
    .number()
    .min(0)
    .max(MOST)
    .refine((given) => Number.isInteger(given)),
);

/** Far beyond any name, unit or id of the vendor's. */
const word = z.string().max(200);

/** Of one tenant; the rest counts as unreadable, since the row of an account and month has 400 KB. */
const MOST_LINES = 5_000;

/** The item as the tenant has it; one that is off carries no quota. */
const ItemOfLine = z.object({
  status: z.coerce.number().catch(0),
  quota: maybe(z.object({ value: maybe(amount) })).catch(undefined),
});

/**
 * What was used of one item (acronis-api.md, 11.1): bytes, seconds or a number of things, by `measurement_unit`. A line without an
 * amount, or with one that is no whole number from 0 up, cannot be read.
 */
export const UsageLine = z
  .object({
    application_id: word,
    name: word,
    /** `mixed` on sums. */
    edition: word.nullish(),
    usage_name: maybe(word),
    measurement_unit: word,
    infra_id: maybe(word),
    /** Since when `value` counts; without a zone it is UTC (3). */
    range_start: maybe(z.string()).catch(undefined),
    value: maybe(amount),
    /** Since ever; missing on older servers. */
    absolute_value: maybe(amount),
    offering_item: z.unknown().optional(),
  })
  .transform(({ offering_item, value, ...line }, context) => {
    // What only grows counts by `value` alone.
    const counted = value ?? (line.measurement_unit === "seconds" ? undefined : line.absolute_value);
    if (counted === undefined) {
      context.addIssue({ code: "custom", message: "no amount" });
      return z.NEVER;
    }
    return {
      ...line,
      value: counted,
      isAggregate: offering_item === undefined || offering_item === null,
      enabled: enabledOf(offering_item),
    };
  });

/** Its limit in the vendor's units, null without one; undefined where the item is off, or nothing is said of it. */
const enabledOf = (item: unknown): { readonly limit: number | null } | undefined => {
  const read = ItemOfLine.safeParse(item);
  return read.success && read.data.status === 1 ? { limit: read.data.quota?.value ?? null } : undefined;
};

/** The usages of a tenant, as the call for many gives them. */
export const UsagesOfTenant = z.object({ tenant: z.string(), usages: z.array(z.unknown()) }).transform(({ tenant, usages }) => {
  const lines = usages.slice(0, MOST_LINES).flatMap((given) => UsageLine.safeParse(given).data ?? []);
  return { tenant, lines, unreadable: usages.length - lines.length };
});

/** `isAggregate`: a sum that belongs to no offering item, as `storage_total`. `enabled`: the item is on, and up to where. */
export type UsageLine = z.infer<typeof UsageLine>;

/** What Acronis tells of one tenant. */
export interface TenantUsage {
  readonly lines: readonly UsageLine[];
  /** So many lines more were told that cannot be read. */
  readonly unreadable: number;
}
