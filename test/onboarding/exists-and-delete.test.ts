import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openHouse } from "../../sandbox/house.ts";
import { serve } from "../../sandbox/aws/http.ts";
import { type BssAccount, customerAccount, resellerAccount } from "../../sandbox/bss/accounts.ts";
import { bssClient } from "../../sandbox/bss/client.ts";
import { number } from "../sandbox/acronis/client.ts";
import { apiKey, applicationId, openTown, operatorKey, resultOf, timeScale, type Town, untilEnded } from "../support/town.ts";
import { vendorApi } from "./hands.ts";

let town: Town;

beforeAll(async () => {
  town = await openTown({ house: { answerBudgetSeconds: 0.4 } });
  await town.bss.get("Accounts/SyncOptions");
});
afterAll(() => town.close());
afterEach(() => town.vendor.faults.clear());

const synchronise = (account: BssAccount) => untilEnded(() => town.bss.post("Accounts/Synchronize", account));
const exists = async (account: BssAccount) => resultOf(await town.bss.post("Accounts/Exists", account));
const remove = (account: BssAccount) => untilEnded(() => town.bss.post("Accounts/Delete", account));
const tenant = (tenantId: string | null) => town.vendor.world.tenants.find(({ id }) => id === tenantId);

/** A person switches a tenant on or off in the portal. */
const byHand = async (tenantId: string, enabled: boolean): Promise<void> => {
  const api = await vendorApi(town);
  const version = number(await api.get(`tenants/${tenantId}`), "version");
  expect((await api.put(`tenants/${tenantId}`, { version, enabled })).status).toBe(200);
};

describe("Exists", () => {
  it("is 0 before, 0 while the order runs, and 1 with our id after it; and never writes", async () => {
    const account = customerAccount("1", "Is It There");
    const { tables } = town.house();
    const start = tables.writes();
    expect(await exists(account)).toMatchObject({ Code: 0, Result: "" });
    expect(tables.writes()).toBe(start);

    town.vendor.faults.add({ kind: "status", status: 503, match: { route: "POST /api/2/users" }, times: "always" });
    expect(resultOf(await town.bss.post("Accounts/Synchronize", account)).Code).toBe(-2);
    expect(await exists(account)).toMatchObject({ Code: 0, Result: "" });
    town.vendor.faults.clear();
    const done = await synchronise(account);
    await town.house().machines.idle();
    const end = tables.writes();
    expect(await exists(account)).toMatchObject({ Code: 1, Result: done.Result });
    expect(tables.writes()).toBe(end);
  });

  it("is 1 for a tenant that carries our marker but has no row, below the distributor and below a reseller; nothing is written", async () => {
    const reseller = resellerAccount("2", "Marked Partner");
    const partner = await synchronise(reseller);
    const customer = customerAccount("3", "Marked Customer", { ResellerID: "2" });
    const below = await synchronise(customer);
    const house = await openHouse({ timeScale, applications: new Map([[applicationId, apiKey]]), operatorKey });
    const front = await serve({ port: 0, handle: (event) => house.handle(event) });
    const fresh = bssClient({ base: `${front.url}/acronis/api`, applicationId, apiKey, settings: town.settings });
    await fresh.get("Fields/AdditionalInfo");
    const writes = house.tables.writes();
    const asked = async (account: BssAccount) => resultOf(await fresh.post("Accounts/Exists", account));
    expect(await asked(reseller)).toMatchObject({ Code: 1, Result: partner.Result });
    expect(await asked(customer)).toMatchObject({ Code: 1, Result: below.Result });
    expect(await asked({ ...customer, ResellerID: null, ResellerExternalID: partner.Result })).toMatchObject({
      Code: 1,
      Result: below.Result,
    });
    expect(await asked(customerAccount("4", "Marked Customer"))).toMatchObject({ Code: 0 });
    expect(house.tables.writes()).toBe(writes);
    // An account whose row is lost is found again by its marker, not made twice.
    const again = await untilEnded(() => fresh.post("Accounts/Synchronize", reseller));
    expect(again).toMatchObject({ Code: 0, Result: partner.Result });
    await front.close();
    await house.close();
  });

  it("says what is in the way when the vendor cannot be asked, and does not say 0", async () => {
    town.vendor.faults.add({ kind: "status", status: 503, times: "always" });
    expect(await exists(customerAccount("5", "Who Knows"))).toMatchObject({ Code: -13, Result: "" });
  });
});

describe("Delete", () => {
  it("disables the tenant, keeps its data, and says so; Exists still finds it; Synchronize enables it again", async () => {
    const account = customerAccount("10", "Comes and Goes");
    const { Result } = await synchronise(account);
    const items = town.vendor.world.itemsOf(Result ?? "").length;
    const removed = await remove(account);
    expect(removed).toMatchObject({ Code: 0, Result, Message: expect.stringMatching(/disabled.*data is kept/) });
    expect(tenant(Result)).toMatchObject({ enabled: false });
    expect(town.vendor.world.deletedTenants).toEqual([]);
    expect(town.vendor.world.itemsOf(Result ?? "")).toHaveLength(items);
    expect(town.vendor.world.usersOf(Result ?? "")).toHaveLength(1);
    expect(await remove(account)).toMatchObject({ Code: 0, Result });
    expect(await exists(account)).toMatchObject({ Code: 1, Result });
    expect(await synchronise(account)).toMatchObject({ Code: 0, Result });
    expect(tenant(Result)).toMatchObject({ enabled: true });
    expect(town.vendor.world.mails.filter(({ login }) => login === account.SyncOptions["username"])).toHaveLength(1);
  });

  it("of an account that nobody synchronised is refused", async () => {
    expect(await remove(customerAccount("11", "Never Here"))).toMatchObject({ Code: -31, Result: "" });
    expect(await town.mappingOf("11")).toBeUndefined();
  });

  it("of a reseller with live customers is refused; once they are gone it works, and it is no parent any more", async () => {
    const reseller = resellerAccount("20", "Has Customers");
    const partner = await synchronise(reseller);
    const customer = customerAccount("21", "Lives Below", { ResellerID: "20" });
    const below = await synchronise(customer);
    expect(await remove(reseller)).toMatchObject({ Code: -30, Result: "" });
    expect(tenant(partner.Result)).toMatchObject({ enabled: true });
    expect(await remove(customer)).toMatchObject({ Code: 0, Result: below.Result });
    expect(await untilGone(reseller)).toMatchObject({ Code: 0, Result: partner.Result });
    expect(tenant(partner.Result)).toMatchObject({ enabled: false });
    const late = customerAccount("22", "Too Late", { ResellerID: "20" });
    expect(await synchronise(late)).toMatchObject({ Code: -43, Message: expect.stringContaining("Has Customers") });
    expect(JSON.stringify((await town.bss.get("Accounts/SyncOptions")).body)).not.toContain("Has Customers");
    expect(await synchronise(reseller)).toMatchObject({ Code: 0, Result: partner.Result });
    expect((await synchronise(late)).Code).toBe(0);
  });

  it("of a tenant that is disabled by hand already is done", async () => {
    const account = customerAccount("30", "Switched Off");
    const { Result } = await synchronise(account);
    await byHand(Result ?? "", false);
    expect(await remove(account)).toMatchObject({ Code: 0, Result });
    expect(tenant(Result)).toMatchObject({ enabled: false });
  });

  it("is not undone by an update of a tenant that a person disabled in the portal", async () => {
    const account = customerAccount("31", "Stays Off");
    const { Result } = await synchronise(account);
    await byHand(Result ?? "", false);
    expect(await synchronise({ ...account, Phone: "+30 7" })).toMatchObject({ Code: 0 });
    expect(tenant(Result)).toMatchObject({ enabled: false, contact: { phone: "+30 7" } });
  });

  /** A parked order is tried again once it has rested. */
  const untilGone = async (account: BssAccount) => {
    for (;;) {
      const result = await remove(account);
      if (result.Code !== -30) return result;
    }
  };
});
