import { describe, expect, it } from "vitest";
import { at, contact, customer, list, send, text, town, verifiedCustomer } from "./client.ts";

const partnerManaged = { primaryAdministrator: "Partner Managed" };
const customerManaged = { primaryAdministrator: "Customer Managed", customerContact: contact };

describe("a customer made by the contract", () => {
  it("is pending until it is verified", async () => {
    const { simulator, contract } = await town();
    const made = await contract.post("customers", customer);
    const id = text(made, "id");
    expect([made.status, made.headers.get("location"), made.headers.get("x-contract")]).toEqual([
      202,
      `${simulator.contractUrl}/customers/${id}`,
      "1",
    ]);
    expect(made.body).toMatchObject({ status: "Pending", verification: "Pending Verification", country: "Germany", type: "End Customer" });
    simulator.clock.advance(59);
    expect(at(await contract.get(`customers/${id}`), "status")).toBe("Pending");
    simulator.clock.advance(1);
    expect((await contract.get(`customers/${id}`)).body).toMatchObject({ status: "Active", verification: "Verified" });
  });

  it("takes up to two minutes unless told", async () => {
    const { simulator, contract } = await town({ pace: {} });
    const id = text(await contract.post("customers", customer), "id");
    simulator.clock.advance(120);
    expect(at(await contract.get(`customers/${id}`), "status")).toBe("Active");
  });

  it("is active but unverified by its name", async () => {
    const all = await town();
    const id = await verifiedCustomer(all, { name: "Unverified Ltd" });
    expect((await all.contract.get(`customers/${id}`)).body).toMatchObject({ status: "Active", verification: "Unverified" });
  });

  it("is found by external id, name and domain", async () => {
    const { contract } = await town();
    await contract.post("customers", customer);
    await contract.post("customers", { name: "Other", country: "Germany", externalId: "103", noDomain: true });
    const names = async (query: string) => list(await contract.get(`customers?${query}`), "items").map(({ name }) => name);
    expect(await names("externalId=102")).toEqual(["Bergmann GmbH"]);
    expect(await names("name=other")).toEqual(["Other"]);
    expect(await names("domain=bergmann.example&externalId=103")).toEqual([]);
  });

  it.each([
    ["no name", { name: undefined }, 400, "name"],
    ["a country that is on no list", { country: "Atlantis" }, 422, "country"],
    ["a public mail provider's domain", { domain: "gmail.com" }, 422, "domain"],
    ["a domain and none", { noDomain: true }, 422, "noDomain"],
    ["a field that the form does not have", { phone: "1" }, 400, "phone"],
    ["a name in use", {}, 409, "name"],
  ])("is refused with %s", async (_, given, status, field) => {
    const { contract } = await town();
    if (status === 409) await contract.post("customers", customer);
    const answer = await contract.post("customers", { ...customer, ...given });
    expect([answer.status, at(answer, "error.field")]).toEqual([status, field]);
  });

  it("is the same one for the same idempotency key, and another request with it is refused", async () => {
    const { simulator, contract } = await town({ sameName: "make" });
    const key = { "idempotency-key": "order-1" };
    const first = await contract.post("customers", customer, key);
    expect((await contract.post("customers", customer, key)).body).toEqual(first.body);
    expect((await contract.post("customers", { ...customer, name: "Other" }, key)).status).toBe(422);
    expect(simulator.world.byExternalId("102")).toHaveLength(1);
    await contract.post("customers", customer);
    expect(simulator.world.byExternalId("102")).toHaveLength(2);
  });

  it("needs a key like everything else", async () => {
    const { simulator } = await town();
    const answer = await send(simulator, "/contract/customers");
    expect([answer.status, at(answer, "error.code")]).toEqual([401, "Unauthorized"]);
  });
});

describe("a registration request", () => {
  it("ends registered, and cannot be sent again then", async () => {
    const all = await town();
    const id = await verifiedCustomer(all);
    const path = `customers/${id}/vdc-registrations`;
    const sent = await all.contract.post(path, partnerManaged);
    const registration = `${path}/${text(sent, "id")}`;
    expect([sent.status, at(sent, "state"), sent.headers.get("location")]).toEqual([
      202,
      "Submitted",
      `${all.simulator.contractUrl}/${registration}`,
    ]);
    all.simulator.clock.advance(60);
    expect(at(await all.contract.get(registration), "state")).toBe("Registered");
    expect(at(await all.contract.get(`customers/${id}`), "vdcRegistered")).toBe(true);
    expect(at(await all.contract.post(path, partnerManaged), "error.code")).toBe("AlreadyRegistered");
  });

  it("is taken twice while the first one is open, and the world shows it", async () => {
    const all = await town();
    const id = await verifiedCustomer(all);
    for (let time = 0; time < 2; time += 1) await all.contract.post(`customers/${id}/vdc-registrations`, partnerManaged);
    expect(all.simulator.world.registrationsOf(id)).toHaveLength(2);
  });

  it.each([
    ["of a customer that is not verified yet", {}, 409, "CustomerNotActive"],
    ["of a reseller", { type: "Reseller" as const, status: "Active" as const }, 409, "NotAnEndCustomer"],
    ["of an inactive customer", { status: "Inactive" as const }, 409, "CustomerNotActive"],
  ])("is refused %s", async (_, change, status, code) => {
    const { simulator, contract } = await town();
    const customerId = text(await contract.post("customers", customer), "id");
    simulator.people.changeCustomer({ customerId, ...change });
    const answer = await contract.post(`customers/${customerId}/vdc-registrations`, partnerManaged);
    expect([answer.status, at(answer, "error.code")]).toEqual([status, code]);
  });

  it.each([
    ["Customer Managed without a contact", { primaryAdministrator: "Customer Managed" }, "customerContact"],
    ["Partner Managed with a contact", { ...customerManaged, primaryAdministrator: "PartnerManaged" }, "customerContact"],
    [
      "a contact at a public mail provider",
      { ...customerManaged, customerContact: { ...contact, email: "berta@gmail.com" } },
      "customerContact.email",
    ],
  ])("is refused for %s", async (_, body, field) => {
    const all = await town();
    const id = await verifiedCustomer(all);
    const answer = await all.contract.post(`customers/${id}/vdc-registrations`, body);
    expect([answer.status, at(answer, "error.field")]).toEqual([422, field]);
  });

  it("wants the contact in the customer's domain where the option says so", async () => {
    const all = await town({ contactDomain: "customer" });
    const path = `customers/${await verifiedCustomer(all)}/vdc-registrations`;
    const elsewhere = { ...contact, email: "berta@elsewhere.example" };
    expect((await all.contract.post(path, { ...customerManaged, customerContact: elsewhere })).status).toBe(422);
    expect((await all.contract.post(path, customerManaged)).status).toBe(202);
  });

  it("needs the details of an unverified customer, and reads none of a verified one", async () => {
    const all = await town();
    const unverified = `customers/${await verifiedCustomer(all, { name: "Unverified Ltd" })}`;
    const missing = await all.contract.post(`${unverified}/vdc-registrations`, partnerManaged);
    expect([missing.status, at(missing, "error.missing")]).toEqual([422, ["addressLine", "city", "postalCode"]]);
    const customerDetails = { addressLine: "Markt 1", city: "Kassel", postalCode: "34117", name: "Renamed" };
    expect((await all.contract.post(`${unverified}/vdc-registrations`, { ...partnerManaged, customerDetails })).status).toBe(202);
    expect((await all.contract.get(unverified)).body).toMatchObject({ city: "Kassel", name: "Renamed" });
    const verified = `customers/${await verifiedCustomer(all)}`;
    await all.contract.post(`${verified}/vdc-registrations`, { ...partnerManaged, customerDetails });
    expect((await all.contract.get(verified)).body).toMatchObject({ city: null, name: "Bergmann GmbH" });
  });

  it("may be stuck until support finishes the case", async () => {
    const all = await town();
    const { simulator, contract } = all;
    const customerId = await verifiedCustomer(all);
    simulator.faults.add({ kind: "registration", outcome: "stuck" });
    const id = text(await contract.post(`customers/${customerId}/vdc-registrations`, partnerManaged), "id");
    simulator.clock.advance(86_400);
    expect(at(await contract.get(`customers/${customerId}/vdc-registrations/${id}`), "state")).toBe("Submitted");
    simulator.people.finishSupportCase({ customerId });
    expect(at(await contract.get(`customers/${customerId}/vdc-registrations/${id}`), "state")).toBe("Registered");
    expect(at(await contract.get(`customers/${customerId}`), "vdcRegistered")).toBe(true);
  });

  it("may be rejected, or slower than ten minutes", async () => {
    const all = await town();
    const path = `customers/${await verifiedCustomer(all)}/vdc-registrations`;
    all.simulator.faults.add({ kind: "registration", outcome: "rejected" });
    const rejected = text(await all.contract.post(path, partnerManaged), "id");
    all.simulator.faults.add({ kind: "registration", seconds: 900 });
    const slow = text(await all.contract.post(path, partnerManaged), "id");
    all.simulator.clock.advance(600);
    expect(at(await all.contract.get(`${path}/${rejected}`), "state")).toBe("Rejected");
    expect(at(await all.contract.get(`${path}/${slow}`), "state")).toBe("Submitted");
    all.simulator.clock.advance(300);
    expect(at(await all.contract.get(`${path}/${slow}`), "state")).toBe("Registered");
  });
});

describe("a verification", () => {
  it("may find that the customer exists: its registration is a duplicate's", async () => {
    const all = await town();
    all.simulator.faults.add({ kind: "verification", outcome: "duplicate" });
    const id = await verifiedCustomer(all);
    expect(text(await all.contract.get(`customers/${id}`), "linkedTo")).toMatch(/^a7m/);
    const registration = text(await all.contract.post(`customers/${id}/vdc-registrations`, partnerManaged), "id");
    all.simulator.clock.advance(60);
    expect(at(await all.contract.get(`customers/${id}/vdc-registrations/${registration}`), "state")).toBe("Duplicate Customer");
    expect(all.simulator.world.counts.customers).toBe(1);
  });

  it("may never end until a person ends it, or take longer than ten minutes", async () => {
    const { simulator, contract } = await town();
    simulator.faults.add({ kind: "verification", outcome: "never" });
    const never = text(await contract.post("customers", customer), "id");
    simulator.faults.add({ kind: "verification", seconds: 700 });
    const slow = text(await contract.post("customers", { ...customer, name: "Slow" }), "id");
    simulator.clock.advance(600);
    expect(simulator.world.customer(slow)?.status).toBe("Pending");
    simulator.clock.advance(100);
    expect([simulator.world.customer(slow)?.status, simulator.world.customer(never)?.status]).toEqual(["Active", "Pending"]);
    simulator.people.finishVerification({ customerId: never, outcome: "unverified" });
    expect(simulator.world.customer(never)).toMatchObject({ status: "Active", verification: "Unverified" });
  });
});
