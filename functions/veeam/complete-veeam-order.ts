import * as z from "zod";
import { Ordered } from "../onboarding/order-at-hand.ts";
import { stepTimesOf } from "../onboarding/step-times.ts";
import { step } from "../step.ts";
import { checklistOf } from "./checklist.ts";
import { completing } from "./completing.ts";
import { wishOf } from "./veeam-work.ts";

const Reads = Ordered.extend({ awaitRegistration: z.looseObject({ subscriptionIds: z.array(z.string()) }) }).loose();

/** The last write: the order is done, with what stays for the provider to do by hand. */
export const completeVeeamOrder = step({
  name: "completeVeeamOrder",
  title: "Complete order with checklist",
  reads: Reads,
  gives: z.object({}),
  needs: ["clock", "mappings"],
  run: async (state, ports, execution) =>
    completing(state.orderId, execution, ports, (mapping) => {
      const { subscriptionIds } = state.awaitRegistration;
      return {
        steps: stepTimesOf(state),
        disabled: false,
        checklist: mapping.account.role === "reseller" ? [] : checklistOf(wishOf(mapping)),
        subscriptionIds: subscriptionIds.length > 0 ? subscriptionIds : mapping.subscriptionIds,
      };
    }),
});
