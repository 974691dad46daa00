import { Rejected } from "../../errors.ts";
import { type ContractAnswer, type ContractCalls, type Fields, unreadable } from "./contract-calls.ts";
import { customerIn, registrationIn, subscriptionIn, usageLineIn } from "./contract-objects.ts";
import type { HttpOperation, RegistrationContract } from "./contract.ts";
import type { Customer, CustomerRef, Registration, Subscription, UsageLine } from "./objects.ts";
import type { CustomerQuery, Months, Operation } from "./port.ts";

/** What can be read through a declared end point. */
export interface ContractReads {
  customers(wanted: CustomerQuery): Promise<readonly Customer[]>;
  customer(customer: CustomerRef): Promise<Customer>;
  registration(customer: CustomerRef, registrationId?: string): Promise<Registration>;
  subscriptions(customer: CustomerRef): Promise<readonly Subscription[]>;
  usages(months: Months): Promise<readonly UsageLine[]>;
  subscriptionsIn(operation: Operation, answer: ContractAnswer): readonly Subscription[];
}

export function contractReads(contract: RegistrationContract, call: ContractCalls): ContractReads {
  const declaredOf = (operation: Operation): HttpOperation => {
    const declared = contract.operations[operation];
    if (declared === undefined) throw new Rejected("contractInvalid", `${operation} is not declared`);
    return declared;
  };
  const ask = (operation: Operation, values: Readonly<Record<string, string | undefined>>) =>
    call(operation, declaredOf(operation), { values });
  const subscriptionsIn = (operation: Operation, answer: ContractAnswer): readonly Subscription[] =>
    every(operation, answer, (fields) => subscriptionIn(fields, declaredOf(operation).maps));

  return {
    customers: async (wanted) => {
      const declared = declaredOf("findCustomer");
      const values = { ...wanted, countryLower: wanted.country.toLowerCase() };
      const found = async (query?: HttpOperation["query"]) => {
        const asked = await call("findCustomer", declared, { values, query });
        return typeof asked === "string" ? [] : every("findCustomer", asked, (fields) => customerIn(fields, declared.maps));
      };
      const first = await found();
      if (declared.alikeQuery === undefined || first.some(({ marker }) => marker === wanted.marker)) return first;
      return [...first, ...(await found(declared.alikeQuery))];
    },
    customer: async (customer) => {
      const asked = await ask("readCustomer", { ...customer });
      if (typeof asked === "string") throw new Rejected("tenantGone", "readCustomer");
      const read = asked.fields["status"] === undefined ? undefined : customerIn(asked.fields, declaredOf("readCustomer").maps);
      if (read === undefined) throw unreadable("readCustomer", "status");
      return {
        ...read,
        marker: read.marker === "" ? customer.marker : read.marker,
        tenantId: read.tenantId ?? customer.tenantId,
        companyUid: read.companyUid ?? customer.companyUid,
      };
    },
    registration: async (customer, registrationId) => {
      const asked = await ask("readRegistration", { ...customer, registrationId });
      const { maps } = declaredOf("readRegistration");
      const all = typeof asked === "string" ? [] : asked.items;
      if (all.some(({ state }) => state === undefined)) throw unreadable("readRegistration", "state");
      const read = all.map((fields) => registrationIn(fields, maps));
      // A customer that is registered by any of them is registered; else the one that was asked for, or the last.
      return (
        read.find(({ state }) => state === "Registered") ??
        read.find((one) => one.registrationId !== undefined && one.registrationId === registrationId) ??
        read.at(-1) ?? { state: "NotRegistered", seenIn: "registration", subscriptions: [] }
      );
    },
    subscriptions: async (customer) => {
      const asked = await ask("readSubscriptions", { ...customer });
      return typeof asked === "string" ? [] : subscriptionsIn("readSubscriptions", asked);
    },
    usages: async (months) => {
      const asked = await ask("monthlyUsages", { ...months });
      return typeof asked === "string" ? [] : every("monthlyUsages", asked, usageLineIn);
    },
    subscriptionsIn,
  };
}

/** Each of the list, read; one that cannot be read spoils the answer, since a list without it would be a lie. */
const every = <Item>(operation: Operation, { items }: ContractAnswer, read: (fields: Fields) => Item | undefined): readonly Item[] =>
  items.map((fields) => {
    const item = read(fields);
    if (item === undefined) throw unreadable(operation, "list");
    return item;
  });
