import { describe, expect, it } from "vitest";
import { again, answerOf, causeOf, credentialsOf, failureOf, first, marker, newCustomer, query, scene, secret } from "./scene.ts";

describe("a customer is made once", () => {
  it.each(["POST /api/v3/organizations/companies", "POST /api/v3/pulse/tenants"])(
    "when the answer to %s is lost, by replaying its request id within five minutes",
    async (route) => {
      const { console, simulator, clock, pass } = await scene();
      simulator.faults.add({ kind: "loseAnswer", match: { route } });
      const once = again(clock);
      expect(await causeOf(console.createCustomer(newCustomer, first))).toBe("Transient");
      pass(20);
      const made = await answerOf(console.createCustomer(newCustomer, once));
      expect(made.tenantId).toBe(simulator.world.customers[0]?.id);
      expect(simulator.world.counts).toMatchObject({ companies: 1, customers: 1 });
    },
  );

  it.each(["POST /api/v3/organizations/companies", "POST /api/v3/pulse/tenants"])(
    "when the answer to %s is lost for longer than the console knows request ids, by looking first",
    async (route) => {
      const { console, simulator, clock, pass } = await scene();
      simulator.faults.add({ kind: "loseAnswer", match: { route } });
      const once = again(clock);
      expect(await causeOf(console.createCustomer(newCustomer, first))).toBe("Transient");
      pass(4_000);
      const made = await answerOf(console.createCustomer(newCustomer, once));
      expect(made.tenantId).toBe(simulator.world.customers[0]?.id);
      expect(simulator.world.counts).toMatchObject({ companies: 1, customers: 1 });
    },
  );

  it("when every change is answered with 202", async () => {
    const { console, simulator, clock, pass } = await scene({ asyncShare: 1 });
    const once = again(clock);
    expect(await causeOf(console.createCustomer(newCustomer, first))).toBe("NotReady");
    // Asked before the work is done, nothing is sent again.
    expect(await causeOf(console.createCustomer(newCustomer, once))).toBe("NotReady");
    pass(5);
    expect(await causeOf(console.createCustomer(newCustomer, once))).toBe("NotReady");
    pass(5);
    const made = await answerOf(console.createCustomer(newCustomer, once));
    expect(made.tenantId).toBe(simulator.world.customers[0]?.id);
    expect(simulator.world.counts).toMatchObject({ companies: 1, customers: 1 });
  });

  it("when an action fails, with the refusal that its result holds", async () => {
    const { console, contract, simulator, clock, pass } = await scene({ asyncShare: 1 });
    await answerOf(contract.createCustomer({ ...newCustomer, marker: "another" }, first));
    const once = again(clock);
    for (const _ of ["company", "tenant"]) {
      expect(await causeOf(console.createCustomer(newCustomer, once))).toBe("NotReady");
      pass(5);
    }
    expect(await causeOf(console.createCustomer(newCustomer, once))).toBe("customerRefused");
    expect(simulator.world.counts).toMatchObject({ companies: 1, customers: 1 });
  });

  it("when the result of an action is kept no longer", async () => {
    const { console, simulator, clock, pass } = await scene({ asyncShare: 1 });
    const once = again(clock);
    expect(await causeOf(console.createCustomer(newCustomer, once))).toBe("NotReady");
    pass(4_000);
    expect(await causeOf(console.createCustomer(newCustomer, once))).toBe("NotReady");
    pass(4_000);
    const made = await answerOf(console.createCustomer(newCustomer, once));
    expect(made.tenantId).toBe(simulator.world.customers[0]?.id);
    expect(simulator.world.counts).toMatchObject({ companies: 1, customers: 1 });
  });

  it.each([{ kind: "nothingDone" as const }, { kind: "deliverTwice" as const }, { kind: "statusAfterCommit" as const, status: 502 }])(
    "under the fault $kind",
    async (fault) => {
      for (const route of ["POST /api/v3/organizations/companies", "POST /api/v3/pulse/tenants"]) {
        const { console, simulator, clock, pass } = await scene();
        simulator.faults.add({ ...fault, match: { route } });
        const once = again(clock);
        const tried = await console.createCustomer(newCustomer, first).catch((error: unknown) => error);
        if (tried instanceof Error) {
          expect(tried.name).toBe("Transient");
          pass(20);
          await answerOf(console.createCustomer(newCustomer, once));
        }
        expect(simulator.world.counts).toMatchObject({ companies: 1, customers: 1 });
      }
    },
  );

  it("whatever order asks: a company of our marker is completed, not made again", async () => {
    const { console, simulator } = await scene();
    simulator.faults.add({ kind: "status", status: 400, match: { route: "POST /api/v3/pulse/tenants" } });
    expect(await causeOf(console.createCustomer(newCustomer, first))).toBe("customerRefused");
    expect(await answerOf(console.findCustomer(query))).toEqual({ ours: [], alike: [] });
    const made = await answerOf(console.createCustomer(newCustomer, { orderId: "b".repeat(26), step: "createCustomer" }));
    expect(made).toMatchObject({ marker, companyUid: simulator.world.companies[0]?.instanceUid });
    expect(simulator.world.counts).toMatchObject({ companies: 1, customers: 1 });
  });
});

describe("what Veeam says no with", () => {
  it("is a pause that the body asks for, and no call is sent before it is over", async () => {
    const { console, simulator, clock, pauses, calls, pass } = await scene();
    simulator.faults.add({ kind: "throttle", retryAfter: 25 });
    expect(await causeOf(console.findCustomer(query))).toBe("Throttled");
    expect(pauses).toEqual([clock.after(25)]);
    calls();
    expect(await causeOf(console.findCustomer(query))).toBe("Throttled");
    expect(calls()).toEqual([]);
    pass(26);
    await answerOf(console.findCustomer(query));
  });

  it("is a pause of half a minute where the body asks for none", async () => {
    const { console, simulator, clock, pauses } = await scene();
    simulator.faults.add({ kind: "throttle", retryAfter: null });
    expect(await causeOf(console.findCustomer(query))).toBe("Throttled");
    expect(pauses).toEqual([clock.after(30)]);
  });

  it.each([
    ["transport", "Transient"],
    ["retryableLogical", "Transient"],
    ["RETRYABLELOGICAL", "Transient"],
    ["logical", "vendorRefused"],
    ["security", "consoleRoleMissing"],
    ["unspecified", "Transient"],
    ["quantum", "Transient"],
  ])("is judged by the body of a 520: %s is %s", async (type, cause) => {
    const { console, simulator } = await scene();
    simulator.faults.add({ kind: "serverFault", type, code: 1001, match: { method: "GET" } });
    const failure = await failureOf(console.findCustomer(query));
    expect("reason" in failure ? failure.reason : failure.name).toBe(cause);
    if (type === "logical") expect(failure.message).toContain("findCustomer answered 520/1001 logical");
  });

  it("is an ended key, unless the store has a newer one or the one before is a day old at most", async () => {
    const { simulator, as, clock } = await scene();
    simulator.people.renewKey({ key: "the-new-key" });
    simulator.faults.add({ kind: "expireKey" });
    simulator.people.renewKey({ key: "the-new-key" });
    expect(await causeOf(as({}).checkAccess())).toBe("apiKeyRefused");
    expect(await as({}, credentialsOf(secret, { clientSecret: "the-new-key" })).checkAccess()).toMatchObject({ pulseStatus: "Configured" });
    const replaced = { clientSecret: "not-yet-known", previousSecret: "the-new-key", savedAt: clock.now() };
    expect(await as({}, credentialsOf("not-yet-known", replaced)).checkAccess()).toMatchObject({ pulseStatus: "Configured" });
    clock.move(90_000);
    expect(await causeOf(as({}, credentialsOf("not-yet-known", replaced)).checkAccess())).toBe("apiKeyRefused");
  });

  it("tells no key, person or body in any failure", async () => {
    const { console, contract, simulator } = await scene();
    const leak = `${secret} jane@example.com Zoë Köln`;
    for (const status of [302, 400, 401, 403, 404, 409, 422, 429, 500, 520]) {
      for (const body of [leak, { errors: [{ type: leak, code: leak, message: leak }] }, { error: leak }, { error: { code: leak } }]) {
        simulator.faults.clear();
        simulator.faults.add({ kind: "status", status: Math.max(status, 400), body, times: "always" });
        for (const call of [() => console.createCustomer(newCustomer, first), () => contract.createCustomer(newCustomer, first)]) {
          const failure = await failureOf(call());
          expect(`${failure.message} ${JSON.stringify(failure)} ${String(failure.cause)}`).not.toMatch(/s3cret|jane|zoë|köln|bearer/i);
        }
      }
    }
  });
});
