import type { Registration, RegistrationState, Subscription } from "../vendors/veeam/objects.ts";
import type { Outcome } from "../vendors/veeam/port.ts";
import { customerOf, type VeeamWork } from "./veeam-work.ts";

/** Whether the customer is registered, by the instance's process: by its registration, or by its subscription (veeam-api.md, 2 and 5.4). */
export const readRegistrationOf = async (
  { mapping, instance, veeam }: VeeamWork,
  registrationId?: string,
): Promise<Outcome<Registration>> => {
  const customer = customerOf(mapping);
  const { readSubscriptions } = veeam.capabilities();
  if (instance.rule.process === "registrationRequest" || readSubscriptions === "manual")
    return veeam.readRegistration(customer, registrationId);
  const outcome = await veeam.readSubscriptions(customer);
  if (outcome.by === "person") return outcome;
  const asked = outcome.answer.filter(({ product }) => product === instance.rule.product);
  const subscriptions = asked.length > 0 ? asked : outcome.answer;
  return { by: "machine", answer: { state: stateOf(subscriptions), seenIn: "registration", subscriptions: [...subscriptions] } };
};

const stateOf = (subscriptions: readonly Subscription[]): RegistrationState => {
  const states = subscriptions.map(({ state }) => state);
  if (states.includes("Active")) return "Registered";
  if (states.includes("DuplicateCustomer")) return "Duplicate";
  return states.length > 0 ? "Submitted" : "NotRegistered";
};
