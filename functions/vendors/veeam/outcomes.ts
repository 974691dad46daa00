import * as byHand from "./by-person.ts";
import type { MachineWay } from "./machine.ts";
import type { Capabilities, Operation, Outcome, Veeam, Way } from "./port.ts";
import * as subscriptionsByHand from "./subscriptions-by-person.ts";
import type { WorkItem } from "./work-item.ts";

type Machines = Readonly<Record<Way, MachineWay>>;

/** Each operation goes its way; where that way has none, a person does it. */
export function outcomesBy(capabilities: Capabilities, machines: Machines): Veeam {
  const by = async <Answer>(
    operation: Operation,
    machine: (way: MachineWay) => Promise<Answer> | undefined,
    workItem: () => WorkItem,
  ): Promise<Outcome<Answer>> => {
    const done = machine(machines[capabilities[operation]]);
    return done === undefined ? { by: "person", workItem: workItem() } : { by: "machine", answer: await done };
  };
  return {
    capabilities: () => capabilities,
    checkAccess: async () => machines.vspc.checkAccess?.(),
    findCustomer: (one) =>
      by(
        "findCustomer",
        (way) => way.findCustomer?.(one),
        () => byHand.findByHand(one),
      ),
    createCustomer: (one, once) =>
      by(
        "createCustomer",
        (way) => way.createCustomer?.(one, once),
        () => byHand.createByHand(one),
      ),
    createReseller: (one, once) =>
      by(
        "createReseller",
        (way) => way.createReseller?.(one, once),
        () => byHand.createResellerByHand(one),
      ),
    readCustomer: (one, fresh) =>
      by(
        "readCustomer",
        (way) => way.readCustomer?.(one, fresh),
        () => byHand.readByHand(one),
      ),
    completeDetails: (one, details, once) =>
      by(
        "completeDetails",
        (way) => way.completeDetails?.(one, details, once),
        () => byHand.completeByHand(one, details),
      ),
    register: (one, once) =>
      by(
        "register",
        (way) => way.register?.(one, once),
        () => byHand.registerByHand(one),
      ),
    readRegistration: (one, id) =>
      by(
        "readRegistration",
        (way) => way.readRegistration?.(one, id),
        () => byHand.readRegistrationByHand(one),
      ),
    requestSubscription: (one, once) =>
      by(
        "requestSubscription",
        (way) => way.requestSubscription?.(one, once),
        () => subscriptionsByHand.requestByHand(one),
      ),
    readSubscriptions: (one) =>
      by(
        "readSubscriptions",
        (way) => way.readSubscriptions?.(one),
        () => subscriptionsByHand.readSubscriptionsByHand(one),
      ),
    cancelSubscription: (one, once) =>
      by(
        "cancelSubscription",
        (way) => way.cancelSubscription?.(one, once),
        () => subscriptionsByHand.cancelByHand(one),
      ),
    reinstateSubscription: (one, once) =>
      by(
        "reinstateSubscription",
        (way) => way.reinstateSubscription?.(one, once),
        () => subscriptionsByHand.reinstateByHand(one),
      ),
    monthlyUsages: (months) =>
      by(
        "monthlyUsages",
        (way) => way.monthlyUsages?.(months),
        () => subscriptionsByHand.usagesByHand(months),
      ),
  };
}
