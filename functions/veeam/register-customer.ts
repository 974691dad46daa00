import * as z from "zod";
import { Rejected } from "../errors.ts";
import { Ordered } from "../onboarding/order-at-hand.ts";
import type { Ports } from "../ports.ts";
import { step } from "../step.ts";
import type { RegistrationRequest } from "../vendors/veeam/port.ts";
import { Verified } from "./await-verification.ts";
import { detailsOf } from "./customer-details.ts";
import { answered, customerOf, onceOf, veeamPorts, veeamWork, type VeeamWork, wishOf } from "./veeam-work.ts";

const Registered = z.object({
  /** True: nothing was sent, the customer is registered already. */
  isRegistered: z.boolean(),
  registrationId: z.string().optional(),
  subscriptionIds: z.array(z.string()),
});

/** Registers the customer for Veeam Data Cloud, by the request of the instance's process; one that is registered already is adopted. */
export const registerCustomer = step({
  name: "registerCustomer",
  title: "Register for Veeam Data Cloud",
  reads: Ordered.extend({ awaitVerification: Verified }),
  gives: Registered,
  needs: [...veeamPorts],
  patience: { everySeconds: 15, attempts: 40, upToSeconds: 60 },
  run: async (state, ports, execution) => {
    const work = await veeamWork(state, ports, execution);
    const { mapping } = work;
    const { subscriptionIds = [], registration } = mapping;
    const { isRegistered, type, status, isVerified } = state.awaitVerification;
    // Once the BSS orders subscriptions, what it suspended or cancelled is not requested again by the way.
    const isOrdered = mapping.subscriptions !== undefined && mapping.onboardedAt !== undefined && mapping.disabled !== true;
    if (isRegistered || isOrdered || mapping.registered !== undefined)
      return { isRegistered: true, registrationId: registration?.id, subscriptionIds };
    // Ten minutes without an end are support's business, never a reason to send it again (veeam-api.md, 21.5).
    if (registration?.accepted === true) return { isRegistered: false, registrationId: registration.id, subscriptionIds };
    if (work.veeam.capabilities()[operationOf(work)] === "manual") return byPerson(work, isVerified, ports);
    if (type !== "EndCustomer" || status !== "Active") throw new Rejected("customerUnfit", `it is ${type}, ${status}`);
    if (registration === undefined) await ports.mappings.noteRegistration(mapping);
    try {
      return { isRegistered: false, ...(await send(work, isVerified, ports)) };
    } catch (error) {
      if (error instanceof Rejected && error.reason !== "otherAttemptRunning") await ports.mappings.settleRegistration(mapping);
      throw error;
    }
  },
});

const operationOf = ({ instance: { rule } }: VeeamWork) =>
  rule.process === "registrationRequest" ? ("register" as const) : ("requestSubscription" as const);

/** A person registers: the order waits with the form's exact values. */
const byPerson = async (work: VeeamWork, isVerified: boolean, ports: Pick<Ports, "mappings">): Promise<z.infer<typeof Registered>> => ({
  isRegistered: false,
  ...(await send(work, isVerified, ports)),
});

const send = async (work: VeeamWork, isVerified: boolean, ports: Pick<Ports, "mappings">) => {
  const { mapping, veeam, instance } = work;
  const { rule } = instance;
  const customer = customerOf(mapping);
  const { name } = mapping.account;
  // Of a verified customer the details are the vendor's own, and stay so.
  const details = isVerified ? undefined : detailsOf(mapping);
  const once = onceOf(mapping, "registerCustomer", mapping.registration?.at);
  if (rule.process === "registrationRequest") {
    const { registrationId } = await answered(
      work,
      await veeam.register({ customer, details, name, ...administratorOf(work) }, once),
      ports,
    );
    return { registrationId, subscriptionIds: [] };
  }
  const request = { customer, details, name, products: [rule.product], location: rule.location };
  const subscriptions = await answered(work, await veeam.requestSubscription(request, once), ports);
  const primaryFirst = subscriptions.toSorted((one, other) => Number(other.isPrimary) - Number(one.isPrimary));
  return { subscriptionIds: primaryFirst.map(({ subscriptionId }) => subscriptionId) };
};

/** The contact belongs to a customer managed registration alone (veeam-api.md, 4). */
const administratorOf = ({ mapping }: VeeamWork): Pick<RegistrationRequest, "administrator" | "contact"> => {
  const { administrator, contactFirstName: firstName, contactLastName: lastName, contactEmail: email } = wishOf(mapping);
  return administrator === "PartnerManaged" ? { administrator } : { administrator, contact: { firstName, lastName, email } };
};
