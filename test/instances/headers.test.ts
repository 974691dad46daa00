import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../../functions/log.ts";
import { customerAccount } from "../../sandbox/bss/accounts.ts";
import { allRows, clientOf, instanceIdIn, otherBss, resetSecret, saveForm, until, vendorApi } from "../onboarding/hands.ts";
import { openTown, resultOf, type Town, untilEnded } from "../support/town.ts";

const signIns = ({ vendor }: Town): number => vendor.calls.filter(({ route }) => route.endsWith("/idp/token")).length;

describe("settings headers", () => {
  let town: Town;

  beforeAll(async () => {
    town = await openTown({ house: { answerBudgetSeconds: 2 } });
  });
  afterAll(() => town.close());
  beforeEach(() => town.vendor.clearCalls());

  it("that are not known yet but valid activate their instance first", async () => {
    const done = resultOf(await town.bss.post("Accounts/Synchronize", customerAccount("1", "First of All")));
    expect(done.Code).toBe(0);
    expect((await town.house().ports.instances.find(instanceIdIn(town)))?.systemName).toBe("Acronis EU2");
  });

  it("that come with twenty calls at once activate one instance, and all calls succeed", async () => {
    const { ClientId, ClientSecret } = await clientOf(await vendorApi(town), town.vendor.rootTenantId);
    const bss = otherBss(town, { ClientId, ClientSecret });
    const answers = await Promise.all(Array.from({ length: 20 }, () => bss.get("Fields/AdditionalInfo")));
    for (const { body } of answers) expect(body).toMatchObject({ Instance: instanceIdIn(town, ClientId) });
    expect((await town.house().ports.instances.list(silentLog)).instances).toHaveLength(2);
  });

  it("that are known ask the vendor nothing", async () => {
    await town.bss.get("Fields/AdditionalInfo");
    expect(town.vendor.calls).toEqual([]);
  });

  it("that are missing are refused by name", async () => {
    expect(resultOf(await otherBss(town, { Gateway: "" }).post("Accounts/Exists", { ID: "1" }))).toMatchObject({ Code: -10 });
    expect(resultOf(await otherBss(town, { ClientSecret: "" }).post("Accounts/Exists", { ID: "1" }))).toMatchObject({ Code: -10 });
    expect(town.vendor.calls).toEqual([]);
  });

  it("with a new secret that the vendor accepts rotate the stored one; the one before is accepted on, without asking the vendor", async () => {
    const before = town.settings;
    const ClientSecret = await resetSecret(town.vendor, town.vendor.clientId);
    expect(resultOf(await otherBss(town, { ClientSecret }).post("Accounts/Exists", { ID: "1" })).Code).toBe(1);
    expect(await town.house().ports.credentials.fresh(instanceIdIn(town))).toMatchObject({
      clientSecret: ClientSecret,
      previousSecret: before["ClientSecret"],
    });
    town.vendor.clearCalls();
    expect(resultOf(await town.bss.post("Accounts/Exists", { ID: "1" })).Code).toBe(1);
    expect(resultOf(await town.bss.post("Accounts/Synchronize", customerAccount("2", "With the Old Header"))).Code).toBe(0);
  });

  it("with a wrong secret are refused, change nothing, and hold no hash of it anywhere", async () => {
    const stored = await town.house().ports.credentials.fresh(instanceIdIn(town));
    const answer = await otherBss(town, { ClientSecret: "a-guess-at-it" }).post("Accounts/Synchronize", customerAccount("3", "Never Made"));
    expect(resultOf(answer)).toMatchObject({ Code: -11, Result: "" });
    expect(answer.text).not.toContain("a-guess-at-it");
    expect(await town.house().ports.credentials.fresh(instanceIdIn(town))).toEqual(stored);
    expect(await town.mappingOf("3")).toBeUndefined();
    expect(JSON.stringify(await allRows(town))).not.toContain("a-guess-at-it");
  });
});

describe("saving the form with a secret that was reset", () => {
  it("rotates it while orders run, and none of them fails", async () => {
    const town = await openTown({ house: { answerBudgetSeconds: 5 } });
    try {
      expect(await saveForm(town)).toEqual([]);
      const accounts = Array.from({ length: 6 }, (_, index) => customerAccount(String(index), `Rotated ${index}`));
      // Between the reset in the portal and the form, nobody can sign in: all orders are inside one slow call meanwhile.
      town.vendor.faults.add({ kind: "slow", ms: 500_000, match: { route: "POST /api/2/tenants" }, times: 6 });
      const running = accounts.map((account) => untilEnded(() => town.bss.post("Accounts/Synchronize", account)));
      await until(async () => town.vendor.faults.armed.length === 0);
      const ClientSecret = await resetSecret(town.vendor, town.vendor.clientId);
      expect(await saveForm(town, { ClientSecret })).toEqual([]);
      expect((await Promise.all(running)).map(({ Code }) => Code)).toEqual(accounts.map(() => 0));
    } finally {
      await town.close();
    }
  });
});

describe("the secret before the current one", () => {
  it("is no longer accepted after 24 hours: it must sign in, and cannot", async () => {
    // A day passes in less than a tenth of a second.
    const town = await openTown({ house: { timeScale: 1_000_000 } });
    try {
      expect(await saveForm(town)).toEqual([]);
      const ClientSecret = await resetSecret(town.vendor, town.vendor.clientId);
      expect(await saveForm(town, { ClientSecret })).toEqual([]);
      await until(async () => resultOf(await town.bss.post("Accounts/Exists", { ID: "1" })).Code === -11);
      expect(resultOf(await otherBss(town, { ClientSecret }).post("Accounts/Exists", { ID: "1" })).Code).toBe(0);
    } finally {
      await town.close();
    }
  });
});

describe("wrong secrets in the headers", () => {
  let town: Town;
  const guess = (ClientSecret: string) => otherBss(town, { ClientSecret }).post("Accounts/Exists", { ID: "1" });

  beforeAll(async () => {
    // Ten minutes pass in twelve seconds.
    town = await openTown({ house: { timeScale: 50 } });
    expect(await saveForm(town)).toEqual([]);
  });
  afterAll(() => town.close());

  it("are counted: after five in ten minutes the next is refused without asking the vendor", async () => {
    for (const number of [1, 2, 3, 4, 5]) expect(resultOf(await guess(`guess-${number}`)).Code).toBe(-11);
    town.vendor.clearCalls();
    expect(resultOf(await guess("guess-6")).Code).toBe(-12);
    expect(town.vendor.calls).toEqual([]);
  });

  it("do not lock out the right secret, nor the form", async () => {
    expect(resultOf(await town.bss.post("Accounts/Exists", { ID: "1" })).Code).toBe(0);
    expect(await saveForm(town, { ClientSecret: "guess-7" })).toHaveLength(1);
    const ClientSecret = await resetSecret(town.vendor, town.vendor.clientId);
    expect(await saveForm(town, { ClientSecret })).toEqual([]);
  });

  it("that come at once are counted one by one", async () => {
    const ClientId = "nobody-knows-this-client";
    const guesses = Array.from({ length: 12 }, (_, index) => otherBss(town, { ClientId, ClientSecret: `at-once-${index}` }));
    await Promise.all(guesses.map((bss) => bss.post("Accounts/Exists", { ID: "1" })));
    town.vendor.clearCalls();
    expect(resultOf(await otherBss(town, { ClientId, ClientSecret: "one-more" }).post("Accounts/Exists", { ID: "1" })).Code).toBe(-12);
    expect(signIns(town)).toBe(0);
  });
});
