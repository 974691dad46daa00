import * as z from "zod";
import { Time } from "../clock.ts";
import { SubscriptionState } from "../vendors/veeam/objects.ts";

/** A subscription of an account as its row knows it (veeam-api.md, 5). */
export const SubscriptionEntry = z.object({
  /** Ours, as the BSS was told it. */
  subscriptionId: z.string(),
  bssSubscriptionId: z.string(),
  product: z.string(),
  /** Kept for comparison with the usage. */
  seats: z.string(),
  /** The vendor's number, once there is one: `SR-00175`. */
  vendorId: z.string().optional(),
  /** As it was last seen, or as a person said. */
  state: SubscriptionState,
  /** Since when it is known to be terminated: it can be reinstated for 30 days (5.4). */
  endedAt: Time.optional(),
  /** Said before a change is sent, and taken back when its end is known; the order names it at the vendor. */
  sent: z.object({ operation: z.string(), orderId: z.string(), at: Time }).optional(),
});

export type SubscriptionEntry = z.infer<typeof SubscriptionEntry>;
