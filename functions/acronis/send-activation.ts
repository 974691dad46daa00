import * as z from "zod";
import { acronisPorts, acronisWork, Ordered } from "../onboarding/order-at-hand.ts";
import { step } from "../step.ts";

/** Has Acronis mail the administrator the activation link; the mail is only queued (acronis-api.md, 7.2). */
export const sendActivation = step({
  name: "sendActivation",
  title: "Send activation",
  reads: Ordered.extend({ createAdministrator: z.object({ administratorId: z.string(), invite: z.boolean() }) }),
  gives: z.object({ sent: z.boolean() }),
  needs: [...acronisPorts],
  run: async (state, ports, execution) => {
    const { acronis } = await acronisWork(state, ports, execution);
    const { administratorId, invite } = state.createAdministrator;
    if (invite) await acronis.sendActivation(administratorId);
    return { sent: invite };
  },
});
