import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BssAccount, customerAccount } from "../../sandbox/bss/accounts.ts";
import { makeTenant, makeUser } from "../sandbox/acronis/client.ts";
import { openTown, resultOf, type Town } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";
import { countedCalls, vendorApi } from "./hands.ts";

describe("what is refused before anything is created", () => {
  let town: Town;

  beforeAll(async () => {
    town = await openTown();
    await town.bss.get("Accounts/SyncOptions");
  });
  afterAll(() => town.close());
  beforeEach(() => town.vendor.clearCalls());

  const synchronise = async (account: BssAccount) => resultOf(await town.bss.post("Accounts/Synchronize", account));
  const withLogin = (id: string, name: string, username: string) => customerAccount(id, name, { SyncOptions: { username, role: "1" } });

  it.each([
    ["absent", null],
    ["empty", ""],
    ["blank", "   "],
    ["without an @", "it.aegeanfoods.example"],
    ["without a host", "it@"],
    ["without a name", "@aegeanfoods.example"],
    ["with a host of one label", "it@localhost"],
    ["with two @", "it@aegean@foods.example"],
    ["with a blank inside", "i t@aegeanfoods.example"],
    ["two addresses", "it@aegeanfoods.example, two@aegeanfoods.example"],
    ["with a display name", "Eleni <it@aegeanfoods.example>"],
    ["with an empty label", "it@aegean..example"],
    ["of 255 characters", `${"a".repeat(60)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(11)}`],
    ["of 10,000 characters", `it@${"a".repeat(10_000)}.example`],
  ])("an account whose e-mail is %s: the activation would be lost", async (_what, Email) => {
    expect(await synchronise(customerAccount("1", "No Mail", { Email }))).toMatchObject({ Code: -22, Result: "" });
    expect(town.vendor.calls).toEqual([]);
    expect(await town.mappingOf("1")).toBeUndefined();
  });

  it("but an e-mail of 254 characters is taken, and the activation goes there", async () => {
    const Email = `${"a".repeat(60)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(10)}`;
    expect(Email).toHaveLength(254);
    expect((await synchronise(customerAccount("2", "Long Mail", { Email }))).Code).toBe(0);
    expect(town.vendor.world.mails.at(-1)?.email).toBe(Email);
  });

  it.each(["", "ab", "two words", "línea", "x".repeat(255)])("a Username that Acronis cannot take: %j", async (login) => {
    expect(await synchronise(withLogin("3", "Odd Login", login))).toMatchObject({ Code: -21, Result: "" });
    expect(town.vendor.calls).toEqual([]);
  });

  it("a login that is taken anywhere at Acronis, in whatever case; the suggestions are free, and one of them works", async () => {
    const login = "Berta.Bergmann@taken.example";
    const api = await vendorApi(town);
    const { id } = await makeTenant(api, town.vendor.rootTenantId, { name: "Had It Before" });
    await makeUser(api, id, login.toLowerCase());
    const before = town.vendor.world.counts;
    const refused = await synchronise(withLogin("4", "Late Comer", login));
    expect(refused).toMatchObject({ Code: -20, Result: "" });
    expect(town.vendor.world.counts).toEqual(before);

    const suggestions = (await town.mappingOf("4"))?.suggestions ?? [];
    expect(suggestions).toHaveLength(3);
    for (const suggestion of suggestions) {
      expect(refused.Message).toContain(suggestion);
      expect((await api.get(`users/check_login?username=${encodeURIComponent(suggestion)}`)).status).toBe(204);
    }
    const [chosen = ""] = suggestions;
    const done = await synchronise(withLogin("4", "Late Comer", chosen));
    expect(done.Code).toBe(0);
    expect(town.vendor.world.usersOf(done.Result ?? "").map((user) => user.login)).toEqual([chosen]);
    expect((await town.mappingOf("4"))?.suggestions).toBeUndefined();
    await expectNothingTwiceNothingLost(town, ["4"]);
  });

  it("a login of another account of ours, without asking Acronis whether it is free; the suggestions leave out what we hold", async () => {
    expect((await synchronise(withLogin("5", "Holder", "shared"))).Code).toBe(0);
    expect((await synchronise(withLogin("6", "Holder of the Next", "shared2"))).Code).toBe(0);
    town.vendor.clearCalls();
    const refused = await synchronise(withLogin("7", "Second", "SHARED"));
    expect(refused).toMatchObject({ Code: -20 });
    expect(countedCalls(town).every((call) => call === "GET /users/check_login")).toBe(true);
    const { suggestions = [] } = (await town.mappingOf("7")) ?? {};
    expect(suggestions.length).toBeGreaterThan(0);
    expect(suggestions.map((each) => each.toLowerCase())).not.toContain("shared2");
    expect((await town.mappingOf("7"))?.tenantId).toBeUndefined();
  });

  it("a login that an account wanted and gave up is free for another", async () => {
    const api = await vendorApi(town);
    const { id } = await makeTenant(api, town.vendor.rootTenantId, { name: "For a While" });
    const user = await makeUser(api, id, "given.up");
    expect((await synchronise(withLogin("8", "Gave Up", "given.up"))).Code).toBe(-20);
    expect((await synchronise(withLogin("8", "Gave Up", "another.one"))).Code).toBe(0);
    const { body } = await api.put(`users/${user.id}`, { version: user.version, enabled: false });
    expect(body).toMatchObject({ enabled: false });
    await api.delete(`users/${user.id}?version=${user.version + 1}`);
    expect((await synchronise(withLogin("9", "Takes It", "given.up"))).Code).toBe(0);
  });
});
