import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { customerAccount, resellerAccount } from "../../sandbox/bss/accounts.ts";
import { openTown, resultOf, type Town, untilEnded } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";

describe("requests at the same moment", () => {
  let town: Town;

  beforeAll(async () => {
    town = await openTown();
    await town.bss.get("Accounts/SyncOptions");
  });
  afterAll(() => town.close());

  it("of one ask, 20 at once and one after the end, make one tenant and get one id", async () => {
    const account = customerAccount("400", "Twenty at Once");
    const answers = await Promise.all(Array.from({ length: 20 }, () => town.bss.post("Accounts/Synchronize", account)));
    const results = answers.map(resultOf);
    expect(results.every(({ Code }) => Code === 0 || Code === -2)).toBe(true);
    const after = await untilEnded(() => town.bss.post("Accounts/Synchronize", account));
    expect(after.Code).toBe(0);
    expect(new Set(results.filter(({ Code }) => Code === 0).map(({ Result }) => Result))).toEqual(new Set([after.Result]));
    await expectNothingTwiceNothingLost(town, ["400"]);
  });

  it("of two different asks for one account: one runs, the other is told so and is done when it comes again", async () => {
    const first = customerAccount("401", "Two Asks");
    const second = { ...first, Phone: "+30 2109999999" };
    const [one, other] = (await Promise.all([first, second].map((ask) => town.bss.post("Accounts/Synchronize", ask)))).map(resultOf);
    expect([one?.Code, other?.Code].filter((code) => code === 0)).toHaveLength(1);
    const refused = one?.Code === 0 ? other : one;
    expect(refused).toMatchObject({ Code: -3, Message: expect.stringMatching(/order [a-z2-7]{26}/) });
    const ended = await untilEnded(() => town.bss.post("Accounts/Synchronize", second));
    expect(ended.Code).toBe(0);
    const [tenant] = town.vendor.world.byCustomerId((await town.mappingOf("401"))?.marker ?? "");
    expect(tenant?.contact).toMatchObject({ phone: "+30 2109999999" });
    await expectNothingTwiceNothingLost(town, ["401"]);
  });

  it("of a reseller and its customer: the customer waits or is refused by name, and its repeat puts it under the reseller", async () => {
    const reseller = resellerAccount("410", "Sea Breeze IT");
    const customer = customerAccount("411", "Taverna Kosta", { ResellerID: "410" });
    const [, asked] = await Promise.all([town.bss.post("Accounts/Synchronize", reseller), town.bss.post("Accounts/Synchronize", customer)]);
    const first = resultOf(asked);
    expect([0, -2, -24]).toContain(first.Code);
    if (first.Code === -24) expect(first.Message).toContain("410");
    const again = await untilEnded(() => town.bss.post("Accounts/Synchronize", customer));
    expect(again.Code).toBe(0);
    const partner = (await town.mappingOf("410"))?.tenantId ?? "";
    expect(town.vendor.world.childrenOf(partner).map(({ id }) => id)).toEqual([again.Result]);
    await expectNothingTwiceNothingLost(town, ["410", "411"]);
  });

  it("of two accounts for one login: one gets it, the other is refused before anything is created", async () => {
    const SyncOptions = { username: "same.login", role: "1" };
    const asks = [customerAccount("420", "First Come", { SyncOptions }), customerAccount("421", "First Served", { SyncOptions })];
    const results = (await Promise.all(asks.map((ask) => town.bss.post("Accounts/Synchronize", ask)))).map(resultOf);
    expect(results.map(({ Code }) => Code).toSorted()).toEqual([-20, 0]);
    const loser = results[0]?.Code === 0 ? "421" : "420";
    expect((await town.mappingOf(loser))?.tenantId).toBeUndefined();
    await expectNothingTwiceNothingLost(town, ["420", "421"]);
  });
});

describe("a slow vendor", () => {
  it("whose answer comes after the client's time-out is not asked to create twice", async () => {
    const town = await openTown({ house: { vendorCallMilliseconds: 150, answerBudgetSeconds: 2 } });
    try {
      await town.bss.get("Accounts/SyncOptions");
      for (const route of ["POST /api/2/tenants", "POST /api/2/users"]) {
        town.vendor.faults.add({ kind: "slow", ms: 1_000_000, match: { route } });
      }
      const account = customerAccount("430", "Slow Motion");
      expect((await untilEnded(() => town.bss.post("Accounts/Synchronize", account))).Code).toBe(0);
      await expectNothingTwiceNothingLost(town, ["430"]);
    } finally {
      await town.close();
    }
  });

  it("whose lists lag by 30 s shows an earlier create in time to adopt it", async () => {
    const town = await openTown({ vendor: { timeScale: 100 }, house: { timeScale: 100, answerBudgetSeconds: 2 } });
    try {
      await town.bss.get("Accounts/SyncOptions");
      town.vendor.faults.add({ kind: "staleSearch", seconds: 30, times: "always" });
      for (const route of ["POST /api/2/tenants", "POST /api/2/users"]) town.vendor.faults.add({ kind: "loseAnswer", match: { route } });
      const account = customerAccount("440", "Late Lists");
      expect((await untilEnded(() => town.bss.post("Accounts/Synchronize", account))).Code).toBe(0);
      await expectNothingTwiceNothingLost(town, ["440"]);
    } finally {
      await town.close();
    }
  });
});
