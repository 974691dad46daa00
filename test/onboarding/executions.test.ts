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

const synchronise = (account: BssAccount) => untilEnded(() => town.bss.post("Accounts/Synchronize", account));
const orderOf = async (accountId: string) => {
  const mapping = await town.mappingOf(accountId);
  if (mapping === undefined) throw new Error(`account ${accountId} has no order`);
  return mapping.order;
};
const ended = (accountId: string) => until(async () => (await orderOf(accountId)).status !== "running");

/** The administrator's creation does not come to an end until the faults are cleared. */
const holdUp = () => town.vendor.faults.add({ kind: "status", status: 503, match: { route: "POST /api/2/users" }, times: "always" });

const park = async (id: string): Promise<void> => {
  town.vendor.faults.add({ kind: "status", status: 403, match: { route: "POST /api/2/users" } });
  await town.bss.post("Accounts/Synchronize", customerAccount(id, `Parked ${id}`));
  await ended(id);
  expect(await orderOf(id)).toMatchObject({ status: "parked", failure: { cause: "accessDenied" } });
};

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
    await park("11");
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

  it.each(["disable-acronis", "delete-acronis", "change-acronis-services"])(
    "at the machine of another process is refused before it does or claims anything: %s",
    async (process) => {
      const id = { "disable-acronis": "16", "delete-acronis": "17" }[process] ?? "18";
      await park(id);
      const before = await town.mappingOf(id);
      town.vendor.clearCalls();
      await town.house().machines.start(process, `wrong-${process}`, before?.order.orderId ?? "");
      await town.house().machines.idle();
      expect(await town.mappingOf(id)).toEqual(before);
      expect(town.vendor.calls).toEqual([]);
    },
  );

  it("of an order that nobody placed ends without a trace", async () => {
    await start("aaaaaaaaaaaaaaaaaaaaaaaaaa", "for-nothing");
    await town.house().machines.idle();
    expect((await operate(town, "GET", "orders/aaaaaaaaaaaaaaaaaaaaaaaaaa")).status).toBe(404);
  });

  it("that parks its order is found by its name when it dies", async () => {
    await park("13");
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
    const parked = await orderOf("20");
    expect((await operate(town, "GET", "orders?status=parked")).text).toContain(parked.orderId);
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
