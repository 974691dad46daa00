import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { customerAccount, resellerAccount } from "../../sandbox/bss/accounts.ts";
import { number, text } from "../sandbox/acronis/client.ts";
import { operate, until, vendorApi } from "../onboarding/hands.ts";
import { openTown, resultOf, type Town } from "../support/town.ts";
import { deletesOf, operatorOf } from "./an-operator.ts";

let town: Town;
const { rowOf, deletion, synchronised, scheduled, graceOver, swept, used, living, ended } = operatorOf(() => town);

beforeAll(async () => {
  town = await openTown();
  await town.bss.get("Accounts/SyncOptions");
});
afterAll(() => town.close());
afterEach(() => {
  town.vendor.faults.clear();
  town.vendor.clearCalls();
});

const changed = async (tenantId: string, change: object) => {
  const api = await vendorApi(town);
  await api.put(`tenants/${tenantId}`, { version: number(await api.get(`tenants/${tenantId}`), "version"), ...change });
};
const blocked = { status: 409, body: { type: "urn:tenantry:problem:deletionBlocked" } };

describe("a tenant whose deletion is scheduled", () => {
  it("and that is called otherwise when it is due is kept, until it is confirmed by that name", async () => {
    const tenantId = await synchronised(customerAccount("1", "Was Confirmed"));
    await scheduled("1", tenantId, { confirm: "Was Confirmed", graceDays: 1 });
    await changed(tenantId, { name: "Somebody Else" });
    const again = await deletion("POST", tenantId, { confirm: "Somebody Else", graceDays: 1 });
    expect(again).toMatchObject({ status: 409, body: { type: "urn:tenantry:problem:deletionStands" } });
    await graceOver("1");
    await swept("1");
    expect(deletesOf(town)).toEqual([]);
    const read = await deletion("GET", tenantId);
    expect(read.body).toMatchObject({ deletion: { state: "parked", cause: { name: "deletionUnconfirmed" } } });
    expect(read.text).not.toMatch(/Was Confirmed|Somebody Else/);
    await until(async () => (await deletion("DELETE", tenantId)).status === 200);
    await ended("1");
    await scheduled("1", tenantId, { confirm: "Somebody Else", graceDays: 0 });
    await swept("1");
    expect(living(tenantId)).toBeUndefined();
  });

  it("and that the vendor does not show any more, since it was moved away, can be let go of", async () => {
    const tenantId = await synchronised(customerAccount("2", "Moved Away"));
    await scheduled("2", tenantId, { confirm: "Moved Away", graceDays: 0 });
    town.vendor.faults.add({ kind: "status", status: 403, match: { route: "GET /api/2/tenants/{tenant_id}" }, times: "always" });
    await swept("2");
    expect(await rowOf("2")).toMatchObject({ order: { status: "parked", failure: { cause: "accessDenied" } } });
    await until(async () => (await deletion("DELETE", tenantId)).status === 200);
    expect(await rowOf("2")).not.toHaveProperty("deletion");
    expect(deletesOf(town)).toEqual([]);
  });

  it("and that somebody enables between the look and the deletion is disabled once more, and deleted", async () => {
    const tenantId = await synchronised(customerAccount("3", "Switched On"));
    await scheduled("3", tenantId, { confirm: "Switched On", graceDays: 0 });
    const body = { error: { code: 1006, message: "It is prohibited to delete a non-disabled tenant.", domain: "PlatformAccountServer" } };
    town.vendor.faults.add({ kind: "status", status: 400, body, match: { route: "DELETE /api/2/tenants/{tenant_id}" } });
    await swept("3");
    expect(living(tenantId)).toBeUndefined();
  });

  it("is not forgotten for a page that says 404, as long as the list of the tenant above has it", async () => {
    const tenantId = await synchronised(customerAccount("4", "Hidden By A Page"));
    const page = { kind: "status", status: 404, body: {}, match: { route: "GET /api/2/tenants/{tenant_id}" }, times: 1 } as const;
    town.vendor.faults.add(page);
    expect((await deletion("GET", tenantId)).status).toBe(424);
    town.vendor.faults.add(page);
    expect((await deletion("POST", tenantId, { confirm: "Hidden By A Page" })).status).toBe(424);
    expect(await rowOf("4")).toMatchObject({ tenantId, order: { process: "onboard-acronis" } });
    await scheduled("4", tenantId, { confirm: "Hidden By A Page", graceDays: 0 });
    town.vendor.faults.add(page);
    await swept("4");
    expect(living(tenantId)).toBeUndefined();
    expect(deletesOf(town)).toEqual([tenantId]);
  });
});

describe("data in the units of a customer", () => {
  it("stands in the way of its deletion, though the vendor counts none for the customer itself", async () => {
    const tenantId = await synchronised(customerAccount("5", "Has Units"));
    const api = await vendorApi(town);
    const unit = text(await api.post("tenants", { name: "Department", kind: "unit", parent_id: tenantId }), "id");
    const below = text(await api.post("tenants", { name: "Team", kind: "unit", parent_id: unit }), "id");
    const line = { application_id: "backup", name: "pg_base_workstations", usage_name: "workstations", type: "count" };
    const usages = [{ ...line, measurement_unit: "quantity", range_start: "2026-11-01T00:00:00", value: 3 }];
    // One body for both calls: each reads the lines of those that it asked for.
    const items = [
      { tenant: tenantId, usages: [] },
      { tenant: below, usages },
    ];
    const match = { route: "GET /api/2/tenants/usages" };
    town.vendor.faults.add({ kind: "status", status: 200, body: { items }, match, times: 2 });
    expect(await deletion("POST", tenantId, { confirm: "Has Units" })).toMatchObject({
      ...blocked,
      body: { detail: expect.stringContaining("pg_base_workstations 3 pieces") },
    });
    expect(living(tenantId)).toMatchObject({ enabled: true });
  });

  it("of a reseller are its customers', which go first", async () => {
    const tenantId = await synchronised(resellerAccount("6", "Sells On"));
    const child = await synchronised(customerAccount("7", "Its Customer", { ResellerID: "6", ResellerExternalID: tenantId }));
    await used(child, 1);
    expect(await deletion("POST", tenantId, { confirm: "Sells On", withData: true })).toMatchObject(blocked);
    town.vendor.clearCalls();
    expect((await deletion("GET", tenantId)).body).toMatchObject({ wouldLose: { tenantsBelow: 1 } });
    expect(town.vendor.calls.filter(({ route }) => route === "GET /api/2/tenants")).toHaveLength(1);
  });
});

describe("an account whose tenant an operator has deleted", () => {
  it("is deleted in the BSS too, as often as it is asked", async () => {
    const account = customerAccount("8", "Gone For Good");
    const tenantId = await synchronised(account);
    await scheduled("8", tenantId, { confirm: "Gone For Good", graceDays: 0 });
    await swept("8");
    for (const ExternalID of [tenantId, tenantId, null]) {
      const answer = resultOf(await town.bss.post("Accounts/Delete", { ...account, ExternalID }));
      expect(answer).toMatchObject({ Code: 0, Result: tenantId, Message: expect.stringContaining("nothing is left") });
    }
    expect((await operate(town, "GET", "orders?status=parked")).body).toMatchObject({ orders: [] });
  });
});
