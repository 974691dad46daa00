import * as z from "zod";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BssAccount, customerAccount, resellerAccount } from "../../sandbox/bss/accounts.ts";
import { makeTenant } from "../sandbox/acronis/client.ts";
import { apiKey, applicationId, openTown, resultOf, type Town } from "../support/town.ts";
import { clientOf, otherBss, vendorApi } from "./hands.ts";

const second = { id: "3f2504e0-4f89-41d3-9a0c-0305e82c3302", key: "a-key-of-the-second-bss" };

describe("who stands above an account", () => {
  let town: Town;
  let partner: string;

  beforeAll(async () => {
    const applications = new Map([
      [applicationId, apiKey],
      [second.id, second.key],
    ]);
    town = await openTown({ house: { applications } });
    partner = resultOf(await town.bss.post("Accounts/Synchronize", resellerAccount("10", "Blue Harbor IT"))).Result ?? "";
    expect(partner).not.toBe("");
  });
  afterAll(() => town.close());
  beforeEach(() => town.vendor.clearCalls());

  const synchronise = async (account: BssAccount) => resultOf(await town.bss.post("Accounts/Synchronize", account));
  const parentOf = (tenantId: string | null) => town.vendor.world.tenants.find(({ id }) => id === tenantId)?.parent_id;
  const options = (login: string, parentAccount: string) => ({ username: login, role: "1", parentAccount });

  it.each([
    ["the reseller's own id alone", "20", { ResellerID: "10" }],
    ["our id of the reseller alone", "21", {}],
    ["both", "22", { ResellerID: "10" }],
  ])("is told by %s", async (what, id, more) => {
    const ours = what === "the reseller's own id alone" ? {} : { ResellerExternalID: partner };
    const { Code, Result } = await synchronise(customerAccount(id, `Below ${id}`, { ...more, ...ours }));
    expect(Code).toBe(0);
    expect(parentOf(Result)).toBe(partner);
  });

  it("is told by the option Parent Account alone, and by it with the same reseller", async () => {
    const chosen = await synchronise(customerAccount("23", "Chosen", { SyncOptions: options("chosen", partner) }));
    expect(parentOf(chosen.Result)).toBe(partner);
    const agreed = { ResellerID: "10", ResellerExternalID: partner, SyncOptions: options("agreed", partner) };
    const both = await synchronise(customerAccount("24", "Agreed", agreed));
    expect(parentOf(both.Result)).toBe(partner);
  });

  it("is the distributor where nothing is told, or its own tenant is chosen", async () => {
    const direct = await synchronise(customerAccount("25", "Direct"));
    expect(parentOf(direct.Result)).toBe(town.vendor.rootTenantId);
    const chosen = await synchronise(customerAccount("26", "Root", { SyncOptions: options("by.root", town.vendor.rootTenantId) }));
    expect(parentOf(chosen.Result)).toBe(town.vendor.rootTenantId);
  });

  it("is refused where option, our id and the BSS's id disagree; nothing is created", async () => {
    const other = (await synchronise(resellerAccount("11", "Red Harbor IT"))).Result ?? "";
    town.vendor.clearCalls();
    const asks = [
      { ResellerExternalID: partner, SyncOptions: options("torn.one", other) },
      { ResellerID: "10", SyncOptions: options("torn.one", other) },
      { ResellerID: "10", ResellerExternalID: other },
      { ResellerID: "10", ResellerExternalID: partner, SyncOptions: options("torn.one", other) },
    ];
    for (const ask of asks) expect(await synchronise(customerAccount("27", "Torn", ask))).toMatchObject({ Code: -25, Result: "" });
    expect(town.vendor.calls).toEqual([]);
    expect(await town.mappingOf("27")).toBeUndefined();
  });

  it("is refused by name while the reseller is not synchronised; once it is, the repeat goes under it", async () => {
    const customer = customerAccount("29", "Too Early", { ResellerID: "12" });
    expect(await synchronise(customer)).toMatchObject({ Code: -24, Message: expect.stringContaining("reseller 12") });
    expect(town.vendor.calls).toEqual([]);
    const reseller = await synchronise(resellerAccount("12", "Green Harbor IT"));
    const done = await synchronise(customer);
    expect(done.Code).toBe(0);
    expect(parentOf(done.Result)).toBe(reseller.Result);
  });

  it("is refused by name while the reseller's own order is parked, and says why that is", async () => {
    const parked = resellerAccount("13", "Stuck Harbor IT", { SyncOptions: { username: "nordwind.admin", role: "2" } });
    expect(await synchronise(parked)).toMatchObject({ Code: -20 });
    const { Code, Message } = await synchronise(customerAccount("30", "Below Stuck", { ResellerID: "13" }));
    expect(Code).toBe(-24);
    expect(Message).toContain("Stuck Harbor IT");
  });

  it("is refused where it is a customer, a stranger's tenant, or a tenant that is not there", async () => {
    const api = await vendorApi(town);
    const strange = await makeTenant(api, town.vendor.rootTenantId, { name: "Made by Hand", kind: "partner" });
    const customer = (await town.mappingOf("25"))?.tenantId ?? "";
    for (const tenantId of [strange.id, customer, "11111111-2222-3333-4444-555555555555", "no id at all"]) {
      expect(await synchronise(customerAccount("31", "Misplaced", { ResellerExternalID: tenantId }))).toMatchObject({ Code: -26 });
      expect(await synchronise(customerAccount("31", "Misplaced", { SyncOptions: options("misplaced", tenantId) }))).toMatchObject({
        Code: -26,
      });
    }
    expect(await synchronise(customerAccount("31", "Misplaced", { ResellerID: "25" }))).toMatchObject({ Code: -26 });
    expect(await town.mappingOf("31")).toBeUndefined();
  });

  it("is refused where it belongs to another instance, or to another BSS", async () => {
    const api = await vendorApi(town);
    const { id } = await makeTenant(api, town.vendor.rootTenantId, { name: "West", kind: "partner" });
    const west = otherBss(town, await clientOf(api, id));
    const ask = customerAccount("32", "Other House", { ResellerExternalID: partner });
    expect(resultOf(await west.post("Accounts/Synchronize", ask))).toMatchObject({ Code: -26 });
    expect(resultOf(await otherBss(town, {}, second).post("Accounts/Synchronize", ask))).toMatchObject({ Code: -26 });
    const byId = customerAccount("33", "Other House", { ResellerID: "10" });
    expect(resultOf(await otherBss(town, {}, second).post("Accounts/Synchronize", byId))).toMatchObject({ Code: -24 });
  });

  it("is offered as a list of the synchronised resellers of this BSS at this instance, by name", async () => {
    const Form = z.object({
      Fields: z.array(
        z.object({ ID: z.string(), Definition: z.object({ PredefinedValues: z.array(z.object({ ID: z.string(), Name: z.string() })) }) }),
      ),
    });
    const offered = async (bss: Town["bss"]) =>
      Form.parse((await bss.get("Accounts/SyncOptions")).body).Fields.find(({ ID }) => ID === "parentAccount")?.Definition.PredefinedValues;
    const list = await offered(town.bss);
    expect(list?.map(({ Name }) => Name).toSorted()).toEqual(["Blue Harbor IT", "Green Harbor IT", "Red Harbor IT"]);
    expect(list?.find(({ Name }) => Name === "Blue Harbor IT")?.ID).toBe(partner);
    expect(await offered(otherBss(town, {}, second))).toEqual([]);
  });

  it("of two BSS installations: accounts of one id, and of one name, make two tenants", async () => {
    const account = customerAccount("102", "Twin Towns");
    const one = await synchronise(account);
    const twin = { ...account, SyncOptions: { username: "twin.two", role: "1" } };
    const two = resultOf(await otherBss(town, {}, second).post("Accounts/Synchronize", twin));
    expect([one.Code, two.Code]).toEqual([0, 0]);
    expect(one.Result).not.toBe(two.Result);
    const other = otherBss(town, {}, second);
    expect(resultOf(await other.post("Accounts/Exists", twin))).toMatchObject({ Code: 1, Result: two.Result });
    expect(resultOf(await other.post("Accounts/Delete", twin))).toMatchObject({ Code: 0, Result: two.Result });
    expect(town.vendor.world.tenants.find(({ id }) => id === one.Result)?.enabled).toBe(true);
    const names = town.vendor.world.tenants.filter(({ id }) => id === one.Result || id === two.Result).map(({ name }) => name);
    expect(names.toSorted()).toEqual(["Twin Towns", "Twin Towns (ACC-000102)"]);
  });
});
