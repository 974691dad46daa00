import * as z from "zod";
import { Time } from "../clock.ts";

/** What a subscription wants of one offering item, in the vendor's units (bytes, seconds, pieces); null is unlimited. */
export const ServiceItem = z.object({
  applicationId: z.string(),
  name: z.string(),
  infraId: z.string().optional(),
  /** Null: unlimited, or a feature that is on. */
  value: z.number().nullable(),
});

/** A subscription of Acronis services, as the account's row knows it. */
export const ServiceEntry = z.object({
  /** Ours, as the BSS was told it. */
  subscriptionId: z.string(),
  bssSubscriptionId: z.string(),
  /** The BSS's name of it. */
  name: z.string(),
  /** Our plan of its product; empty where the BSS sent none. */
  plan: z.string(),
  /** Empty for a contract, or where the application has no editions. */
  applicationId: z.string(),
  edition: z.string(),
  state: z.enum(["active", "suspended", "cancelled"]),
  isTrial: z.boolean(),
  items: z.array(ServiceItem),
  /** Our ids of its add-ons, by the BSS's id of the product that each is. */
  addons: z.array(z.object({ addonId: z.string(), bssProductId: z.string(), plan: z.string(), name: z.string() })),
  /** A contract of a service provider: its tier and minimum a month. */
  contract: z.object({ tier: z.int(), commitment: z.string(), currency: z.string() }).optional(),
  /** Of its last change: the vendor's words on a switch of edition, and attributes that no offering item answers to. */
  remarks: z.object({ warnings: z.array(z.string()), ignored: z.array(z.string()) }).optional(),
  startedAt: Time,
  changedAt: Time,
  endedAt: Time.optional(),
});

export type ServiceItem = z.infer<typeof ServiceItem>;
export type ServiceEntry = z.infer<typeof ServiceEntry>;

/** An account keeps so many; those that were cancelled first make room. */
export const mostServices = 20;

/** What an offering item was before the first subscription named it: off, or on with that quota. */
export const ItemBefore = z.union([z.literal("off"), z.object({ value: z.number().nullable(), overage: z.number().nullable() })]);
export type ItemBefore = z.infer<typeof ItemBefore>;

/** What a subscription brings its account. */
export type ServiceContent = Pick<ServiceEntry, "applicationId" | "edition" | "contract"> & { readonly items: readonly ServiceItem[] };
