import * as z from "zod";
import { decimalText } from "./money.ts";

const text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    // As every engine reads it: patterns stand in the operator's document, and not all tools know \P{Cc}.
    .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/, "one line without control characters");
const Percent = z.number().min(0).max(10_000);

/** A tier of the contract of service providers, by the vendor's number: -2 is custom, -1 none (acronis-api.md, 14.4). */
const Tier = z.strictObject({
  tier: z.int().min(-2).max(7),
  name: text(100).optional(),
  /** Minimum a month, decimal text in the table's currency. */
  commitment: z.string().regex(decimalText, "a decimal text such as 250.00"),
});

/** A name as IANA writes it: Node also takes other cases and plain offsets, which EventBridge Scheduler refuses. */
const isZone = (zone: string): boolean => {
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions();
    const isAlias = timeZone.toLowerCase() !== zone.toLowerCase();
    return /^[A-Z]/.test(zone) && (isAlias || timeZone === zone);
  } catch {
    return false;
  }
};

/** When the services definition is got and the usage is taken. Minutes are spread over the hour by the instance's id. */
const Schedule = z.strictObject({
  /** The services definition is got so often; from `startHour` on. */
  everyHours: z.literal([1, 2, 3, 4, 6, 8, 12, 24], "1, 2, 3, 4, 6, 8, 12 or 24").default(24),
  startHour: z.int().min(0).max(23).default(2),
  /** IANA name, e.g. `Europe/Athens`. */
  timeZone: z.string().max(64).refine(isZone, "a time zone such as Europe/Athens").default("UTC"),
  /** Off: only by hand. */
  enabled: z.boolean().default(true),
});

/** What a run may change by itself; beyond it waits for an operator. */
const Brake = z.strictObject({
  /** Per cent by which a price may move, either way. */
  pricePercent: Percent.default(20),
});

/** How the services of an instance are published, sold and counted: the distributor's own decisions. */
export const ServicesSettings = z.strictObject({
  schedule: Schedule.prefault({}),
  brake: Brake.prefault({}),
  /** What a sold amount becomes: `hard` restricts beyond it, `soft` only tells, `unlimited` counts and never limits (acronis-api.md, 9.4). */
  quotas: z.enum(["hard", "soft", "unlimited"]).default("hard"),
  /** Of hard quotas: per cent of the sold amount that may be used beyond it. */
  overagePercent: Percent.default(0),
  /** Whether an add-on's amount is of one piece, and so taken times its quantity; which one the BSS sends is not documented (bss-service-management-api.md, 7.5). */
  addonAmounts: z.enum(["timesQuantity", "asSent"]).default("timesQuantity"),
  /** Digits of prices after the point; null: the currency's own. More keep prices per GB exact. */
  priceDigits: z.int().min(0).max(6).nullable().default(null),
  /** Whether CostPrice and SellPrice of a usage line are of one unit or of the line (bss-service-management-api.md, 7.6: unverified). */
  usagePrices: z.enum(["unit", "line"]).default("unit"),
  /** Stock numbers of the vendor's price list and the offering item that each is the price of: no document of the vendor's says it (acronis-api.md, 14.6). */
  skus: z
    .record(text(64), text(128))
    .refine((skus) => Object.keys(skus).length <= 1_000, "at most 1,000")
    .default({}),
  /** Commitment of the price list to take, as the list writes it; null: the least. */
  priceListCommitment: text(64).nullable().default(null),
  /** Of contracts of service providers. Only the ends are public, so the tiers between are the distributor's to enter. */
  tiers: z
    .array(Tier)
    .max(10)
    .refine((tiers) => new Set(tiers.map(({ tier }) => tier)).size === tiers.length, "each tier once")
    .default([
      { tier: 0, commitment: "0.00" },
      { tier: 7, commitment: "25000.00" },
    ]),
  tierCurrency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default("USD"),
  /** Days between the wish to delete a tenant and the deletion. */
  deletionGraceDays: z.int().min(0).max(365).default(30),
});

export type ServicesSettings = z.infer<typeof ServicesSettings>;

export const standardServicesSettings: ServicesSettings = ServicesSettings.parse({});
