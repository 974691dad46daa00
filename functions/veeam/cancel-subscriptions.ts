import * as z from "zod";
import { Rejected } from "../errors.ts";
import { Ordered } from "../onboarding/order-at-hand.ts";
import { step } from "../step.ts";
import type { SubscriptionState } from "../vendors/veeam/objects.ts";
import { answered, customerOf, onceOf, takeVeeamWork, veeamPorts } from "./veeam-work.ts";

/** From these a subscription can be cancelled (veeam-api.md, 5.4). */
const cancellable: ReadonlySet<SubscriptionState> = new Set(["New", "PendingProvisioning", "Active", "PendingReinstatement"]);

/** Cancels what can be cancelled of a customer; the rest is a support case, which the order's checklist tells. */
export const cancelSubscriptions = step({
  name: "cancelSubscriptions",
  title: "Cancel subscriptions",
  reads: Ordered,
  gives: z.object({ cancelled: z.int() }),
  needs: [...veeamPorts, "machines"],
  patience: { everySeconds: 15, attempts: 40, upToSeconds: 60 },
  run: async (ordered, ports, execution) => {
    const work = await takeVeeamWork(ordered, ports, { execution, process: "disable-veeam" });
    const { mapping, veeam, instance } = work;
    if (mapping.tenantId === undefined) throw new Rejected("notSynchronised");
    const { cancelSubscription, readSubscriptions } = veeam.capabilities();
    // The older process has no subscriptions; and what a person does is in the checklist.
    if (instance.rule.process === "registrationRequest" || cancelSubscription === "manual" || readSubscriptions === "manual") {
      return { cancelled: 0 };
    }
    const customer = customerOf(mapping);
    const { name } = mapping.account;
    const live = (await answered(work, await veeam.readSubscriptions(customer), ports)).filter(({ state }) => cancellable.has(state));
    for (const { subscriptionId, product } of live) {
      const once = onceOf(mapping, `cancel ${subscriptionId}`);
      await answered(work, await veeam.cancelSubscription({ customer, name, subscriptionId, product }, once), ports);
    }
    return { cancelled: live.length };
  },
});
