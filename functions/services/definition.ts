import * as z from "zod";
import { Time } from "../clock.ts";

const Money = z.string();

/** Prices of one unit and month, decimal texts in the definition's currency. */
export const Price = z.object({ sell: Money, cost: Money });

/** An offering item as it is published; a feature is switched on and has no amount. */
export const SoldItem = z.object({
  /** Our identifying value, stable for ever: `backup-pw_base_workstations`. */
  plan: z.string(),
  itemName: z.string(),
  usageName: z.string(),
  isFeature: z.boolean(),
  /** Empty for a feature. */
  unit: z.enum(["GB", "hours", "pieces", ""]),
  /** The attribute in which its amount travels. */
  attributeId: z.string(),
  name: z.string(),
  price: Price.optional(),
});

/** A product: one application in one edition, with its items. */
export const SoldGroup = z.object({
  /** `backup-pck_per_workload`. */
  plan: z.string(),
  applicationId: z.string(),
  /** Empty where the application has no editions. */
  edition: z.string(),
  applicationName: z.string(),
  editionName: z.string(),
  name: z.string(),
  forCustomers: z.boolean(),
  forResellers: z.boolean(),
  items: z.array(SoldItem),
});

/** A storage that can be chosen. */
export const StorageChoice = z.object({ id: z.string(), name: z.string(), locationName: z.string() });

/** A version of what an instance sells. */
export const ServicesDefinition = z.object({
  takenAt: Time,
  currency: z.string(),
  /** The discount by which costs were computed, per cent. */
  discount: z.string(),
  groups: z.array(SoldGroup),
  storages: z.array(StorageChoice),
  /** What a person should know of this version: no price list, another currency … */
  remarks: z.array(z.string()),
});

export type Price = z.infer<typeof Price>;
export type SoldItem = z.infer<typeof SoldItem>;
export type SoldGroup = z.infer<typeof SoldGroup>;
export type StorageChoice = z.infer<typeof StorageChoice>;
export type ServicesDefinition = z.infer<typeof ServicesDefinition>;
