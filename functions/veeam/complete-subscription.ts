import * as z from "zod";
import { Ordered } from "../onboarding/order-at-hand.ts";
import { stepTimesOf } from "../onboarding/step-times.ts";
import { withEntry } from "../onboarding/subscriptions.ts";
import { step } from "../step.ts";
import { completing } from "./completing.ts";
import { subscriptionEntry } from "./subscription-work.ts";

/** The last write: the subscription is as wanted, and its seats are kept for comparison (veeam-api.md, 14.5). */
export const completeSubscription = step({
  name: "completeSubscription",
  title: "Complete subscription",
  reads: Ordered.loose(),
  gives: z.object({}),
  needs: ["clock", "mappings"],
  run: async (state, ports, execution) =>
    completing(state.orderId, execution, ports, (mapping) => {
      const { entry, wanted } = subscriptionEntry(mapping);
      const { bssId: bssSubscriptionId, seats } = wanted;
      return {
        steps: stepTimesOf(state),
        disabled: false,
        subscriptions: withEntry(mapping, { ...entry, bssSubscriptionId, seats }),
      };
    }),
});
