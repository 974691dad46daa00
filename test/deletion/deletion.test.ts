import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { customerAccount, resellerAccount } from "../../sandbox/bss/accounts.ts";
import { number } from "../sandbox/acronis/client.ts";
import { vendorApi } from "../onboarding/hands.ts";
import { openTown, resultOf, type Town, untilEnded } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";
import { deletesOf, operatorOf, Scheduled } from "./an-operator.ts";

let town: Town;
const logged: { message: string; tenantId?: string | undefined }[] = [];
const { rowOf, deletion, synchronised, scheduled, graceOver, swept, withSubscriptions, used, living, ended } = operatorOf(() => town);

beforeAll(async () => {
  town = await openTown({ house: { log: (_level, message, facts) => logged.push({ message, ...facts }) } });
  await town.bss.get("Accounts/SyncOptions");
});
afterAll(() => town.close());
afterEach(() => town.vendor.faults.clear());

const exists = async (account: object) => resultOf(await town.bss.post("Accounts/Exists", account));
const refusal = (name: string) => ({ status: 409, body: { type: `urn:tenantry:problem:${name}` } });

describe("an operator deletes a tenant", () => {
  it("which is disabled at once and kept with its data, until the grace time is over and not before", async () => {
    const account = customerAccount("1", "Leaves For Good");
    const tenantId = await synchronised(account);
    await used(tenantId, 12);
    const asked = await scheduled("1", tenantId, { confirm: "Leaves For Good", withData: true, graceDays: 30 });
    expect(asked).toMatchObject({ status: 202, body: { tenantId, accountId: "1", deletion: { state: "scheduled", graceDays: 30 } } });
    expect(living(tenantId)).toMatchObject({ enabled: false });
    expect(await swept("1")).toBe(0);
    expect(deletesOf(town)).toEqual([]);
    const read = await deletion("GET", tenantId);
    expect(read.body).toMatchObject({
      isGone: false,
      isEnabled: false,
      deletion: { state: "scheduled", withData: true, dueAt: Scheduled.parse(asked.body).deletion?.dueAt },
      obstacles: [],
      wouldLose: { usage: [{ item: "pg_base_storage", amount: "12", unit: "GB" }], tenantsBelow: 0, users: 1 },
    });

    await graceOver("1");
    expect(await swept("1")).toBe(1);
    expect(living(tenantId)).toBeUndefined();
    expect(deletesOf(town)).toEqual([tenantId]);
    expect(await exists(account)).toMatchObject({ Code: 0, Result: "" });
    expect((await deletion("GET", tenantId)).status).toBe(404);
    expect(await rowOf("1")).toMatchObject({ order: { process: "delete-acronis", status: "done" }, deletedTenants: [{ tenantId }] });
    expect(await swept("1")).toBe(0);
    const audit = logged.filter((line) => line.tenantId === tenantId && line.message.startsWith("deletion"));
    for (const text of [asked.text, read.text, JSON.stringify(logged)]) expect(text).not.toMatch(/Leaves For Good|leavesforgood/);
    expect(audit.map(({ message }) => message)).toEqual(["deletion requested", "deletion started", "deletion done"]);
  });

  it("and the account that is synchronised afterwards gets a new one, with an administrator of its own", async () => {
    const account = customerAccount("2", "Comes Again");
    const first = await synchronised(account);
    await scheduled("2", first, { confirm: "Comes Again", graceDays: 0 });
    await swept("2");
    expect(await rowOf("2")).not.toHaveProperty("tenantId");
    const second = await synchronised({ ...account, ExternalID: first });
    expect(second).not.toBe(first);
    expect(living(second)).toMatchObject({ enabled: true, name: "Comes Again" });
    expect(town.vendor.world.usersOf(second)).toHaveLength(1);
    expect(await exists(account)).toMatchObject({ Code: 1, Result: second });
    await expectNothingTwiceNothingLost(town, ["2"]);

    await scheduled("2", second, { confirm: "Comes Again", graceDays: 0 });
    await swept("2");
    expect((await rowOf("2")).deletedTenants?.map(({ tenantId }) => tenantId)).toEqual([first, second]);
  });

  it("and never adopts the one that was deleted, though the vendor's list still shows it and its login is still taken", async () => {
    const account = customerAccount("3", "Ghost");
    const tenantId = await synchronised(account);
    await scheduled("3", tenantId, { confirm: "Ghost", graceDays: 0 });
    await swept("3");
    town.vendor.faults.add({ kind: "status", status: 409, match: { route: "GET /api/2/users/check_login" }, times: "always" });
    const { id, customer_id } = town.vendor.world.deletedTenants.find((each) => each.id === tenantId) ?? {};
    const listed = { id, customer_id, version: 1, name: "Ghost", kind: "customer", enabled: true };
    town.vendor.faults.add({
      kind: "status",
      status: 200,
      body: { items: [listed] },
      match: { route: "GET /api/2/tenants" },
      times: "always",
    });
    expect(await untilEnded(() => town.bss.post("Accounts/Synchronize", account))).toMatchObject({ Code: -20 });
    expect(await rowOf("3")).not.toHaveProperty("tenantId");
  });

  it("and a wrong name deletes nothing, nor does the answer tell the right one", async () => {
    const tenantId = await synchronised(customerAccount("4", "Right Name SA"));
    for (const confirm of ["Right Name", "right name sa", "Right  Name SA", " Right Name SA"]) {
      const answer = await deletion("POST", tenantId, { confirm, graceDays: 0 });
      expect(answer).toMatchObject({ ...refusal("confirmationWrong"), body: { cure: expect.stringContaining("exactly") } });
      expect(answer.text).not.toContain("Right Name SA");
    }
    expect((await deletion("POST", tenantId, { graceDays: 0 })).status).toBe(400);
    expect((await deletion("POST", tenantId, { confirm: "Right Name SA", graceDays: 366 })).status).toBe(400);
    expect(living(tenantId)).toMatchObject({ enabled: true });
    expect(await rowOf("4")).not.toHaveProperty("deletion");
  });

  it("but not one with data that nobody confirmed: what and how much is named", async () => {
    const tenantId = await synchronised(customerAccount("5", "Much Data"));
    await used(tenantId, 7);
    expect(await deletion("POST", tenantId, { confirm: "Much Data" })).toMatchObject({
      status: 409,
      body: { type: "urn:tenantry:problem:deletionBlocked", detail: expect.stringContaining("pg_base_storage 7 GB") },
    });
    expect((await deletion("GET", tenantId)).body).toMatchObject({ deletion: null, obstacles: [{ name: "dataLeft" }] });
    expect(living(tenantId)).toMatchObject({ enabled: true });
  });

  it("but not one whose usage the vendor does not tell", async () => {
    const tenantId = await synchronised(customerAccount("6", "Who Knows"));
    town.vendor.faults.add({ kind: "status", status: 200, body: { items: [] }, match: { route: "GET /api/2/tenants/usages" }, times: 2 });
    expect((await deletion("GET", tenantId)).body).toMatchObject({ wouldLose: { usage: null }, obstacles: [{ name: "dataLeft" }] });
    expect(await deletion("POST", tenantId, { confirm: "Who Knows" })).toMatchObject(refusal("deletionBlocked"));
  });

  it.each([
    ["in a sum alone", { name: "storage_total", usage_name: "storage_total", value: 2_147_483_648 }],
    ["as what is there, and not as what came this month", { value: 0, absolute_value: 2_147_483_648, offering_item: { status: 1 } }],
  ])("but not one whose data the vendor tells %s", async (how, told) => {
    const id = `6-${how.length}`;
    const tenantId = await synchronised(customerAccount(id, `Data ${how.length}`));
    const line = {
      application_id: "6e6d758d-8e74-3ae3-ac84-50eb0dff12eb",
      name: "pg_base_storage",
      usage_name: "storage",
      type: "infra",
      measurement_unit: "bytes",
      range_start: "2026-11-01T00:00:00",
    };
    const body = { items: [{ tenant: tenantId, usages: [{ ...line, ...told }] }] };
    town.vendor.faults.add({ kind: "status", status: 200, body, match: { route: "GET /api/2/tenants/usages" } });
    expect(await deletion("POST", tenantId, { confirm: `Data ${how.length}` })).toMatchObject({
      ...refusal("deletionBlocked"),
      body: { detail: expect.stringContaining("2 GB") },
    });
  });

  it("but not one with subscriptions that are active or suspended", async () => {
    const tenantId = await synchronised(customerAccount("7", "Still Subscribed"));
    await withSubscriptions("7", "cancelled", "suspended");
    expect(await deletion("POST", tenantId, { confirm: "Still Subscribed" })).toMatchObject({
      ...refusal("deletionBlocked"),
      body: { detail: expect.stringContaining("bss-1") },
    });
    await withSubscriptions("7", "cancelled", "cancelled");
    expect((await scheduled("7", tenantId, { confirm: "Still Subscribed", graceDays: 0 })).status).toBe(202);
    await swept("7");
    expect(living(tenantId)).toBeUndefined();
    expect(await rowOf("7")).not.toHaveProperty("services");
  });

  it("but not a reseller's with customers below it, though they are disabled; they are deleted first", async () => {
    const partner = await synchronised(resellerAccount("8", "Sells On"));
    const customer = customerAccount("9", "Lives Below", { ResellerID: "8" });
    const below = await synchronised(customer);
    expect((await untilEnded(() => town.bss.post("Accounts/Delete", customer))).Code).toBe(0);
    expect(await deletion("POST", partner, { confirm: "Sells On", withData: true })).toMatchObject({
      ...refusal("deletionBlocked"),
      body: { detail: expect.stringContaining("1 below it") },
    });
    await scheduled("9", below, { confirm: "Lives Below", graceDays: 0 });
    await swept("9");
    await scheduled("8", partner, { confirm: "Sells On", graceDays: 0 });
    expect(JSON.stringify((await town.bss.get("Accounts/SyncOptions")).body)).not.toContain("Sells On");
    expect(await untilEnded(() => town.bss.post("Accounts/Synchronize", customer))).toMatchObject({ Code: -43 });
    await swept("8");
    expect([living(partner), living(below)]).toEqual([undefined, undefined]);
    expect(await untilEnded(() => town.bss.post("Accounts/Synchronize", customer))).toMatchObject({
      Code: -24,
      Message: expect.not.stringContaining("defect"),
    });
  });

  it("while an order of its account runs, not", async () => {
    const account = customerAccount("10", "Busy");
    const tenantId = await synchronised(account);
    town.vendor.faults.add({ kind: "status", status: 503, match: { route: "PUT /api/2/tenants/{tenant_id}" }, times: "always" });
    const cut = town.bss.post("Accounts/Synchronize", { ...account, Phone: "+30 1" });
    await untilRunning("10");
    expect(await deletion("POST", tenantId, { confirm: "Busy" })).toMatchObject(refusal("orderRunning"));
    town.vendor.faults.clear();
    await cut;
    await ended("10");
  });

  it("which nobody has here, or at another instance, not", async () => {
    expect((await deletion("GET", "11111111-2222-4333-8444-555555555555")).status).toBe(404);
    expect((await deletion("POST", "no such one", { confirm: "x" })).status).toBe(404);
    expect((await deletion("POST", town.vendor.rootTenantId, { confirm: "Nordwind Distribution" })).status).toBe(404);
  });

  it("that a person has deleted at the vendor already: only the row is tidied, without any grace", async () => {
    const account = customerAccount("11", "Gone Already");
    const tenantId = await synchronised(account);
    await withSubscriptions("11", "active");
    const api = await vendorApi(town);
    await api.put(`tenants/${tenantId}`, { version: number(await api.get(`tenants/${tenantId}`), "version"), enabled: false });
    const version = number(await api.get(`tenants/${tenantId}`), "version");
    expect((await api.delete(`tenants/${tenantId}?version=${version}`)).status).toBe(204);
    expect((await deletion("GET", tenantId)).body).toMatchObject({ isGone: true, obstacles: [], wouldLose: { usage: [] } });
    expect(await scheduled("11", tenantId, { confirm: "Gone Already" })).toMatchObject({ status: 202 });
    expect(await rowOf("11")).toMatchObject({ order: { process: "delete-acronis", status: "done" }, deletedTenants: [{ tenantId }] });
    expect(await synchronised(account)).not.toBe(tenantId);
  });

  it("says what the vendor's trouble is, and schedules nothing then", async () => {
    const tenantId = await synchronised(customerAccount("12", "Cannot Ask"));
    town.vendor.faults.add({ kind: "status", status: 503, times: "always" });
    expect(await deletion("POST", tenantId, { confirm: "Cannot Ask" })).toMatchObject({
      status: 424,
      body: { type: "urn:tenantry:problem:vendorFailed", cure: expect.stringContaining("again") },
    });
    expect(await rowOf("12")).not.toHaveProperty("deletion");
  });
});

const untilRunning = async (accountId: string): Promise<void> => {
  while ((await rowOf(accountId)).order.status !== "running") await new Promise((resolve) => setTimeout(resolve, 10));
};
