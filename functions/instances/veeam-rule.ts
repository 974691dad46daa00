import * as z from "zod";
import { operations, ways } from "../vendors/veeam/port.ts";

/** The standard rule of a Veeam instance: which of the vendor's two processes it follows, and where it goes another way. */
export const VeeamRule = z.strictObject({
  /** The registration request of the older guide, or the subscription request that came after it (veeam-api.md, 2). */
  process: z.enum(["registrationRequest", "subscriptionRequest"]).default("registrationRequest"),
  /** The product that a new customer's subscription request asks for (veeam-api.md, 5.1). */
  product: z.string().trim().min(1).max(100).default("VDC for Microsoft 365 Foundation"),
  /** Site-reporting partners only; empty without (veeam-api.md, 5.2). */
  location: z.string().trim().max(100).default(""),
  /** What to do with a customer of the same name and domain that Pulse has already and that carries no marker of ours. */
  existingCustomer: z.enum(["link", "park"]).default("link"),
  /** Operations that go another way than the registration way's own. */
  ways: z.partialRecord(z.enum(operations), z.enum(ways)).default({}),
});

export type VeeamRule = z.infer<typeof VeeamRule>;

export const standardVeeamRule: VeeamRule = VeeamRule.parse({});
