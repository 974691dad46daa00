import type { CauseName } from "../../causes.ts";
import type { Clock } from "../../clock.ts";
import { NotReady, Rejected } from "../../errors.ts";
import type { ContractAnswer, ContractCalls } from "./contract-calls.ts";
import { type RegistrationContract, shownBy } from "./contract.ts";
import { requestIdOf } from "./ids.ts";
import type { Once, Operation } from "./port.ts";
import type { Values } from "./template.ts";

interface Change<Made> {
  readonly operation: Operation;
  readonly values: Values;
  readonly read: (answer: ContractAnswer) => Made;
  /** What an earlier try made; undefined: nothing. */
  readonly look: () => Promise<Made | undefined>;
}

export type ContractChange = <Made>(change: Change<Made>, once: Once) => Promise<Made>;

interface Needed {
  readonly contract: RegistrationContract;
  readonly call: ContractCalls;
  readonly clock: Clock;
}

/**
 * Makes a change once at a declared end point. Tried before: it is sent again with its key while the end point knows keys; else what
 * it made is looked for, and it is sent again only when that could be seen and is not there. Where nothing can be seen, a person looks.
 */
export const contractChange =
  ({ contract, call, clock }: Needed): ContractChange =>
  async ({ operation, values, read, look }, once) => {
    const declared = contract.operations[operation];
    if (declared === undefined) throw new Rejected("contractInvalid", `${operation} is not declared`);
    const reader = shownBy[operation];
    const canLook = reader !== undefined && contract.operations[reader] !== undefined;
    const age = once.sentAt === undefined ? undefined : clock.secondsSince(once.sentAt);
    if (age !== undefined && !(declared.repeat === "key" && age < contract.keySeconds)) {
      if (declared.repeat === "never" || !canLook) throw new Rejected("answerLost", operation);
      const found = await look();
      if (found !== undefined) return found;
      if (age < contract.settleSeconds) throw new NotReady(`${operation} may not be seen yet`);
    }
    const asked = await call(operation, declared, { values, key: requestIdOf(once, operation) });
    if (asked === "absent") throw new Rejected("tenantGone", operation);
    if (asked !== "exists") return read(asked);
    const found = canLook ? await look() : undefined;
    if (found === undefined) throw new Rejected(whenTaken[operation] ?? "vendorRefused", `${operation} answered that it exists`);
    return found;
  };

const whenTaken: { readonly [Name in Operation]?: CauseName } = {
  createCustomer: "customerExists",
  createReseller: "customerExists",
  register: "registrationRefused",
  requestSubscription: "subscriptionRefused",
  cancelSubscription: "subscriptionRefused",
  reinstateSubscription: "subscriptionRefused",
};
