import { describe, expect, it } from "vitest";
import type { RegistrationRequest } from "../../../../functions/vendors/veeam/port.ts";
import { referenceContract } from "./reference-contract.ts";
import { again, answerOf, causeOf, first, marker, newCustomer, query, scene } from "./scene.ts";

const registering = { orderId: first.orderId, step: "registerCustomer" };
const partnerManaged = (customer: RegistrationRequest["customer"]): RegistrationRequest => ({
  customer,
  name: newCustomer.details.name,
  administrator: "PartnerManaged",
});
const jane = { firstName: "Jane", lastName: "Doe", email: "jane@zoe-soehne.example" };

/** A scene with a customer that is made and verified. */
const withCustomer = async (options: Parameters<typeof scene>[0] = {}) => {
  const set = await scene(options);
  const customer = await answerOf(set.contract.createCustomer(newCustomer, first));
  set.pass(130);
  set.calls();
  return { ...set, customer };
};

describe("the way of a declared contract", () => {
  it("finds, makes and reads a customer with what the vendor knows of it", async () => {
    const { contract, simulator, calls, pass } = await scene();
    expect(await answerOf(contract.findCustomer(query))).toEqual({ ours: [], alike: [] });
    const made = await answerOf(contract.createCustomer(newCustomer, first));
    expect(calls()).toEqual(["GET /customers", "GET /customers", "POST /customers"]);
    expect(await answerOf(contract.readCustomer(made))).toMatchObject({ status: "Pending", verification: "Pending", vdcRegistered: false });
    pass(130);
    const read = await answerOf(contract.readCustomer(made));
    expect(read).toMatchObject({ ...made, type: "EndCustomer", status: "Active", verification: "Verified" });
    expect(read.details).toMatchObject({ city: "Köln", domain: "zoe-soehne.example" });
    expect(await answerOf(contract.findCustomer(query))).toMatchObject({ ours: [made], alike: [] });
    expect(await answerOf(contract.findCustomer({ ...query, marker: "other" }))).toMatchObject({ ours: [], alike: [made] });
    expect(simulator.world.byExternalId(marker)).toHaveLength(1);
  });

  it("registers with either administrator, and reads until it is registered", async () => {
    const { contract, simulator, customer, pass } = await withCustomer();
    const { registrationId } = await answerOf(
      contract.register({ ...partnerManaged(customer), administrator: "CustomerManaged", contact: jane }, registering),
    );
    expect(simulator.world.registrations).toMatchObject([{ id: registrationId, primaryAdministrator: "Customer Managed", contact: jane }]);
    expect(await answerOf(contract.readRegistration(customer, registrationId))).toMatchObject({ state: "Submitted" });
    pass(130);
    expect(await answerOf(contract.readRegistration(customer))).toMatchObject({ state: "Registered", seenIn: "registration" });
  });

  it("sends the details of a customer that is not verified, and a contact only where there is one", async () => {
    const { contract, simulator } = await scene();
    simulator.faults.add({ kind: "verification", outcome: "unverified", seconds: 0 });
    const customer = await answerOf(contract.createCustomer({ ...newCustomer, details: { ...newCustomer.details, city: "" } }, first));
    expect(await causeOf(contract.register(partnerManaged(customer), registering))).toBe("registrationRefused");
    await answerOf(contract.register({ ...partnerManaged(customer), details: newCustomer.details }, { ...registering, step: "later" }));
    expect(simulator.world.registrations).toMatchObject([{ primaryAdministrator: "Partner Managed", contact: null }]);
    expect(simulator.world.customer(customer.tenantId ?? "")).toMatchObject({ city: "Köln" });
  });

  it("takes a registration that is there already for its own", async () => {
    const { contract, simulator, customer, pass } = await withCustomer();
    await answerOf(contract.register(partnerManaged(customer), registering));
    pass(130);
    await answerOf(contract.register(partnerManaged(customer), { ...registering, orderId: "b".repeat(26) }));
    expect(simulator.world.registrations).toHaveLength(1);
  });

  it("requests, reads, cancels and reinstates subscriptions, by both spellings", async () => {
    const { contract, simulator, customer, pass } = await withCustomer();
    const request = { customer, name: "Zoë", products: ["VDC for Microsoft 365 Advanced"], location: "", partnerContact: jane };
    const [primary] = await answerOf(contract.requestSubscription(request, { ...registering, step: "subscribe" }));
    expect(primary).toMatchObject({ subscriptionId: expect.stringMatching(/^SR-\d{5}$/), state: "New", isPrimary: true });
    const subscriptionId = primary?.subscriptionId ?? "";
    const ref = { customer, name: "Zoë", subscriptionId, product: primary?.product ?? "" };
    const state = async () =>
      (await answerOf(contract.readSubscriptions(customer))).find((one) => one.subscriptionId === subscriptionId)?.state;
    pass(100);
    expect(await state()).toBe("Active");
    expect(await answerOf(contract.readSubscriptions(customer))).toHaveLength(2);
    await answerOf(contract.cancelSubscription(ref, { ...registering, step: "cancel" }));
    expect(await state()).toBe("PendingCancellation");
    pass(40);
    expect(await state()).toBe("Terminated");
    await answerOf(contract.reinstateSubscription(ref, { ...registering, step: "reinstate" }));
    expect(await state()).toBe("PendingReinstatement");
    pass(40);
    expect(await state()).toBe("Active");
    expect(await causeOf(contract.reinstateSubscription(ref, { ...registering, step: "once more" }))).toBe("subscriptionRefused");
    expect(simulator.world.subscriptions).toHaveLength(1);
  });

  it("reads usages in the vendor's own numbers", async () => {
    const { contract, simulator, customer } = await withCustomer();
    simulator.people.finishSupportCase({ customerId: customer.tenantId ?? "" });
    simulator.people.setUsage({ customerId: customer.tenantId ?? "", units: 7 });
    const month = simulator.clock.now().toISOString().slice(0, 7);
    expect(await answerOf(contract.monthlyUsages({ from: month, to: month }))).toMatchObject([
      { month, tenantId: customer.tenantId, usedUnits: "7", usedPoints: "17.5", pointsPerUnit: "2.5" },
    ]);
  });

  it("reads values that nobody has heard of", async () => {
    const { contract, simulator, customer } = await withCustomer();
    simulator.faults.add({ kind: "unknownEnum", times: "always" });
    expect(await answerOf(contract.readCustomer(customer))).toMatchObject({ status: "Unknown", type: "Unknown", verification: "Unknown" });
  });

  it.each(["loseAnswer", "nothingDone", "deliverTwice"] as const)("never makes or registers twice under the fault %s", async (kind) => {
    const { contract, simulator, clock, pass } = await scene();
    for (const after of [20, 90_000]) {
      simulator.faults.add({ kind, match: { route: "POST /contract/customers" } });
      const once = again(clock);
      const customer = await contract.createCustomer(newCustomer, first).catch(async (error: unknown) => {
        expect(error).toMatchObject({ name: "Transient" });
        pass(after);
        return contract.createCustomer(newCustomer, once);
      });
      pass(700);
      const ref = await answerOf(Promise.resolve(customer));
      const registered = again(clock, registering);
      simulator.faults.add({ kind, match: { method: "POST", route: /vdc-registrations/ } });
      await contract.register(partnerManaged(ref), registering).catch(async (error: unknown) => {
        expect(error).toMatchObject({ name: "Transient" });
        pass(after);
        return contract.register(partnerManaged(ref), registered);
      });
      expect(simulator.world.counts).toMatchObject({ customers: 1, registrations: 1 });
    }
  });

  it("leaves it to a person where a lost answer can neither be repeated nor looked for", async () => {
    const { simulator, as, clock } = await scene();
    const declared = referenceContract(simulator.contractUrl);
    const { createCustomer, register } = declared.operations;
    if (createCustomer === undefined || register === undefined) throw new Error("the reference contract lacks operations");
    const operations = {
      createCustomer: { ...createCustomer, repeat: "never" as const },
      register: { ...register, repeat: "key" as const },
    };
    const contract = as({ registrationWay: "http", console: undefined, contract: { ...declared, operations } });
    simulator.faults.add({ kind: "loseAnswer" });
    expect(await causeOf(contract.createCustomer(newCustomer, first))).toBe("Transient");
    expect(await causeOf(contract.createCustomer(newCustomer, again(clock)))).toBe("answerLost");
    expect(contract.capabilities()).toMatchObject({ createCustomer: "http", register: "http", readCustomer: "manual" });
    expect(simulator.world.customers).toHaveLength(1);
  });

  it("waits until a lost change would be seen before it sends again", async () => {
    const { simulator, as, clock, pass } = await scene();
    const declared = referenceContract(simulator.contractUrl);
    const { createCustomer, findCustomer } = declared.operations;
    if (createCustomer === undefined) throw new Error("the reference contract lacks operations");
    const operations = { findCustomer, createCustomer: { ...createCustomer, repeat: "lookUp" as const } };
    const contract = as({ registrationWay: "http", console: undefined, contract: { ...declared, operations } });
    simulator.faults.add({ kind: "nothingDone" });
    const once = again(clock);
    expect(await causeOf(contract.createCustomer(newCustomer, first))).toBe("Transient");
    pass(20);
    expect(await causeOf(contract.createCustomer(newCustomer, once))).toBe("NotReady");
    expect(simulator.world.customers).toHaveLength(0);
    pass(60);
    await answerOf(contract.createCustomer(newCustomer, once));
    expect(simulator.world.customers).toHaveLength(1);
  });
});
