import { afterEach, describe, expect, it } from "vitest";
import { customerAccount } from "../../sandbox/bss/accounts.ts";
import { openTown, resultOf, type Town, untilEnded } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";

/** Slow enough that a list which lags by a minute really does. */
const scale = 200;
const towns: Town[] = [];

const laggingTown = async (seconds: number): Promise<Town> => {
  const town = await openTown({ vendor: { timeScale: scale }, house: { timeScale: scale, answerBudgetSeconds: 2 } });
  towns.push(town);
  await town.bss.get("Accounts/SyncOptions");
  town.vendor.faults.add({ kind: "staleSearch", seconds, times: "always" });
  return town;
};

afterEach(async () => {
  for (const town of towns.splice(0)) await town.close();
});

describe("while the vendor's lists lag", () => {
  it("a login that is taken may be our own administrator's: the resumed order waits, and there is one user", async () => {
    const town = await laggingTown(50);
    town.vendor.faults.add({ kind: "statusAfterCommit", status: 403, match: { route: "POST /api/2/users" } });
    const account = customerAccount("500", "Own Login");
    const send = () => town.bss.post("Accounts/Synchronize", account);
    const ended = await untilDone(send);
    expect(ended.Code).toBe(0);
    await expectNothingTwiceNothingLost(town, ["500"]);
  });

  it("another Username for an account that was cut off does not make a second administrator", async () => {
    const town = await laggingTown(50);
    town.vendor.faults.add({ kind: "statusAfterCommit", status: 403, match: { route: "POST /api/2/users" } });
    const account = customerAccount("501", "Two Logins");
    expect((await untilEnded(() => town.bss.post("Accounts/Synchronize", account))).Code).toBe(-47);
    const renamed = { ...account, SyncOptions: { username: "another.login", role: "1" } };
    expect((await untilEnded(() => town.bss.post("Accounts/Synchronize", renamed))).Code).toBe(-29);
    await expectNothingTwiceNothingLost(town, ["501"]);
    expect((await untilDone(() => town.bss.post("Accounts/Synchronize", account))).Code).toBe(0);
    await expectNothingTwiceNothingLost(town, ["501"]);
  });

  it("a name that is taken may be taken by our own lost create, however far they lag: one tenant, adopted", async () => {
    const town = await laggingTown(400);
    town.vendor.faults.add({ kind: "loseAnswer", match: { route: "POST /api/2/tenants" } });
    const account = customerAccount("502", "Own Name");
    expect((await untilDone(() => town.bss.post("Accounts/Synchronize", account))).Code).toBe(0);
    await expectNothingTwiceNothingLost(town, ["502"]);
    expect(town.vendor.world.tenants.map(({ name }) => name)).toEqual(["Own Name"]);
  });
});

describe("a Delete that stopped half-way", () => {
  it("after the vendor disabled the tenant is no reason for Synchronize to say success on a disabled tenant", async () => {
    const town = await openTown();
    towns.push(town);
    await town.bss.get("Accounts/SyncOptions");
    const account = customerAccount("510", "Half Deleted");
    const { Result } = resultOf(await town.bss.post("Accounts/Synchronize", account));
    const route = "PUT /api/2/tenants/{tenant_id}";
    town.vendor.faults.add({ kind: "statusAfterCommit", status: 403, match: { route } });
    expect((await untilEnded(() => town.bss.post("Accounts/Delete", account))).Code).toBe(-47);
    expect(town.vendor.world.tenants.find(({ id }) => id === Result)?.enabled).toBe(false);
    expect(await untilEnded(() => town.bss.post("Accounts/Synchronize", account))).toMatchObject({ Code: 0, Result });
    expect(town.vendor.world.tenants.find(({ id }) => id === Result)?.enabled).toBe(true);
  });
});

/** Sends again, through parked attempts too, as the BSS's user would. */
const untilDone = async (send: Parameters<typeof untilEnded>[0]): ReturnType<typeof untilEnded> => {
  for (;;) {
    const result = await untilEnded(send);
    if (result.Code === 0) return result;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
