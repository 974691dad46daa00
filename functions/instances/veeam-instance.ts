import * as z from "zod";
import { Time } from "../clock.ts";
import { currencies } from "./instance.ts";
import { ways } from "../vendors/veeam/port.ts";
import { VeeamRule } from "./veeam-rule.ts";

/** What the administrator decides in the settings form of a Veeam instance, beside the API key. */
export const VeeamSettings = z.object({
  systemName: z.string().min(1).max(100),
  /** The number of the rental agreement; a text, since it may start with 0 (veeam-api.md, 3.5). It is the instance's identity. */
  providerId: z.string().min(1).max(40),
  /** How customers reach Veeam Data Cloud, unless the rule sends an operation another way. */
  registrationWay: z.enum(ways),
  /** Service Provider Console as `https://host:port` in lower case; missing where nothing uses it. */
  console: z.string().max(300).optional(),
  distributorDiscount: z.string().regex(/^\d{1,3}(\.\d{1,4})?$/),
  primaryCurrency: z.enum(currencies),
  updateProductNames: z.enum(["update", "keep"]),
});

/** One rental agreement with Veeam that a distributor has activated. Its API key stands in Secrets Manager, never here. */
export const VeeamInstance = VeeamSettings.extend({
  instanceId: z.string(),
  vendor: z.literal("veeam"),
  rule: VeeamRule,
  /** When the console's connection to Pulse ends, as it said when it was last asked. */
  accessExpiresAt: z.string().optional(),
  activatedAt: Time,
  updatedAt: Time,
  /** The vendor asked for a pause: no call of this instance before. */
  throttledUntil: Time.optional(),
  /** The declared contract of the way `http`; its own part of the house parses it. */
  contract: z.unknown().optional(),
});

export type VeeamSettings = z.infer<typeof VeeamSettings>;
export type VeeamInstance = z.infer<typeof VeeamInstance>;
