import * as z from "zod";
import { Ordered } from "../onboarding/order-at-hand.ts";
import { stepTimesOf } from "../onboarding/step-times.ts";
import { step } from "../step.ts";
import { removalChecklist } from "./checklist.ts";
import { completing } from "./completing.ts";

/** The last write of a removal: the order is done, with the support case that takes the customer off. */
export const completeRemoval = step({
  name: "completeRemoval",
  title: "Complete removal with checklist",
  reads: Ordered.loose(),
  gives: z.object({}),
  needs: ["clock", "mappings"],
  run: async (state, ports, execution) =>
    completing(state.orderId, execution, ports, (mapping) => ({
      steps: stepTimesOf(state),
      disabled: true,
      checklist: removalChecklist(mapping),
    })),
});
