import { type SubscriptionNotes, withEntry } from "../onboarding/subscriptions.ts";
import type { MappingTable } from "./mapping-table.ts";

/** What rows note of an account's subscriptions. */
export const mappingSubscriptions = ({ fenced }: MappingTable): SubscriptionNotes => ({
  noteSubscription: async (mapping, entry) => {
    const subscriptions = withEntry(mapping, entry);
    await fenced(mapping, { set: { subscriptions } });
    return { ...mapping, subscriptions };
  },
});
