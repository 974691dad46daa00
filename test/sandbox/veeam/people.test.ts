import { describe, expect, it } from "vitest";
import { at, behind, contact, customer, send, text, town, verifiedCustomer } from "./client.ts";

describe("behind the scenes", () => {
  it("does a person what the contract's calls do, without a key and outside the ledger", async () => {
    const { simulator } = await town();
    const id = text(await behind(simulator, "POST", "pulse/customers", customer), "id");
    expect((await behind(simulator, "POST", "verification", { customerId: id })).status).toBe(200);
    const path = `pulse/customers/${id}/vdc-registrations`;
    expect(at(await behind(simulator, "POST", path, { primaryAdministrator: "Partner Managed" }), "state")).toBe("Submitted");
    expect(at(await behind(simulator, "POST", path, { primaryAdministrator: "Customer Managed" }), "error.field")).toBe("customerContact");
    expect(simulator.calls).toEqual([]);
    expect(at(await behind(simulator, "POST", "support", { customerId: id }), "vdcRegistered")).toBe(true);
    expect((await behind(simulator, "POST", "usage", { customerId: id, units: 7 })).status).toBe(200);
    expect((await behind(simulator, "POST", "usage", { customerId: id, units: -1 })).status).toBe(400);
    expect((await behind(simulator, "POST", "verification", { customerId: id })).status).toBe(409);
    expect((await behind(simulator, "POST", "dance", {})).status).toBe(404);
  });

  it("moves the clock by seconds, to an instant, and to the next month", async () => {
    const { simulator } = await town();
    const id = text(await behind(simulator, "POST", "pulse/customers", customer), "id");
    await behind(simulator, "POST", "clock", { seconds: 60 });
    expect(simulator.world.customer(id)?.status).toBe("Active");
    await behind(simulator, "POST", "clock", { to: "2099-06-10T00:00:00Z" });
    expect(text(await behind(simulator, "POST", "clock", { toNextMonth: true }), "now")).toMatch(/^2099-07-01T00:00:00/);
    expect((await behind(simulator, "POST", "clock", { seconds: -1 })).status).toBe(400);
  });

  it("lets an invited customer manage itself, and a partner's customer be managed", async () => {
    const all = await town();
    const { simulator } = all;
    const customerId = await verifiedCustomer(all);
    const other = await verifiedCustomer(all, { name: "Other", domain: "other.example" });
    expect((await behind(simulator, "POST", "tenant", { customerId })).status).toBe(409);
    for (const id of [customerId, other]) simulator.people.finishSupportCase({ customerId: id });
    const invite = { customerId, method: "Send an invite", email: contact.email };
    expect((await behind(simulator, "POST", "tenant", { ...invite, email: "berta@other.example" })).status).toBe(422);
    expect((await behind(simulator, "POST", "tenant", invite)).body).toMatchObject({ status: "Invite Sent", isDelegated: false });
    expect((await behind(simulator, "POST", "consent", { customerId })).body).toMatchObject({ status: "Provisioned" });
    expect((await behind(simulator, "POST", "consent", { customerId })).status).toBe(409);
    const direct = await behind(simulator, "POST", "tenant", { customerId: other });
    expect(direct.body).toMatchObject({ status: "Provisioning", isDelegated: true });
    const tenantId = text(direct, "id");
    expect((await behind(simulator, "POST", "retention", { tenantId, retentionDays: 730 })).status).toBe(200);
    expect((await behind(simulator, "POST", "retention", { tenantId, retentionDays: 365 })).status).toBe(422);
  });

  it("starts over, with the same key", async () => {
    const { simulator, contract } = await town();
    await contract.post("customers", customer);
    expect((await behind(simulator, "POST", "reset")).status).toBe(204);
    expect([simulator.world.counts.customers, simulator.calls]).toEqual([0, []]);
    expect((await contract.post("customers", customer)).status).toBe(202);
  });
});

describe("the export of All Customers", () => {
  it("lists active end customers, in ISO-8859-1, without their ids", async () => {
    const all = await town();
    const { simulator, contract } = all;
    const id = await verifiedCustomer(all, { name: 'Müller "Söhne" 株' });
    simulator.people.finishSupportCase({ customerId: id });
    await contract.post("customers", { ...customer, name: "Still pending" });
    const response = await fetch(`${simulator.url}/simulator/export/all-customers`);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=ISO-8859-1");
    const lines = Buffer.from(await response.arrayBuffer())
      .toString("latin1")
      .split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('"VCSP Tenant Account: Customer Name","Country","VDC Registered"');
    expect(lines[1]).toBe('"Pending Usage","Müller ""Söhne"" ?","Germany","1","Müller ""Söhne"" ?","","0","102"');
  });

  it("can be in UTF-8, and tick its boxes with words", async () => {
    const all = await town();
    await verifiedCustomer(all, { name: "株" });
    const answer = await send(all.simulator, "/simulator/export/all-customers?encoding=utf-8&checkBox=true");
    expect(answer.text).toContain('"Pending Usage","株","Germany","false","株","","0","102"');
    expect((await send(all.simulator, "/simulator/export/all-customers?encoding=ebcdic")).status).toBe(400);
  });
});
