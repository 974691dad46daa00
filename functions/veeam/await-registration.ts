import * as z from "zod";
import { NotReady, Rejected } from "../errors.ts";
import { Ordered } from "../onboarding/order-at-hand.ts";
import type { Ports } from "../ports.ts";
import { step } from "../step.ts";
import type { Registration } from "../vendors/veeam/objects.ts";
import { deadlineSeconds, waitPatience } from "./patience.ts";
import { readRegistrationOf } from "./read-registration.ts";
import { supportCase } from "./support-case.ts";
import { answered, veeamPorts, veeamWork, type VeeamWork, waitForPerson } from "./veeam-work.ts";

const Reads = Ordered.extend({
  registerCustomer: z.looseObject({
    isRegistered: z.boolean(),
    registrationId: z.string().optional(),
    subscriptionIds: z.array(z.string()),
  }),
});

/** Waits until the customer is registered: 10 minutes by the clock; then the order is parked for support, and nothing is sent again. */
export const awaitRegistration = step({
  name: "awaitRegistration",
  title: "Wait for registration",
  reads: Reads,
  gives: z.object({ subscriptionIds: z.array(z.string()) }),
  needs: [...veeamPorts],
  patience: waitPatience,
  run: async (state, ports, execution) => {
    const work = await veeamWork(state, ports, execution);
    const { isRegistered, registrationId, subscriptionIds } = state.registerCustomer;
    if (isRegistered) return { subscriptionIds };
    const registration = await answered(work, await readRegistrationOf(work, registrationId), ports);
    const seen = registration.subscriptions.map(({ subscriptionId }) => subscriptionId);
    if (registration.state === "Registered") return { subscriptionIds: subscriptionIds.length > 0 ? subscriptionIds : seen };
    return unregistered(work, registration, registrationId, ports);
  },
});

const unregistered = async (
  work: VeeamWork,
  { state }: Registration,
  registrationId: string | undefined,
  ports: Pick<Ports, "mappings" | "clock">,
): Promise<never> => {
  const { mapping } = work;
  if (state === "Duplicate") throw new Rejected("duplicateCustomer");
  if (state === "Rejected") throw new Rejected("vendorRefused", "the registration was refused");
  const { at = mapping.order.acceptedAt } = mapping.registration ?? {};
  const isOver = state === "TimedOut" || state === "SupportRequired";
  if (!isOver && ports.clock.secondsSince(at) < deadlineSeconds) throw new NotReady("the customer is not registered yet");
  await ports.mappings.acceptRegistration(mapping, registrationId);
  return waitForPerson(mapping, supportCase(work, ports.clock.now()), "supportNeeded", ports);
};
