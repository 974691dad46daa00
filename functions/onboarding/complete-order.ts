import * as z from "zod";
import { Rejected } from "../errors.ts";
import { step } from "../step.ts";
import { Ordered, orderOf } from "./order-at-hand.ts";
import { stepTimesOf } from "./step-times.ts";

const Reads = Ordered.extend({
  createAdministrator: z.looseObject({ administratorId: z.string() }).optional(),
}).loose();

/** The last write: the order is done, with its administrator and every step's times. */
export const completeOrder = step({
  name: "completeOrder",
  title: "Complete order",
  reads: Reads,
  gives: z.object({}),
  needs: ["clock", "mappings"],
  run: async (state, { mappings }, execution) => {
    const mapping = await orderOf(state.orderId, { mappings }, execution);
    const { order } = mapping;
    if (order.execution !== execution) throw new Rejected("otherAttemptRunning");
    // The answer to our own write may have been lost.
    if (order.status === "done") return {};
    await mappings.complete(mapping, {
      steps: stepTimesOf(state),
      administratorId: state.createAdministrator?.administratorId,
      disabled: order.process === "disable-acronis",
    });
    return {};
  },
});
