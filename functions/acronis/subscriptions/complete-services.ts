import * as z from "zod";
import { Rejected } from "../../errors.ts";
import { orderOf } from "../../onboarding/order-at-hand.ts";
import { stepTimesOf } from "../../onboarding/step-times.ts";
import { step } from "../../step.ts";
import { completionAfter } from "./entry-after.ts";
import { outcomeOf, ServicesState } from "./services-state.ts";
import { wishOf } from "./weigh-services.ts";

/** The last write: the subscription as it is now, and what is kept of the items that are still named. */
export const completeServices = step({
  name: "completeServices",
  title: "Complete services",
  reads: ServicesState.loose(),
  gives: z.object({}),
  needs: ["clock", "mappings"],
  run: async (state, { clock, mappings }, execution) => {
    const mapping = await orderOf(state.orderId, { mappings }, execution);
    const { order } = mapping;
    if (order.execution !== execution) throw new Rejected("otherAttemptRunning");
    // The answer to our own write may have been lost.
    if (order.status === "done") return {};
    const services = completionAfter(mapping, wishOf(mapping), outcomeOf(state), clock.now());
    await mappings.complete(mapping, { steps: stepTimesOf(state), disabled: false, services });
    return {};
  },
});
