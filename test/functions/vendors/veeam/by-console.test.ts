import { describe, expect, it } from "vitest";
import { vendorServer } from "../vendor-server.ts";
import { answerOf, causeOf, first, marker, newCustomer, query, scene, secret } from "./scene.ts";

describe("the console's way", () => {
  it("makes a company and its Pulse tenant, and reads the customer until it is mapped", async () => {
    const { console, simulator, calls, pass } = await scene();
    expect(await answerOf(console.findCustomer(query))).toEqual({ ours: [], alike: [] });
    expect(calls()).toEqual(["GET /organizations", "GET /pulse/tenants", "GET /organizations"]);
    const made = await answerOf(console.createCustomer(newCustomer, first));
    expect(calls()).toEqual(["GET /organizations", "POST /organizations/companies", "GET /pulse", "POST /pulse/tenants"]);
    expect(made.tenantId).toMatch(/^\w{18}$/);
    expect(await answerOf(console.readCustomer(made))).toMatchObject({ status: "Pending", verification: "Unknown" });
    pass(10);
    expect(await answerOf(console.readCustomer(made))).toMatchObject({ ...made, status: "Active", type: "EndCustomer" });
    const [company] = simulator.world.companiesByCompanyId(marker);
    expect(company).toMatchObject({
      name: "Zoë & Söhne",
      legalName: "Zoë & Söhne GmbH",
      locationAdmin0Code: "de",
      street: "Domplatz 1",
      zipCode: "50667",
      domain: "zoe-soehne.example",
      veeamTenantId: made.tenantId,
    });
    expect(await answerOf(console.findCustomer(query))).toMatchObject({ ours: [made], alike: [] });
  });

  it("does not send to an older console what it does not know", async () => {
    const { as, simulator } = await scene();
    const older = as({ clientVersion: undefined });
    await answerOf(older.createCustomer(newCustomer, first));
    expect(simulator.world.companies).toMatchObject([{ domain: null, legalName: null, companyId: marker }]);
  });

  it("knows a customer whose mapping is not done, and never makes it twice", async () => {
    const { console, simulator } = await scene();
    const made = await answerOf(console.createCustomer(newCustomer, first));
    expect(await answerOf(console.findCustomer(query))).toMatchObject({ ours: [made] });
    expect(simulator.world.counts).toMatchObject({ companies: 1, customers: 1 });
  });

  it("tells customers of the same name that carry no marker, wherever they stand", async () => {
    const { console, contract, simulator } = await scene();
    const { tenantId } = await answerOf(contract.createCustomer({ ...newCustomer, marker: "another" }, first));
    await answerOf(console.readCustomer({ marker, tenantId }, true));
    const found = await answerOf(console.findCustomer({ ...query, name: "zoë & SÖHNE" }));
    expect(found).toMatchObject({ ours: [], alike: [{ tenantId, marker: "", type: "Unknown" }] });
    expect(simulator.world.customers).toHaveLength(1);
  });

  it("says why a customer of the same name is refused, and takes it over only when told to", async () => {
    const { console, contract, simulator } = await scene();
    const other = await answerOf(contract.createCustomer({ ...newCustomer, marker: "another" }, first));
    expect(await causeOf(console.createCustomer(newCustomer, first))).toBe("customerRefused");
    const taken = await answerOf(console.createCustomer({ ...newCustomer, adoptSameName: true }, { ...first, step: "link" }));
    expect(taken.tenantId).toBe(other.tenantId);
    expect(simulator.world.counts).toMatchObject({ companies: 1, customers: 1 });
  });

  it("lets a console that pushes its companies by itself make the tenant", async () => {
    const { console, simulator } = await scene();
    await fetch(`${simulator.consoleUrl}/pulse`, {
      method: "PATCH",
      headers: { Authorization: `Bearer ${secret}`, "X-Client-Version": "3.7", "Content-Type": "application/json" },
      body: JSON.stringify([{ op: "replace", path: "/isPushingNewCompaniesToPulseEnabled", value: "true" }]),
    });
    const made = await answerOf(console.createCustomer(newCustomer, first));
    expect(made.tenantId).toBe(simulator.world.customers[0]?.id);
    expect(simulator.world.counts).toMatchObject({ companies: 1, customers: 1 });
  });

  it("makes resellers and puts customers below them", async () => {
    const { console, simulator } = await scene();
    const reseller = await answerOf(console.createReseller({ ...newCustomer, marker: "tenantryreseller" }, { ...first, step: "reseller" }));
    expect(await answerOf(console.createReseller({ ...newCustomer, marker: "tenantryreseller" }, first))).toEqual(reseller);
    await answerOf(console.createCustomer({ ...newCustomer, resellerUid: reseller.companyUid }, first));
    expect(simulator.world.resellers).toHaveLength(1);
    expect(simulator.world.companies).toMatchObject([{ resellerUid: reseller.companyUid }]);
  });

  it("fills in details with a JSON Patch", async () => {
    const { console, simulator } = await scene();
    const made = await answerOf(console.createCustomer({ ...newCustomer, details: { ...newCustomer.details, city: "" } }, first));
    await answerOf(console.completeDetails(made, { ...newCustomer.details, city: "Bonn", state: "NW" }, { ...first, step: "complete" }));
    expect(simulator.world.companies).toMatchObject([{ city: "Bonn", locationAdmin1Code: "de-nw", street: "Domplatz 1" }]);
    await answerOf(console.completeDetails({ marker }, { ...newCustomer.details, city: "Essen" }, { ...first, step: "later" }));
    expect(simulator.world.companies).toMatchObject([{ city: "Essen" }]);
  });

  it("sees a registration in the monthly usages, and without usage says nothing", async () => {
    const { console, simulator, pass } = await scene();
    const made = await answerOf(console.createCustomer(newCustomer, first));
    pass(700);
    expect(await answerOf(console.readRegistration(made))).toEqual({ state: "Unknown", seenIn: "nothing", subscriptions: [] });
    simulator.people.finishSupportCase({ customerId: made.tenantId ?? "" });
    simulator.people.setUsage({ customerId: made.tenantId ?? "", units: 7 });
    const short = { ...made, tenantId: made.tenantId?.slice(0, 15) };
    expect(await answerOf(console.readRegistration(short))).toMatchObject({ state: "Registered", seenIn: "usages" });
    const month = simulator.clock.now().toISOString().slice(0, 7);
    expect(await answerOf(console.monthlyUsages({ from: month, to: month }))).toMatchObject([
      { month, tenantId: made.tenantId, usedUnits: "7", pointsPerUnit: "2.5", usedPoints: "17.5", location: "" },
    ]);
  });

  it("reads the connection to Pulse, its contracts and the end of its token", async () => {
    const { console, simulator } = await scene();
    expect(await console.checkAccess()).toMatchObject({ pulseStatus: "Configured", contractIds: [simulator.agreement] });
    expect((await console.checkAccess())?.pulseTokenExpiresAt).toMatch(/^\d{4}-/);
  });

  it("says what is missing when the console has lost Pulse", async () => {
    const { console, pass } = await scene();
    pass(200 * 86_400);
    expect(await causeOf(console.createCustomer(newCustomer, first))).toBe("pulseDisconnected");
  });

  it("reads every page, and gives up on a server that serves the first one for ever", async () => {
    const tenant = (index: number) => ({ instanceUid: `tenant-${index}`, name: newCustomer.details.name, mappingStatus: "NotMapped" });
    const { as } = await scene();
    const pages = async (offsetOf: (asked: number) => number) => {
      const { gateway } = await vendorServer(({ path }) => {
        const asked = new URL(path, "http://x").searchParams;
        if (!path.includes("/pulse/tenants")) return { status: 200, body: { data: [] } };
        return { status: 200, body: { data: [tenant(offsetOf(Number(asked.get("offset"))))], meta: { pagingInfo: { total: 3 } } } };
      });
      return answerOf(as({ console: gateway }).findCustomer(query));
    };
    expect((await pages((asked) => asked)).alike.map(({ tenantId }) => tenantId)).toEqual(["tenant-0", "tenant-1", "tenant-2"]);
    expect(await causeOf(pages(() => 0))).toBe("Transient");
  });

  it("reads values that nobody has heard of", async () => {
    const { console, simulator } = await scene();
    simulator.faults.add({ kind: "unknownEnum", times: "always" });
    const made = await answerOf(console.createCustomer(newCustomer, first));
    expect(await answerOf(console.readCustomer(made))).toMatchObject({ status: "Unknown" });
  });

  it("signs in with name and password too, and anew when another session ended the token", async () => {
    const { as, simulator, calls } = await scene();
    const pair = {
      clientId: simulator.userName,
      clientSecret: simulator.password,
      savedAt: new Date().toISOString().replace("Z", "+00:00"),
    };
    const user = as({ consoleSignIn: "password" }, { of: async () => pair, fresh: async () => pair });
    await user.checkAccess();
    await user.checkAccess();
    expect(calls().filter((call) => call === "POST /token")).toHaveLength(1);
    simulator.faults.add({ kind: "expireToken" });
    await user.checkAccess();
    expect(calls()).toEqual(["GET /pulse", "POST /token", "GET /pulse", "GET /pulse/contracts"]);
  });

  it("refuses a wrong password, a user with a second factor, and an instance without a key", async () => {
    const { as, simulator } = await scene({ mfaCode: "123456" });
    const pair = (clientSecret: string) => ({ clientId: simulator.userName, clientSecret, savedAt: "2026-01-01T00:00:00.000+00:00" });
    const user = (password: string) =>
      as({ consoleSignIn: "password" }, { of: async () => pair(password), fresh: async () => pair(password) });
    expect(await causeOf(user("wrong").checkAccess())).toBe("apiKeyRefused");
    expect(await causeOf(user(simulator.password).checkAccess())).toBe("apiKeyRefused");
    expect(await causeOf(as({}, { of: async () => undefined, fresh: async () => undefined }).checkAccess())).toBe("settingsInvalid");
  });
});
