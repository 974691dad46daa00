import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import { type ContractCalls, unreadable } from "./contract-calls.ts";
import { detailValues, newCustomerValues, personValues } from "./contract-objects.ts";
import { contractChange } from "./contract-once.ts";
import { contractReads } from "./contract-reads.ts";
import type { RegistrationContract } from "./contract.ts";
import { isSameTenant } from "./ids.ts";
import type { MachineWay } from "./machine.ts";
import type { Customer, CustomerRef, Subscription } from "./objects.ts";
import type { CustomerQuery, NewCustomer, Once, SubscriptionRef } from "./port.ts";
import { plain } from "./spellings.ts";

/** Veeam through the end point that a contract declares (veeam-api.md, 14.3). Operations that it does not declare are missing. */
export function byContract(contract: RegistrationContract, call: ContractCalls, clock: Clock): MachineWay {
  const reads = contractReads(contract, call);
  const change = contractChange({ contract, call, clock });

  const create =
    (operation: "createCustomer" | "createReseller") =>
    (made: NewCustomer, once: Once): Promise<CustomerRef> =>
      change(
        {
          operation,
          values: newCustomerValues(made),
          read: ({ fields: { tenantId, companyUid } }) => {
            if (tenantId === undefined && companyUid === undefined) throw unreadable(operation, "tenantId");
            return { marker: made.marker, tenantId, companyUid };
          },
          look: async () => {
            const { marker, details } = made;
            const ours = (await reads.customers({ ...details, marker })).filter((one) => one.marker === marker);
            if (ours.length > 1) throw new Rejected("manyTenants", operation);
            const [own] = ours;
            return own && { marker, tenantId: own.tenantId, companyUid: own.companyUid };
          },
        },
        once,
      );

  const turn =
    (operation: "cancelSubscription" | "reinstateSubscription", done: readonly Subscription["state"][]) =>
    ({ customer, subscriptionId, product }: SubscriptionRef, once: Once): Promise<null> =>
      change(
        {
          operation,
          values: { ...customer, subscriptionId, product },
          read: () => null,
          look: async () => {
            const own = (await reads.subscriptions(customer)).find((one) => one.subscriptionId === subscriptionId);
            return own !== undefined && done.includes(own.state) ? null : undefined;
          },
        },
        once,
      );

  return only(contract, {
    findCustomer: async (wanted) => {
      const found = await reads.customers(wanted);
      const ours = found.filter(({ marker }) => marker === wanted.marker);
      return { ours, alike: ours.length > 0 ? [] : found.filter((one) => isAlike(one, wanted)) };
    },
    createCustomer: create("createCustomer"),
    createReseller: create("createReseller"),
    readCustomer: reads.customer,
    completeDetails: async (customer, details) => {
      const declared = contract.operations.completeDetails;
      if (declared === undefined) throw new Rejected("contractInvalid", "completeDetails is not declared");
      // To write the same details twice does no harm.
      const asked = await call("completeDetails", declared, { values: { ...customer, ...detailValues(details) } });
      if (asked === "absent") throw new Rejected("tenantGone", "completeDetails");
      return null;
    },
    register: ({ customer, details, name, administrator, contact }, once) =>
      change(
        {
          operation: "register",
          values: {
            name,
            ...detailValues(details),
            ...customer,
            administrator,
            administratorLabel: administrator === "CustomerManaged" ? "Customer Managed" : "Partner Managed",
            ...personValues(contact),
          },
          read: ({ fields: { registrationId } }) => {
            const { answer, location } = contract.operations.register ?? { answer: {} };
            const isDeclared = "registrationId" in answer || location === "registrationId";
            // A success without the number that it should have may be one that did nothing.
            if (isDeclared && registrationId === undefined) throw unreadable("register", "registrationId");
            return { registrationId };
          },
          look: async () => {
            const { state, registrationId } = await reads.registration(customer);
            return state === "NotRegistered" ? undefined : { registrationId };
          },
        },
        once,
      ),
    readRegistration: reads.registration,
    requestSubscription: ({ customer, details, name, products, location, partnerContact }, once) =>
      change(
        {
          operation: "requestSubscription",
          values: {
            name,
            ...detailValues(details),
            ...customer,
            product: products[0],
            products,
            location,
            ...personValues(partnerContact),
          },
          read: (answer) => reads.subscriptionsIn("requestSubscription", answer),
          look: async () => {
            const open = (await reads.subscriptions(customer)).filter((one) => products.includes(one.product) && isOpen(one));
            return open.length === 0 ? undefined : open;
          },
        },
        once,
      ),
    readSubscriptions: reads.subscriptions,
    cancelSubscription: turn("cancelSubscription", ["PendingCancellation", "Terminated", "Canceled"]),
    reinstateSubscription: turn("reinstateSubscription", ["PendingReinstatement", "Active"]),
    monthlyUsages: reads.usages,
  });
}

const isOpen = ({ state }: Subscription): boolean => !["Terminated", "Canceled", "DuplicateCustomer"].includes(state);

const isAlike = (one: Customer, { tenantId, name, domain }: CustomerQuery): boolean =>
  isSameTenant(one.tenantId, tenantId) ||
  plain(one.name) === plain(name) ||
  (domain !== "" && one.details?.domain.toLowerCase() === domain.toLowerCase());

/** The operations that the contract declares. */
const only = (contract: RegistrationContract, way: MachineWay): MachineWay =>
  Object.fromEntries(Object.entries(way).filter(([name]) => Object.hasOwn(contract.operations, name)));
