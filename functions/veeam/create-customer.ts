import * as z from "zod";
import { NotReady, Rejected } from "../errors.ts";
import { Ordered } from "../onboarding/order-at-hand.ts";
import type { Ports } from "../ports.ts";
import { step } from "../step.ts";
import type { CustomerRef } from "../vendors/veeam/objects.ts";
import { newCustomerOf } from "./customer-details.ts";
import { findCustomer } from "./find-customer.ts";
import { answered, onceOf, takeVeeamWork, veeamPorts, type VeeamWork } from "./veeam-work.ts";

/** The account's customer in Pulse: the one that we know, else the one with our marker, else an existing one, else a new one. */
export const createCustomer = step({
  name: "createCustomer",
  title: "Find or create customer",
  reads: Ordered,
  gives: z.object({ tenantId: z.string() }),
  needs: [...veeamPorts, "machines"],
  patience: { everySeconds: 15, attempts: 40, upToSeconds: 60 },
  run: async (ordered, ports, execution) => {
    const work = await takeVeeamWork(ordered, ports, { execution, process: "onboard-veeam" });
    const { tenantId, account } = work.mapping;
    if (tenantId !== undefined) return { tenantId };
    const found = account.role === "reseller" ? undefined : await findCustomer(work, ports);
    return { tenantId: await noted(work, found ?? (await create(work, ports)), ports) };
  },
});

/** Intent written, request sent, id written. What a lost answer made is found again by request id or marker. */
const create = async (work: VeeamWork, ports: Pick<Ports, "mappings" | "clock">): Promise<CustomerRef> => {
  const { mapping, veeam, instance } = work;
  const isReseller = mapping.account.role === "reseller";
  const way = veeam.capabilities()[isReseller ? "createReseller" : "createCustomer"];
  // What a person does needs no intent: nothing is sent.
  if (way !== "manual" && mapping.intent === undefined) await ports.mappings.noteIntent(mapping, mapping.account.name);
  const once = onceOf(mapping, "createCustomer", mapping.intent?.at);
  const { parentTenantId } = mapping.account;
  const resellerUid = parentTenantId === instance.providerId ? undefined : parentTenantId;
  const customer = newCustomerOf(mapping, false, resellerUid);
  try {
    const outcome = isReseller ? await veeam.createReseller(customer, once) : await veeam.createCustomer(customer, once);
    return await answered(work, outcome, ports);
  } catch (error) {
    // Only a clear no settles the intent: after a lost answer the customer may be there.
    if (way !== "manual" && error instanceof Rejected && error.reason !== "otherAttemptRunning") await ports.mappings.settleIntent(mapping);
    throw error;
  }
};

const noted = async ({ mapping }: VeeamWork, ref: CustomerRef, { mappings }: Pick<Ports, "mappings">): Promise<string> => {
  const tenantId = mapping.account.role === "reseller" ? ref.companyUid : ref.tenantId;
  if (tenantId === undefined) throw new NotReady("the vendor has not given the customer its id yet");
  await mappings.noteCustomer(mapping, { ...ref, tenantId }, mapping.account.name);
  return tenantId;
};
