import * as z from "zod";
import { NotReady, Rejected } from "../errors.ts";
import { Ordered } from "../onboarding/order-at-hand.ts";
import { isOver } from "../onboarding/subscriptions.ts";
import type { Ports } from "../ports.ts";
import { step } from "../step.ts";
import { isSameProduct } from "../vendors/veeam/products.ts";
import { allOf, isBlind, note, refOf, seen, sendOnce, subscriptionWork, type SubscriptionWork } from "./subscription-work.ts";
import { takeVeeamWork, veeamPorts } from "./veeam-work.ts";

/**
 * Cancels the subscription where the order wants it suspended, cancelled, or of another product, and waits until it is over: there is
 * no suspension and no change of plan at the vendor but by a cancellation (veeam-api.md, 5.4, 5.5 and 8).
 */
export const endSubscription = step({
  name: "endSubscription",
  title: "Cancel subscription",
  reads: Ordered,
  gives: z.object({}),
  needs: [...veeamPorts, "machines"],
  patience: { everySeconds: 15, attempts: 40, upToSeconds: 60 },
  run: async (ordered, ports, execution) => {
    const work = subscriptionWork(await takeVeeamWork(ordered, ports, { execution, process: "change-veeam-subscription" }));
    if (mustEnd(work)) await end(await seen(work, ports), ports);
    return {};
  },
});

const mustEnd = ({ wanted, entry }: SubscriptionWork): boolean => {
  if (wanted.wanted === "kept" || wanted.wanted === "reinstated") return false;
  return wanted.wanted !== "active" || !isSameProduct(entry.product, wanted.product);
};

const end = async (work: SubscriptionWork, ports: Pick<Ports, "mappings" | "clock">): Promise<void> => {
  const { entry, wanted, veeam } = work;
  if (isOver(entry)) return;
  const { vendorId } = entry;
  if (vendorId === undefined) {
    if (entry.sent !== undefined && isBlind(work)) throw new Rejected("answerLost", "requestSubscription");
    // It was never requested, or the request is not to be seen at the vendor.
    const { sent: _, ...unsent } = entry;
    await note(work, { ...unsent, state: "Canceled" }, ports);
    return;
  }
  if (wanted.wanted === "suspended" && (entry.state === "New" || entry.state === "PendingProvisioning")) {
    throw new Rejected("subscriptionRefused", `it is ${entry.state}: cancelled now, it could not be reinstated`);
  }
  if (entry.state !== "PendingCancellation" && !(isBlind(work) && entry.sent?.operation === "cancelSubscription")) {
    const sent = await sendOnce(work, "cancelSubscription", (once) => veeam.cancelSubscription(refOf(work, vendorId), once), ports);
    work = sent.work;
  }
  // Blind: only a person can tell, so this parks.
  if (isBlind(work)) await allOf(work, ports);
  throw new NotReady("the subscription is not over yet");
};
