import * as z from "zod";
import { Time } from "../clock.ts";
import { Discount } from "../services/price-book.ts";
import { ServicesSettings } from "../services/settings.ts";
import { Rule } from "./rule.ts";

/** The currencies that Acronis bills in (acronis-api.md, 6.9). */
export const currencies = ["EUR", "USD", "GBP", "AUD", "BRL", "CAD", "CNY", "JPY", "KZT", "NZD", "RUB", "ZAR"] as const;

/** What the administrator decides in the BSS's settings form, beside the credentials. */
export const Settings = z.object({
  systemName: z.string().min(1).max(100),
  /** Normalised: scheme and host in lower case, no path, no slash. */
  gateway: z.string().min(1).max(250),
  clientId: z.string().min(1).max(100),
  /** Per cent, 0 to 100, as decimal text: money and percentages are never binary floats. */
  distributorDiscount: z.string().regex(/^\d{1,3}(\.\d{1,4})?$/),
  primaryCurrency: z.enum(currencies),
  updateProductNames: z.enum(["update", "keep"]),
});

/** One contract with a vendor that a distributor has activated. Its secret stands in Secrets Manager, never here. */
export const Instance = Settings.extend({
  instanceId: z.string(),
  vendor: z.literal("acronis"),
  /** The tenant of the API client: the root of all that the instance may touch. */
  tenantId: z.string(),
  tenantName: z.string(),
  rule: Rule,
  services: ServicesSettings.prefault({}),
  /** Every Distributor Discount since the first activation: a past month is priced by its own. */
  discounts: z.array(Discount).default([]),
  activatedAt: Time,
  updatedAt: Time,
  /** The vendor asked for a pause: no call of this instance before. */
  throttledUntil: Time.optional(),
});

export type Settings = z.infer<typeof Settings>;
export type Instance = z.infer<typeof Instance>;
