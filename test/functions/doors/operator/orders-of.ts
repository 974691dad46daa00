import type { CauseName } from "../../../../functions/causes.ts";
import type { Account } from "../../../../functions/onboarding/account.ts";
import type { Mapping } from "../../../../functions/onboarding/mapping.ts";
import { instanceId, type OpenDoor } from "./an-operator-door.ts";

export const applicationId = "9b0f6b3e-6f0b-4f5f-8b58-0f3d6c1b2a90";

/** Words that no answer may hold. */
export const people = ["Ada", "Quantum Bakery", "ada.login", "ada@example.com", "Baker Street"] as const;

const account: Account = {
  role: "customer",
  name: "Quantum Bakery",
  code: "QB-7",
  login: "ada.login",
  email: "ada@example.com",
  firstName: "Ada",
  lastName: "Lovelace",
  phone: "+44 20 7946 0000",
  fax: "",
  website: "",
  address1: "1 Baker Street",
  address2: "",
  city: "London",
  postCode: "NW1",
  state: "",
  country: "GB",
  parentTenantId: "11111111-1111-4111-8111-111111111111",
};

export const step = { step: "createTenant", startedAt: "2026-11-21T08:00:00.000+00:00", endedAt: "2026-11-21T08:00:01.500+00:00" } as const;

/** Orders as the BSS's door and the machines make them. */
export const ordersOf = ({ services: { mappings, machines, clock } }: OpenDoor) => {
  const reserved = async (accountId: string, changed: Partial<Account> = {}): Promise<Mapping> => {
    const key = { applicationId, instanceId, accountId };
    const ask = { key, process: "onboard-acronis", account: { ...account, ...changed } } as const;
    const mapping = await mappings.reserve(ask, await mappings.find(key));
    if (mapping === undefined) throw new Error("somebody was faster");
    return mapping;
  };
  const running = async (accountId: string, changed: Partial<Account> = {}): Promise<Mapping> => {
    const mapping = await reserved(accountId, changed);
    await machines.start(mapping.order.process, mapping.order.execution, mapping.order.orderId);
    return mapping;
  };
  return {
    running,
    parked: async (accountId: string, cause: CauseName = "tenantNameTaken"): Promise<Mapping> => {
      const mapping = await reserved(accountId);
      const failure = { cause, message: "409 from /tenants", after: "createTenant", at: clock.now() };
      await mappings.park(mapping, { failure, steps: [step] });
      return mapping;
    },
    done: async (accountId: string, changed: Partial<Account> = {}): Promise<Mapping> => {
      const mapping = await reserved(accountId, changed);
      await mappings.noteTenant(mapping, "d3b1f0a4-5c1e-4a39-8f0d-6a2f7b9c4e21", mapping.account.name);
      await mappings.complete(mapping, { steps: [step], administratorId: "administrator-1", disabled: false });
      return mapping;
    },
  };
};
