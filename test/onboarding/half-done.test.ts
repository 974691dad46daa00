import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { silentLog } from "../../functions/log.ts";
import { parkDeadExecution } from "../../functions/onboarding/park-dead-execution.ts";
import { type BssAccount, customerAccount } from "../../sandbox/bss/accounts.ts";
import { openTown, resultOf, type Town, untilEnded } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";
import { operate, until } from "./hands.ts";

describe("an order that takes over what another left half done", () => {
  let town: Town;

  beforeAll(async () => {
    town = await openTown();
    await town.bss.get("Accounts/SyncOptions");
  });
  afterAll(() => town.close());
  afterEach(() => town.vendor.faults.clear());

  const synchronise = (account: BssAccount) => untilEnded(() => town.bss.post("Accounts/Synchronize", account));
  const tenantOf = async (accountId: string) => {
    const tenantId = (await town.mappingOf(accountId))?.tenantId;
    return town.vendor.world.tenants.find(({ id }) => id === tenantId);
  };
  const mailsTo = (email: string) => town.vendor.world.mails.filter((mail) => mail.email === email).length;

  it("adopts a tenant whose answer was lost, and gives it the content that is wanted now", async () => {
    const account = customerAccount("1", "Lost at First");
    town.vendor.faults.add({ kind: "loseAnswer", match: { route: "POST /api/2/tenants" } });
    town.vendor.faults.add({ kind: "status", status: 503, match: { route: "GET /api/2/tenants" }, times: "always" });
    const asked = town.bss.post("Accounts/Synchronize", account);
    await until(async () => town.vendor.world.tenants.some(({ name }) => name === "Lost at First"));
    const { order, intent } = (await town.mappingOf("1")) ?? {};
    expect(intent).toMatchObject({ name: "Lost at First" });
    const { clock, mappings } = town.house().ports;
    await parkDeadExecution({ execution: order?.execution ?? "", status: "ABORTED" }, { clock, mappings, log: silentLog });
    await asked;
    town.vendor.faults.clear();
    const wanted = { ...account, Name: "Found Again", Phone: "+30 9" };
    const done = await synchronise(wanted);
    expect(done.Code).toBe(0);
    expect(town.vendor.world.tenants.filter(({ name }) => /Lost at First|Found Again/.test(name))).toHaveLength(1);
    expect(await tenantOf("1")).toMatchObject({ id: done.Result, name: "Found Again", contact: { phone: "+30 9" } });
    await expectNothingTwiceNothingLost(town, ["1"]);
  });

  it("goes on after a parked one without doing again what is done, and sends one activation", async () => {
    const account = customerAccount("2", "Parked Midway");
    town.vendor.faults.add({ kind: "status", status: 403, match: { route: "PUT /api/2/users/{user_id}/access_policies" } });
    expect((await synchronise(account)).Code).toBe(-47);
    town.vendor.clearCalls();
    const done = await synchronise({ ...account, Phone: "+30 8" });
    expect(done.Code).toBe(0);
    const creates = town.vendor.calls.filter(({ route }) => route === "POST /api/2/tenants" || route === "POST /api/2/users");
    expect(creates).toEqual([]);
    expect(await tenantOf("2")).toMatchObject({ contact: { phone: "+30 8" } });
    expect(mailsTo(account.Email ?? "")).toBe(1);
    const [user] = town.vendor.world.usersOf(done.Result ?? "");
    expect(user?.policies.map(({ role_id }) => role_id)).toEqual(["company_admin"]);
  });

  it("still mails the activation to the new address when the change was parked just before it", async () => {
    const account = customerAccount("3", "New Address");
    expect((await synchronise(account)).Code).toBe(0);
    town.vendor.faults.add({ kind: "status", status: 403, match: { route: "POST /api/2/users/{user_id}/send-activation-email" } });
    const Email = "newer@address.example";
    expect((await synchronise({ ...account, Email })).Code).toBe(-47);
    expect(mailsTo(Email)).toBe(0);
    const orderId = (await town.mappingOf("3"))?.order.orderId ?? "";
    expect((await operate(town, "POST", `orders/${orderId}/resume`)).status).toBe(202);
    await town.house().machines.idle();
    expect((await town.mappingOf("3"))?.order.status).toBe("done");
    expect(mailsTo(Email)).toBe(1);
    expect((await synchronise({ ...account, Email, Phone: "+30 7" })).Code).toBe(0);
    expect(mailsTo(Email)).toBe(1);
  });

  it("is told of a login that changed after an administrator was made with the former one", async () => {
    const account = customerAccount("4", "Former Login");
    town.vendor.faults.add({ kind: "loseAnswer", match: { route: "POST /api/2/users" } });
    town.vendor.faults.add({ kind: "status", status: 403, match: { route: "GET /api/2/tenants/{tenant_id}/users" } });
    expect((await synchronise(account)).Code).toBe(-47);
    expect((await town.mappingOf("4"))?.administratorId).toBeUndefined();
    const changed = { ...account, SyncOptions: { username: "another.login", role: "1" } };
    expect(await synchronise(changed)).toMatchObject({ Code: -29 });
    expect((await synchronise(account)).Code).toBe(0);
    await expectNothingTwiceNothingLost(town, ["4"]);
  });

  it("adopts an administrator whose answer was lost, and mails the activation to the address that is wanted now", async () => {
    const account = customerAccount("6", "Lost Administrator");
    town.vendor.faults.add({ kind: "loseAnswer", match: { route: "POST /api/2/users" } });
    town.vendor.faults.add({ kind: "status", status: 403, match: { route: "GET /api/2/tenants/{tenant_id}/users" } });
    expect((await synchronise(account)).Code).toBe(-47);
    const Email = "wanted.now@lost.example";
    const done = await synchronise({ ...account, Email });
    expect(done.Code).toBe(0);
    expect(town.vendor.world.usersOf(done.Result ?? "").map(({ contact }) => contact.email)).toEqual([Email]);
    expect([mailsTo(account.Email ?? ""), mailsTo(Email)]).toEqual([0, 1]);
    await expectNothingTwiceNothingLost(town, ["6"]);
  });

  it("disables a half-made account on Delete, and Synchronize afterwards makes it whole", async () => {
    const account = customerAccount("5", "Half Made");
    town.vendor.faults.add({ kind: "status", status: 403, match: { route: "POST /api/2/users" } });
    expect((await synchronise(account)).Code).toBe(-47);
    expect(resultOf(await town.bss.post("Accounts/Exists", account)).Code).toBe(0);
    expect((await untilEnded(() => town.bss.post("Accounts/Delete", account))).Code).toBe(0);
    expect(await tenantOf("5")).toMatchObject({ enabled: false });
    const done = await synchronise(account);
    expect(done.Code).toBe(0);
    expect(await tenantOf("5")).toMatchObject({ enabled: true });
    expect(mailsTo(account.Email ?? "")).toBe(1);
    await expectNothingTwiceNothingLost(town, ["5"]);
  });
});
