import * as z from "zod";
import { NotReady, Rejected } from "../errors.ts";
import { Ordered } from "../onboarding/order-at-hand.ts";
import { step } from "../step.ts";
import { allOf, isBlind, seen, subscriptionWork } from "./subscription-work.ts";
import { veeamPorts, veeamWork } from "./veeam-work.ts";

/** Waits until a requested or reinstated subscription is Active: how long that takes, the vendor does not say (veeam-api.md, 5.4). */
export const awaitSubscription = step({
  name: "awaitSubscription",
  title: "Wait for subscription",
  reads: Ordered,
  gives: z.object({}),
  needs: [...veeamPorts],
  patience: { everySeconds: 15, attempts: 60, upToSeconds: 60 },
  run: async (ordered, ports, execution) => {
    const before = subscriptionWork(await veeamWork(ordered, ports, execution));
    if (before.wanted.wanted !== "active" && before.wanted.wanted !== "reinstated") return {};
    const work = await seen(before, ports);
    const { state, sent } = work.entry;
    if (state === "Active") return {};
    // Blind: only a person can tell, so this parks.
    if (isBlind(work)) await allOf(work, ports);
    if (state === "DuplicateCustomer") throw new Rejected("duplicateCustomer");
    if (state === "Canceled" || state === "PendingCancellation" || (state === "Terminated" && sent === undefined)) {
      throw new Rejected("subscriptionRefused", `it is ${state}`);
    }
    throw new NotReady(`the subscription is ${state}`);
  },
});
