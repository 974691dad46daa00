import * as z from "zod";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type BssAccount, customerAccount } from "../../sandbox/bss/accounts.ts";
import { openTown, type Town, untilEnded } from "../support/town.ts";
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
    expect((await synchronise(customerAccount("4", "Much Changed"))).Code).toBe(0);
    await town.house().machines.idle();
    const ids = [(await orderOf("4")).orderId];
    const { mappings } = town.house().ports;
    for (let phone = 1; phone < 22; phone += 1) {
      const before = await town.mappingOf("4");
      if (before === undefined) throw new Error("there is no row");
      const ask = { key: before, process: "onboard-acronis", account: { ...before.account, phone: `+30 ${phone}` } } as const;
      const reserved = await mappings.reserve(ask, before);
      if (reserved === undefined) throw new Error("somebody else was faster");
      await mappings.complete(reserved, { steps: before.order.steps, disabled: false });
      ids.push(reserved.order.orderId);
    }
    expect(new Set(ids).size).toBe(22);
    const statuses = await Promise.all(ids.map(async (id) => (await operate(town, "GET", `orders/${id}`)).status));
    expect(statuses).toEqual([404, 404, ...Array.from({ length: 20 }, () => 200)]);
    const past = Detail.parse((await operate(town, "GET", `orders/${ids[2] ?? ""}`)).body);
    expect(past.status).toBe("done");
    expect(past.steps.length).toBeGreaterThan(5);
  });
});
