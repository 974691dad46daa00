import * as z from "zod";
import { Time } from "../clock.ts";
import type { AccountKey } from "../onboarding/ports.ts";
import type { UsageHead } from "./head.ts";

/**
 * One offering item on one storage in one month, in the vendor's units, with all that a bill of that month says of it: names may change
 * later, the month's answer does not.
 */
export const UsedItem = z.object({
  applicationId: z.string(),
  name: z.string(),
  usageName: z.string(),
  /** Empty where the application has no editions. */
  edition: z.string(),
  measurementUnit: z.string(),
  infraId: z.string().optional(),
  /** 0 only where the item was sold or has a limit: the report of differences wants it. */
  value: z.number(),
  /** The tenant has it on, up to so much; null without a limit. */
  enabled: z.object({ limit: z.number().nullable() }).optional(),
  /** The sum of what the subscriptions want of it; null is unlimited. */
  sold: z.object({ value: z.number().nullable() }).optional(),
  /** Ours: the one subscription whose bill it is on. */
  subscriptionId: z.string().optional(),
  soldName: z.string(),
  /** The product's name; empty for an item that is not published. */
  group: z.string(),
  attributeId: z.string(),
  /** The storage's name; empty where there is none. */
  location: z.string(),
});

/** A contract of a service provider, as it stood in the month. */
const Contract = z.object({ tier: z.int(), commitment: z.string(), currency: z.string() });

/** What an account's tenant used in one month, as it was last seen. */
export const UsageRow = z.object({
  instanceId: z.string(),
  applicationId: z.string(),
  accountId: z.string(),
  tenantId: z.string(),
  /** A reseller's numbers are the sums of all tenants below it (acronis-api.md, 11.1). */
  role: z.enum(["customer", "reseller"]),
  /** The account's name in the BSS. */
  customer: z.string(),
  /** `yyyy-mm`, UTC. */
  month: z.string(),
  takenAt: Time,
  /** At the last look the vendor did not name the tenant; the numbers are older. */
  absentSince: Time.optional(),
  items: z.array(UsedItem),
  /** Lines of the last look that could not be read: what they were of has older numbers, or none. */
  unreadable: z.int().optional(),
  /** Ours, of the subscriptions that were alive; none: the BSS sells by hand. */
  subscriptions: z.array(z.string()),
  contract: Contract.optional(),
});

export type UsedItem = z.infer<typeof UsedItem>;
export type UsageRow = z.infer<typeof UsageRow>;

/** The rows of usage, to read: one an account and month, and one head an instance. */
export interface UsageRows {
  /** Reads a row, strongly consistent. */
  find(key: AccountKey, month: string): Promise<UsageRow | undefined>;
  /** Rows of a month, in the order of their keys, by index; `after` is the last page's `next`. */
  ofMonth(instanceId: string, month: string, after?: string): Promise<{ rows: readonly UsageRow[]; next?: string | undefined }>;
  /** The `after` with which the rows of its month go on behind this one. */
  endAt(row: UsageRow): string;
  /** The head, strongly consistent; undefined before the first run. */
  head(instanceId: string): Promise<UsageHead | undefined>;
}

/** The same rows, to read and to write. */
export interface UsageWriter extends UsageRows {
  /** What was kept before a look: rows of at most 100 accounts by their mapping keys; one of the last moment may be missing. */
  ofAccounts(mappingKeys: readonly string[], month: string): Promise<ReadonlyMap<string, UsageRow>>;
  /**
   * Writes the row as it was seen at `takenAt`. False, and nothing is written: a later look was faster, or the month is closed for what
   * is seen then.
   */
  keep(row: UsageRow): Promise<boolean>;
  /** Notes that the vendor did not name the tenant; the numbers stay. False: the row is another by now, or closed. */
  noteAbsent(row: UsageRow, since: string): Promise<boolean>;
  /** Writes the head in the place of the one that was read; false: somebody was faster, and nothing is written. */
  saveHead(read: UsageHead, next: UsageHead): Promise<boolean>;
}
