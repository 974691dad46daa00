import * as z from "zod";
import { Time } from "../clock.ts";

/** What was used of one offering item on one storage, in the vendor's units. */
export const UsedItem = z.object({
  applicationId: z.string(),
  name: z.string(),
  usageName: z.string(),
  edition: z.string(),
  measurementUnit: z.string(),
  infraId: z.string().optional(),
  value: z.number(),
});

/** What an account's tenant used in one month, as it was last seen. */
export const UsageRow = z.object({
  instanceId: z.string(),
  applicationId: z.string(),
  accountId: z.string(),
  tenantId: z.string(),
  /** `yyyy-mm`, UTC. */
  month: z.string(),
  takenAt: Time,
  items: z.array(UsedItem),
});

export type UsedItem = z.infer<typeof UsedItem>;
export type UsageRow = z.infer<typeof UsageRow>;
