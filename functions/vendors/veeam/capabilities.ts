import { consoleOperations } from "./by-console.ts";
import type { RegistrationContract } from "./contract.ts";
import { type Capabilities, type Operation, operations, type VeeamInstance, type Way } from "./port.ts";

/**
 * Which way each operation of an instance goes: what its rule says, else its registration way. A way that cannot do it leaves it to
 * the other machine, and at last to a person: nothing public registers a customer or reads its registration (veeam-api.md, 1).
 */
export function capabilitiesOf(
  { registrationWay, rule, console }: Pick<VeeamInstance, "registrationWay" | "rule" | "console">,
  contract: RegistrationContract | undefined,
): Capabilities {
  const canDo = (way: Way, operation: Operation): boolean => {
    switch (way) {
      case "vspc":
        return console !== undefined && byConsole.has(operation);
      case "http":
        return contract?.operations[operation] !== undefined;
      case "manual":
        return true;
    }
  };
  const wayOf = (operation: Operation): Way => {
    const said = rule.ways[operation];
    if (said !== undefined) return canDo(said, operation) ? said : "manual";
    // Who works by hand has no console to create in; what can be read is read all the same.
    if (registrationWay === "manual") return readings.has(operation) && canDo("vspc", operation) ? "vspc" : "manual";
    return [registrationWay, "vspc" as const, "http" as const].find((way) => canDo(way, operation)) ?? "manual";
  };
  return {
    findCustomer: wayOf("findCustomer"),
    createCustomer: wayOf("createCustomer"),
    createReseller: wayOf("createReseller"),
    readCustomer: wayOf("readCustomer"),
    completeDetails: wayOf("completeDetails"),
    register: wayOf("register"),
    readRegistration: wayOf("readRegistration"),
    requestSubscription: wayOf("requestSubscription"),
    readSubscriptions: wayOf("readSubscriptions"),
    cancelSubscription: wayOf("cancelSubscription"),
    reinstateSubscription: wayOf("reinstateSubscription"),
    monthlyUsages: wayOf("monthlyUsages"),
  };
}

/** Ways of a rule that cannot be gone, for whoever saves it. */
export const problemsOfWays = (
  instance: Pick<VeeamInstance, "registrationWay" | "rule" | "console">,
  contract: RegistrationContract | undefined,
): readonly string[] =>
  operations.flatMap((operation) => {
    const said = instance.rule.ways[operation];
    if (said === undefined || capabilitiesOf(instance, contract)[operation] === said) return [];
    return [
      `${operation} cannot go the way ${said}: ${said === "vspc" ? "the console's API has none, or no console is set" : "the contract does not declare it"}`,
    ];
  });

const byConsole = new Set<Operation>(consoleOperations);
const readings = new Set<Operation>(["readRegistration", "monthlyUsages"]);
