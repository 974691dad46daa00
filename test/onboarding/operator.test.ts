import * as z from "zod";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parkDeadExecution } from "../../functions/onboarding/park-dead-execution.ts";
import { silentLog } from "../../functions/log.ts";
import { type BssAccount, customerAccount } from "../../sandbox/bss/accounts.ts";
import { openTown, resultOf, type Town, untilEnded } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";
import { operate, until } from "./hands.ts";

let town: Town;

beforeAll(async () => {
  town = await openTown({ house: { answerBudgetSeconds: 0.3 } });
  await town.bss.get("Accounts/SyncOptions");
});
afterAll(() => town.close());
afterEach(() => town.vendor.faults.clear());

const Orders = z.object({ orders: z.array(z.object({ orderId: z.string(), accountId: z.string() })), next: z.string().nullable() });
const Detail = z.object({ status: z.string(), steps: z.array(z.object({ step: z.string(), startedAt: z.string(), endedAt: z.string() })) });

const synchronise = (account: BssAccount) => untilEnded(() => town.bss.post("Accounts/Synchronize", account));
const orderOf = async (accountId: string) => {
  const mapping = await town.mappingOf(accountId);
  if (mapping === undefined) throw new Error(`account ${accountId} has no order`);
  return mapping.order;
};
const ended = (accountId: string) => until(async () => (await orderOf(accountId)).status !== "running");
const parkedIds = async () =>
  Orders.parse((await operate(town, "GET", "orders?status=parked")).body).orders.map(({ accountId }) => accountId);

/** The administrator's creation does not come to an end until the faults are cleared. */
const holdUp = () => town.vendor.faults.add({ kind: "status", status: 503, match: { route: "POST /api/2/users" }, times: "always" });
/** Nor can it be cured by time. */
const refuse = () => town.vendor.faults.add({ kind: "status", status: 403, match: { route: "POST /api/2/users" }, times: "always" });

const parkedAccount = async (id: string): Promise<BssAccount> => {
  const account = customerAccount(id, `Parked ${id}`);
  refuse();
  expect((await synchronise(account)).Code).toBe(-47);
  town.vendor.faults.clear();
  return account;
};

describe("an operator", () => {
  it("finds a parked order in the list, with its cause, its cure and what was done, and resumes it when the cause is gone", async () => {
    await parkedAccount("1");
    const { orderId } = await orderOf("1");
    expect(await parkedIds()).toContain("1");
    const { body, text } = await operate(town, "GET", `orders/${orderId}`);
    expect(body).toMatchObject({
      status: "parked",
      accountId: "1",
      cause: { name: "accessDenied", code: -47, cure: expect.stringContaining("API client"), after: "switchToProduction" },
      tenantId: (await town.mappingOf("1"))?.tenantId,
    });
    const { steps } = Detail.parse(body);
    expect(steps.map(({ step }) => step)).toEqual(["checkLogin", "createTenant", "enableServices", "switchToProduction"]);
    for (const { startedAt, endedAt } of steps) expect(startedAt <= endedAt).toBe(true);
    expect(text).not.toMatch(/Parked 1|parked1\.example/);

    expect(await operate(town, "POST", `orders/${orderId}/resume`)).toMatchObject({ status: 202 });
    await ended("1");
    expect(Detail.parse((await operate(town, "GET", `orders/${orderId}`)).body)).toMatchObject({ status: "done" });
    expect(await parkedIds()).not.toContain("1");
    await expectNothingTwiceNothingLost(town, ["1"]);
  });

  it("cannot resume what is done, what runs, what was followed, or what is not there", async () => {
    const account = customerAccount("2", "Done");
    await synchronise(account);
    const first = await orderOf("2");
    expect((await operate(town, "POST", `orders/${first.orderId}/resume`)).status).toBe(409);
    await synchronise({ ...account, Phone: "+30 1" });
    expect((await operate(town, "POST", `orders/${first.orderId}/resume`)).status).toBe(409);
    expect((await operate(town, "POST", "orders/nothing-by-this-name/resume")).status).toBe(404);
    holdUp();
    await town.bss.post("Accounts/Synchronize", customerAccount("3", "Runs"));
    expect((await operate(town, "POST", `orders/${(await orderOf("3")).orderId}/resume`)).status).toBe(409);
    town.vendor.faults.clear();
    await ended("3");
  });

  it("reads the last 20 orders of an account, and no older one", async () => {
    const account = customerAccount("4", "Much Changed");
    const ids: string[] = [];
    for (let phone = 0; phone < 22; phone += 1) {
      expect((await synchronise({ ...account, Phone: `+30 ${phone}` })).Code).toBe(0);
      ids.push((await orderOf("4")).orderId);
    }
    expect(new Set(ids).size).toBe(22);
    const statuses = await Promise.all(ids.map(async (id) => (await operate(town, "GET", `orders/${id}`)).status));
    expect(statuses).toEqual([404, 404, ...Array.from({ length: 20 }, () => 200)]);
    const past = Detail.parse((await operate(town, "GET", `orders/${ids[2] ?? ""}`)).body);
    expect(past.status).toBe("done");
    expect(past.steps.length).toBeGreaterThan(5);
  });
});

describe("an execution that a person starts by hand", () => {
  const start = (orderId: string, name: string) => town.house().machines.start("onboard-acronis", name, orderId);

  it("is refused while an attempt runs, and leaves the row as it is", async () => {
    holdUp();
    await town.bss.post("Accounts/Synchronize", customerAccount("10", "Runs Already"));
    await until(async () => town.vendor.calls.some(({ route, status }) => route === "POST /api/2/users" && status === 503));
    const before = await town.mappingOf("10");
    await start(before?.order.orderId ?? "", "4b6f0a0e-1111-4222-8333-444455556666");
    await until(async () => !(await town.house().machines.isRunning("onboard-acronis", "4b6f0a0e-1111-4222-8333-444455556666")));
    expect(await town.mappingOf("10")).toEqual(before);
    town.vendor.faults.clear();
    await ended("10");
    expect((await orderOf("10")).status).toBe("done");
    await expectNothingTwiceNothingLost(town, ["10"]);
  });

  it("takes over a parked order, as its next attempt", async () => {
    await parkedAccount("11");
    const { orderId } = await orderOf("11");
    await start(orderId, "my-own-name");
    await town.house().machines.idle();
    expect(await orderOf("11")).toMatchObject({ orderId, status: "done", attempt: 2, execution: "my-own-name" });
    await expectNothingTwiceNothingLost(town, ["11"]);
  });

  it("of an order that is done is refused, and leaves the row as it is", async () => {
    await synchronise(customerAccount("12", "Long Done"));
    await town.house().machines.idle();
    const before = await town.mappingOf("12");
    town.vendor.clearCalls();
    await start(before?.order.orderId ?? "", "too-late");
    await town.house().machines.idle();
    expect(await town.mappingOf("12")).toEqual(before);
    expect(town.vendor.calls).toEqual([]);
  });

  it("runs an order that was reserved and never started", async () => {
    await synchronise(customerAccount("14", "Pattern of One"));
    const pattern = await town.mappingOf("14");
    if (pattern === undefined) throw new Error("there is no row");
    const account = { ...pattern.account, name: "Reserved for a Hand", login: "reserved.for.a.hand" };
    const key = { applicationId: pattern.applicationId, instanceId: pattern.instanceId, accountId: "15" };
    const row = await town.house().ports.mappings.reserve({ key, process: "onboard-acronis", account }, undefined);
    await start(row?.order.orderId ?? "", "by-a-hand");
    await town.house().machines.idle();
    expect(await orderOf("15")).toMatchObject({ status: "done", attempt: 2, execution: "by-a-hand" });
    await expectNothingTwiceNothingLost(town, ["15"]);
  });

  it("of an order that nobody placed ends without a trace", async () => {
    await start("aaaaaaaaaaaaaaaaaaaaaaaaaa", "for-nothing");
    await town.house().machines.idle();
    expect((await operate(town, "GET", "orders/aaaaaaaaaaaaaaaaaaaaaaaaaa")).status).toBe(404);
  });

  it("that parks its order is found by its name when it dies", async () => {
    await parkedAccount("13");
    holdUp();
    await start((await orderOf("13")).orderId, "dies-by-hand");
    await until(async () => (await orderOf("13")).execution === "dies-by-hand");
    const { clock, mappings } = town.house().ports;
    expect(await parkDeadExecution({ execution: "dies-by-hand", status: "ABORTED" }, { clock, mappings, log: silentLog })).toBe(true);
    expect(await orderOf("13")).toMatchObject({ status: "parked", failure: { cause: "executionDied", message: "execution ABORTED" } });
  });
});

describe("an execution that dies outside any Catch", () => {
  it("leaves its order parked; its late steps change nothing; the BSS is told, and its repeat finishes the work", async () => {
    const account = customerAccount("20", "Died Once");
    holdUp();
    await town.bss.post("Accounts/Synchronize", account);
    await until(async () => (await town.mappingOf("20"))?.tenantId !== undefined);
    const { execution } = await orderOf("20");
    const { clock, mappings } = town.house().ports;
    const died = { execution, status: "TIMED_OUT" };
    expect(await parkDeadExecution(died, { clock, mappings, log: silentLog })).toBe(true);
    expect(await parkDeadExecution(died, { clock, mappings, log: silentLog })).toBe(false);
    expect(await parkedIds()).toContain("20");
    const parked = await orderOf("20");
    town.vendor.faults.clear();
    await until(async () => !(await town.house().machines.isRunning("onboard-acronis", execution)));
    expect(await orderOf("20")).toEqual(parked);
    expect(town.vendor.world.usersOf((await town.mappingOf("20"))?.tenantId ?? "").length).toBeLessThanOrEqual(1);
    await until(async () => resultOf(await town.bss.post("Accounts/Synchronize", account)).Code === 0);
    await expectNothingTwiceNothingLost(town, ["20"]);
  });
});

describe("the sweep", () => {
  it("starts an order that was reserved and never started, and leaves alone what runs", async () => {
    await synchronise(customerAccount("30", "Pattern"));
    const pattern = await town.mappingOf("30");
    if (pattern === undefined) throw new Error("there is no row");
    const account = { ...pattern.account, name: "Reserved Only", login: "reserved.only" };
    const key = { applicationId: pattern.applicationId, instanceId: pattern.instanceId, accountId: "31" };
    await town.house().ports.mappings.reserve({ key, process: "onboard-acronis", account }, undefined);
    await until(async () => (await town.house().sweep()) > 0);
    await ended("31");
    expect((await orderOf("31")).status).toBe("done");
    expect(await town.house().sweep()).toBe(0);
    await expectNothingTwiceNothingLost(town, ["31"]);
  });
});
