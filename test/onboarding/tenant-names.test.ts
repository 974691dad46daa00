import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BssAccount, customerAccount } from "../../sandbox/bss/accounts.ts";
import { makeTenant } from "../sandbox/acronis/client.ts";
import { openTown, resultOf, type Town } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";
import { vendorApi } from "./hands.ts";

describe("the name of a tenant", () => {
  let town: Town;

  beforeAll(async () => {
    town = await openTown();
    await town.bss.get("Accounts/SyncOptions");
  });
  afterAll(() => town.close());

  const synchronise = async (account: BssAccount) => resultOf(await town.bss.post("Accounts/Synchronize", account));
  const named = (id: string, name: string, more: Partial<BssAccount> = {}) =>
    customerAccount(id, name, {
      SyncOptions: { username: `login.${id}`, role: "1" },
      Email: `mail${id}@firm.example`,
      WebSite: null,
      ...more,
    });
  const tenant = (tenantId: string | null) => town.vendor.world.tenants.find(({ id }) => id === tenantId);

  it.concurrent.each(
    [
      "<script>alert('x')</script> & Sons \"Ltd\"",
      "شركة الأغذية المحدودة",
      "עוגת גבינה בע״מ",
      "Crêperie 🥞👩‍👩‍👧 Ñandú",
      "株式会社アエジアン",
      "x".repeat(255),
    ].map((name, index) => ({ name, id: String(index) })),
  )("of account $id arrives unharmed, and the person's name with it", async ({ name, id }) => {
    const contact = { FirstName: `${name.slice(0, 40)}-F`, LastName: `${name.slice(0, 40)}-L`, Phone: null, Fax: null, Email: null };
    const { Code, Result } = await synchronise(named(id, name, { ContactDetails: contact }));
    expect(Code).toBe(0);
    expect(tenant(Result)).toMatchObject({ name, contact: { firstname: contact.FirstName, lastname: contact.LastName } });
    expect(town.vendor.world.usersOf(Result ?? "")[0]?.contact).toMatchObject({ firstname: contact.FirstName });
  });

  it("of a second account of that name gets its code; a third of the same name and code is parked with the cause", async () => {
    const first = await synchronise(named("10", "Mountain View"));
    const second = await synchronise(named("11", "Mountain View", { Code: "MV" }));
    expect([tenant(first.Result)?.name, tenant(second.Result)?.name]).toEqual(["Mountain View", "Mountain View (MV)"]);
    const third = await synchronise(named("12", "Mountain View", { Code: "MV" }));
    expect(third).toMatchObject({ Code: -40, Result: "" });
    expect(await town.mappingOf("12")).toMatchObject({ order: { status: "parked", failure: { cause: "tenantNameTaken" } } });
    const renamed = await synchronise(named("12", "Mountain View West", { Code: "MV" }));
    expect(tenant(renamed.Result)?.name).toBe("Mountain View West");
    await expectNothingTwiceNothingLost(town, ["10", "11", "12"]);
  });

  it("of a second account without a code gets its number", async () => {
    await synchronise(named("13", "No Code"));
    const second = await synchronise(named("14", "No Code", { Code: "" }));
    expect(tenant(second.Result)?.name).toBe("No Code (14)");
  });

  it("fits at Acronis with the code as well, however long it is", async () => {
    const name = `${"y".repeat(250)} Long`;
    expect((await synchronise(named("15", name))).Code).toBe(0);
    const second = await synchronise(named("16", name));
    expect(second.Code).toBe(0);
    expect(tenant(second.Result)?.name).toMatch(/^y+.* \(ACC-000016\)$/);
    const cakes = "🥞".repeat(125);
    await synchronise(named("20", `1${cakes}`));
    const third = await synchronise(named("21", `1${cakes}`));
    expect(tenant(third.Result)?.name).toBe(`1${"🥞".repeat(120)} (ACC-000021)`);
  });

  it("is never a reason to adopt: a stranger's tenant of the same name stays as it is", async () => {
    const api = await vendorApi(town);
    const stranger = await makeTenant(api, town.vendor.rootTenantId, { name: "Already Here", customer_id: "somebody else's" });
    const { Code, Result } = await synchronise(named("17", "Already Here"));
    expect(Code).toBe(0);
    expect(Result).not.toBe(stranger.id);
    expect(tenant(Result)?.name).toBe("Already Here (ACC-000017)");
    expect(tenant(stranger.id)).toMatchObject({ version: stranger.version, customer_id: "somebody else's" });
    expect(town.vendor.world.usersOf(stranger.id)).toEqual([]);
  });

  it("with the code stays at the next update, and the answer tells it", async () => {
    const account = named("18", "Mountain View", { Code: "MV18" });
    const first = await synchronise(account);
    const answer = await town.bss.post("Accounts/Synchronize", { ...account, Phone: "+30 1" });
    expect(resultOf(answer)).toMatchObject({ Code: 0, Result: first.Result });
    expect(answer.body).toMatchObject({ AccountExtraInfo: { AcronisTenantName: "Mountain View (MV18)" } });
    expect(tenant(first.Result)).toMatchObject({ name: "Mountain View (MV18)", contact: { phone: "+30 1" } });
  });

  it("that changed is told with the answer", async () => {
    const account = named("19", "Before");
    await synchronise(account);
    const answer = await town.bss.post("Accounts/Synchronize", { ...account, Name: "After" });
    expect(answer.body).toMatchObject({ Code: 0, AccountExtraInfo: { AcronisTenantName: "After" } });
  });
});
