import * as z from "zod";
import { NotReady, Rejected } from "../errors.ts";
import { Ordered } from "../onboarding/order-at-hand.ts";
import { step } from "../step.ts";
import type { Customer } from "../vendors/veeam/objects.ts";
import { CustomerStatus, CustomerType } from "../vendors/veeam/objects.ts";
import { detailsOf, missingDetails } from "./customer-details.ts";
import { deadlineSeconds, waitPatience } from "./patience.ts";
import { customerOf, veeamPorts, veeamWork, type VeeamWork } from "./veeam-work.ts";

/** What is known of the customer when its verification is over: statuses, no data. */
export const Verified = z.object({
  type: CustomerType,
  status: CustomerStatus,
  /** False: the registration must carry the account's own details. */
  isVerified: z.boolean(),
  isRegistered: z.boolean(),
});

/** Waits until Veeam has verified the customer or given up on it: 10 minutes by the clock, from when it accepted the customer. */
export const awaitVerification = step({
  name: "awaitVerification",
  title: "Wait for verification",
  reads: Ordered,
  gives: Verified,
  needs: [...veeamPorts],
  patience: waitPatience,
  run: async (state, ports, execution) => {
    const work = await veeamWork(state, ports, execution);
    const { mapping, veeam } = work;
    if (mapping.account.role === "reseller" || mapping.registered !== undefined) return settled;
    // A person who made the customer has seen it in Pulse; nobody else can look.
    if (veeam.capabilities().readCustomer === "manual") return { ...settled, isVerified: false, isRegistered: false };
    const outcome = await veeam.readCustomer(customerOf(mapping), true);
    if (outcome.by === "person") return { ...settled, isVerified: false, isRegistered: false };
    const customer = outcome.answer;
    const isPending = customer.status === "Pending" || customer.verification === "Pending";
    if (isPending && ports.clock.secondsSince(mapping.tenantAt ?? mapping.order.acceptedAt) < deadlineSeconds) {
      throw new NotReady("the vendor is still verifying the customer");
    }
    return judged(work, customer, isPending);
  },
});

const settled = { type: "EndCustomer", status: "Active", isVerified: true, isRegistered: true } as const;

const judged = ({ mapping }: VeeamWork, customer: Customer, isPending: boolean): z.infer<typeof Verified> => {
  const { type, status, verification, vdcRegistered } = customer;
  if (isPending) throw new Rejected("tookTooLong", "the vendor did not verify the customer within 10 minutes");
  if (status === "Failed" || status === "Inactive") throw new Rejected("customerUnfit", `its status is ${status}`);
  const isVerified = verification === "Verified";
  const isRegistered = vdcRegistered === true;
  if (!isVerified && !isRegistered) {
    const missing = missingDetails(detailsOf(mapping));
    if (missing.length > 0) throw new Rejected("detailsMissing", missing.join("; "));
  }
  return { type, status, isVerified, isRegistered };
};
