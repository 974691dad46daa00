import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { customerAccount } from "../../sandbox/bss/accounts.ts";
import { operate, until } from "../onboarding/hands.ts";
import { openTown, resultOf, type Town, untilEnded } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";
import { deletesOf, operatorOf } from "./an-operator.ts";

let town: Town;
const { rowOf, deletion, synchronised, scheduled, graceOver, swept, withSubscriptions, used, living, ended } = operatorOf(() => town);

beforeAll(async () => {
  town = await openTown();
  await town.bss.get("Accounts/SyncOptions");
});
afterAll(() => town.close());
afterEach(() => {
  town.vendor.faults.clear();
  town.vendor.clearCalls();
});

const problem = (status: number, name: string) => ({ status, body: { type: `urn:tenantry:problem:${name}` } });
const parkedBy = async (accountId: string, cause: string) =>
  expect(await rowOf(accountId)).toMatchObject({ order: { process: "delete-acronis", status: "parked", failure: { cause } } });
/** A parked deletion must have rested, for its last function may go on in the dark. */
const takenBack = (tenantId: string) => until(async () => (await deletion("DELETE", tenantId)).status === 200);
const resume = async (accountId: string): Promise<void> => {
  const { order } = await rowOf(accountId);
  expect((await operate(town, "POST", `orders/${order.orderId}/resume`)).status).toBe(202);
  await ended(accountId);
};

describe("a deletion that is scheduled", () => {
  it("can be taken back: the tenant stays disabled, and the BSS's next Synchronize enables it", async () => {
    const account = customerAccount("1", "Changes Its Mind");
    const tenantId = await synchronised(account);
    await scheduled("1", tenantId, { confirm: "Changes Its Mind", graceDays: 0 });
    expect(await untilEnded(() => town.bss.post("Accounts/Synchronize", account))).toMatchObject({
      Code: -120,
      Message: expect.stringContaining("DELETE"),
    });
    expect(living(tenantId)).toMatchObject({ enabled: false });
    expect(await deletion("DELETE", tenantId)).toMatchObject({
      status: 200,
      body: { deletion: null, message: expect.stringMatching(/stays disabled.*synchronise/) },
    });
    expect(living(tenantId)).toMatchObject({ enabled: false });
    expect(await swept("1")).toBe(0);
    expect((await deletion("GET", tenantId)).body).toMatchObject({ deletion: null });
    expect((await deletion("DELETE", tenantId)).status).toBe(404);
    expect(await synchronised(account)).toBe(tenantId);
    expect(living(tenantId)).toMatchObject({ enabled: true });
    expect(deletesOf(town)).toEqual([]);
  });

  it("stands as it is when it is asked again on the same terms, and on others is refused", async () => {
    const tenantId = await synchronised(customerAccount("2", "Said Twice"));
    const wish = { confirm: "Said Twice", withData: true, graceDays: 5 };
    const first = await scheduled("2", tenantId, wish);
    expect(await deletion("POST", tenantId, wish)).toMatchObject({ status: 202, body: first.body });
    expect(await deletion("POST", tenantId, { ...wish, graceDays: 6 })).toMatchObject(problem(409, "deletionStands"));
    expect(await deletion("POST", tenantId, { ...wish, withData: false })).toMatchObject(problem(409, "deletionStands"));
    expect(await deletion("POST", tenantId, { ...wish, confirm: "Said Thrice" })).toMatchObject(problem(409, "confirmationWrong"));
  });

  it("is one, when it is asked for several times at once", async () => {
    const tenantId = await synchronised(customerAccount("3", "All At Once"));
    const wish = { confirm: "All At Once", graceDays: 5 };
    const before = (await rowOf("3")).order.number;
    const answers = await Promise.all(Array.from({ length: 6 }, () => deletion("POST", tenantId, wish)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 202));
    await ended("3");
    expect((await rowOf("3")).order.number).toBe(before + 1);
  });

  it("takes the grace time of the instance's settings unless one is named", async () => {
    const tenantId = await synchronised(customerAccount("4", "Usual Grace"));
    expect((await scheduled("4", tenantId, { confirm: "Usual Grace" })).body).toMatchObject({ deletion: { graceDays: 30 } });
  });

  it("is not undone by a Delete of the BSS, and not done by it", async () => {
    const account = customerAccount("5", "Deleted Twice");
    const tenantId = await synchronised(account);
    await scheduled("5", tenantId, { confirm: "Deleted Twice", graceDays: 30 });
    expect(await untilEnded(() => town.bss.post("Accounts/Delete", account))).toMatchObject({ Code: 0, Result: tenantId });
    expect((await deletion("GET", tenantId)).body).toMatchObject({ deletion: { state: "scheduled" } });
    expect(deletesOf(town)).toEqual([]);
    await graceOver("5");
    await swept("5");
    expect(living(tenantId)).toBeUndefined();
    expect(resultOf(await town.bss.post("Accounts/Delete", account))).toMatchObject({ Code: 0, Result: tenantId });
  });
});

describe("a deletion that is due", () => {
  it("stops before data that came since and that nobody confirmed; taken back, its order ends with nothing done", async () => {
    const account = customerAccount("10", "Late Data");
    const tenantId = await synchronised(account);
    await scheduled("10", tenantId, { confirm: "Late Data", graceDays: 0 });
    await used(tenantId, 3);
    await swept("10");
    await parkedBy("10", "dataLeft");
    expect((await deletion("GET", tenantId)).body).toMatchObject({
      deletion: { state: "parked", cause: { name: "dataLeft", detail: expect.stringContaining("pg_base_storage 3 GB") } },
    });
    // A person decides, not time.
    expect(await swept("10")).toBe(0);
    await parkedBy("10", "dataLeft");
    await takenBack(tenantId);
    await ended("10");
    expect(await rowOf("10")).toMatchObject({ tenantId, order: { process: "delete-acronis", status: "done" } });
    expect(living(tenantId)).toMatchObject({ enabled: false });
    expect(deletesOf(town)).toEqual([]);

    await scheduled("10", tenantId, { confirm: "Late Data", withData: true, graceDays: 0 });
    await swept("10");
    expect(living(tenantId)).toBeUndefined();
  });

  it("stops before subscriptions that came since, and goes on once they are cancelled and it is resumed", async () => {
    const tenantId = await synchronised(customerAccount("11", "Late Subscription"));
    await scheduled("11", tenantId, { confirm: "Late Subscription", graceDays: 0 });
    await withSubscriptions("11", "active");
    await swept("11");
    await parkedBy("11", "subscriptionsLive");
    await withSubscriptions("11", "cancelled");
    await resume("11");
    expect(living(tenantId)).toBeUndefined();
  });

  it("deletes nothing early, whoever starts it", async () => {
    const tenantId = await synchronised(customerAccount("12", "Not Yet"));
    await scheduled("12", tenantId, { confirm: "Not Yet", graceDays: 30 });
    const before = await rowOf("12");
    const { mappings, machines } = town.house().ports;
    const early = await mappings.reserve({ key: before, process: "delete-acronis", account: before.account }, before);
    if (early === undefined) throw new Error("somebody else was faster");
    await machines.start("delete-acronis", early.order.execution, early.order.orderId);
    await ended("12");
    await parkedBy("12", "deletionNotDue");
    await machines.start("delete-acronis", "by-hand", early.order.orderId);
    await ended("12");
    await parkedBy("12", "deletionNotDue");
    expect(deletesOf(town)).toEqual([]);
    expect(living(tenantId)).toBeDefined();
  });

  it("leaves an account alone while another order of it runs", async () => {
    const tenantId = await synchronised(customerAccount("13", "Later Then"));
    town.vendor.faults.add({ kind: "status", status: 503, match: { route: "PUT /api/2/tenants/{tenant_id}" }, times: "always" });
    await deletion("POST", tenantId, { confirm: "Later Then", graceDays: 0 });
    expect((await rowOf("13")).order.status).toBe("running");
    expect(await town.house().deleteDueTenants()).toBe(0);
    town.vendor.faults.clear();
    await ended("13");
    expect(await swept("13")).toBe(1);
    expect(living(tenantId)).toBeUndefined();
  });

  it("cannot be taken back while it runs, nor after the tenant is gone", async () => {
    const tenantId = await synchronised(customerAccount("14", "Too Late"));
    await scheduled("14", tenantId, { confirm: "Too Late", graceDays: 0 });
    town.vendor.faults.add({ kind: "status", status: 503, match: { route: "DELETE /api/2/tenants/{tenant_id}" }, times: "always" });
    await town.house().deleteDueTenants();
    expect(await deletion("DELETE", tenantId)).toMatchObject(problem(409, "deletionRuns"));
    town.vendor.faults.clear();
    await ended("14");
    expect((await deletion("DELETE", tenantId)).status).toBe(404);
  });

  it("that the vendor does not allow is parked, and can be taken back as long as the tenant is there", async () => {
    const account = customerAccount("15", "Not Allowed");
    const tenantId = await synchronised(account);
    await scheduled("15", tenantId, { confirm: "Not Allowed", graceDays: 0 });
    town.vendor.faults.add({ kind: "status", status: 403, match: { route: "DELETE /api/2/tenants/{tenant_id}" }, times: "always" });
    await swept("15");
    await parkedBy("15", "accessDenied");
    await takenBack(tenantId);
    await ended("15");
    expect(await synchronised(account)).toBe(tenantId);
    expect(living(tenantId)).toMatchObject({ enabled: true });
    await expectNothingTwiceNothingLost(town, ["15"]);
  });
});
