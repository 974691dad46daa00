import { describe, expect, it } from "vitest";
import { type Answer, at, customer, list, partnerContact, text, town, type Town, verifiedCustomer } from "./client.ts";

const foundation = "VDC for Microsoft 365 Foundation";
const advanced = "VDC for Microsoft 365 Advanced";

const request = (all: Town, customerId: string, product: string): Promise<Answer> =>
  all.contract.post(`customers/${customerId}/subscriptions`, { product, partnerContact });

async function active(given: Partial<{ product: string }> = {}) {
  const all = await town();
  const customerId = await verifiedCustomer(all);
  const id = text(await request(all, customerId, given.product ?? foundation), "id");
  all.simulator.clock.advance(80);
  const status = async () => at(await all.contract.get(`subscriptions/${id}`), "status");
  const act = (what: "cancel" | "reinstate") => all.contract.post(`subscriptions/${id}/${what}`);
  return { ...all, all, customerId, id, status, act };
}

describe("a subscription", () => {
  it("is new, then provisioned, then active; the customer is registered by it", async () => {
    const all = await town();
    const id = await verifiedCustomer(all);
    const asked = await request(all, id, foundation);
    expect(asked.body).toMatchObject({ id: "SR-00175", status: "New", product: foundation, ppu: 2.5, primary: true, bundle: [] });
    all.simulator.clock.advance(20);
    expect(at(await all.contract.get("subscriptions/SR-00175"), "status")).toBe("Pending Provisioning");
    expect(all.simulator.world.customer(id)?.vdcRegistered).toBe(false);
    all.simulator.clock.advance(60);
    expect(at(await all.contract.get("subscriptions/SR-00175"), "status")).toBe("Active");
    expect(all.simulator.world.customer(id)?.vdcRegistered).toBe(true);
  });

  it("stays new while its customer is being verified", async () => {
    const { simulator, contract } = await town();
    const details = { addressLine: "Markt 1", city: "Kassel", postalCode: "34117" };
    const id = text(await contract.post("customers", { ...customer, ...details }), "id");
    await contract.post(`customers/${id}/subscriptions`, { product: foundation, partnerContact });
    simulator.clock.advance(59);
    expect(simulator.world.subscriptionsOf(id)[0]?.status).toBe("New");
    simulator.clock.advance(81);
    expect(simulator.world.subscriptionsOf(id)[0]?.status).toBe("Active");
  });

  it.each([
    ["seats", { product: foundation, partnerContact, seats: 5 }, 400, "seats"],
    ["an unknown product", { product: "VDC for Teams", partnerContact }, 422, "product"],
    [
      "a group's mailbox",
      { product: foundation, partnerContact: { ...partnerContact, email: "info@nordwind.example" } },
      422,
      "partnerContact.email",
    ],
  ])("takes no %s", async (_, body, status, field) => {
    const all = await town();
    const answer = await all.contract.post(`customers/${await verifiedCustomer(all)}/subscriptions`, body);
    expect([answer.status, at(answer, "error.field")]).toEqual([status, field]);
  });

  it("is one a customer and product, those inside bundles included", async () => {
    const { all, customerId, id } = await active({ product: advanced });
    const refused = await request(all, customerId, "VDC for Microsoft Entra ID");
    expect([refused.status, at(refused, "error.subscriptionId")]).toEqual([409, id]);
    expect((await request(all, customerId, foundation)).status).toBe(409);
    expect((await request(all, customerId, "VDC for Microsoft 365 Express")).status).toBe(202);
  });

  it("is several with a bundle, one of them primary", async () => {
    const { contract, customerId, id } = await active({ product: advanced });
    const part = { id: "SR-00176", product: "VDC for Microsoft Entra ID", ratio: 3 };
    expect(at(await contract.get(`subscriptions/${id}`), "bundle")).toEqual([part]);
    const all = list(await contract.get(`customers/${customerId}/subscriptions`), "items");
    expect(all.map(({ primary, status }) => [primary, status])).toEqual([
      [true, "Active"],
      [false, "Active"],
    ]);
    expect(at(await contract.post(`subscriptions/${part.id}/cancel`), "error.code")).toBe("PartOfBundle");
  });

  it("ends as a duplicate's when the verification finds an owner of the same product", async () => {
    const all = await town();
    all.simulator.faults.add({ kind: "verification", outcome: "duplicate" });
    const id = await verifiedCustomer(all);
    expect(at(await request(all, id, foundation), "status")).toBe("Duplicate Customer");
    expect(at(await request(all, id, "VDC for Microsoft Azure"), "status")).toBe("New");
  });

  it("may be stuck until support finishes the case", async () => {
    const all = await town();
    const customerId = await verifiedCustomer(all);
    all.simulator.faults.add({ kind: "registration", outcome: "stuck" });
    await request(all, customerId, foundation);
    all.simulator.clock.advance(86_400);
    expect(all.simulator.world.subscriptionsOf(customerId)[0]?.status).toBe("New");
    all.simulator.people.finishSupportCase({ customerId });
    expect(all.simulator.world.subscriptionsOf(customerId)[0]?.status).toBe("Active");
  });
});

describe("canceling", () => {
  it("is at once before a subscription is active", async () => {
    const all = await town();
    const id = text(await request(all, await verifiedCustomer(all), foundation), "id");
    expect(at(await all.contract.post(`subscriptions/${id}/cancel`), "status")).toBe("Canceled");
    expect(at(await all.contract.post(`subscriptions/${id}/cancel`), "error.code")).toBe("WrongStatus");
  });

  it("suspends an active one for thirty days, and is spelled in two ways", async () => {
    const { simulator, contract, customerId, status, act } = await active();
    expect(at(await act("cancel"), "status")).toBe("Pending Cancellation");
    expect(list(await contract.get(`customers/${customerId}/subscriptions`), "items")[0]?.["status"]).toBe("Pending Cancelation");
    simulator.clock.advance(30);
    expect(await status()).toBe("Terminated");
    simulator.clock.advance(30 * 86_400 - 1);
    expect(await status()).toBe("Terminated");
    simulator.clock.advance(1);
    expect(await status()).toBe("Canceled");
  });

  it("can be taken back within the thirty days", async () => {
    const { simulator, status, act } = await active();
    expect((await act("reinstate")).status).toBe(409);
    await act("cancel");
    simulator.clock.advance(30);
    expect(at(await act("reinstate"), "status")).toBe("Pending Reinstatement");
    simulator.clock.advance(30);
    expect(await status()).toBe("Active");
    simulator.clock.advance(40 * 86_400);
    expect(await status()).toBe("Active");
  });

  it("makes room for another plan, after which there is no way back", async () => {
    const { simulator, all, customerId, act, status } = await active();
    await act("cancel");
    expect((await request(all, customerId, advanced)).status).toBe(409);
    simulator.clock.advance(30);
    expect((await request(all, customerId, advanced)).status).toBe(202);
    expect(at(await act("reinstate"), "error.code")).toBe("Superseded");
    expect(await status()).toBe("Terminated");
  });

  it("keeps the customer's tenants in retention, from where the next subscription brings them back", async () => {
    const { simulator, all, customerId, act } = await active();
    simulator.people.addTenant({ customerId });
    simulator.people.acceptConsent({ customerId });
    await act("cancel");
    simulator.clock.advance(30);
    expect(simulator.world.tenants[0]?.status).toBe("In retention");
    await request(all, customerId, advanced);
    simulator.clock.advance(80);
    expect(simulator.world.tenants[0]?.status).toBe("Provisioned");
    simulator.clock.advance(31 * 86_400);
    expect(simulator.world.tenants[0]?.status).toBe("Provisioned");
  });
});
