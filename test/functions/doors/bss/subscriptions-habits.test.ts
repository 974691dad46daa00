import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { customerAccount, resellerAccount } from "../../../../sandbox/bss/accounts.ts";
import { attribute, serviceDefinition } from "../../../../sandbox/bss/service-bodies.ts";
import { instanceIdIn, operate } from "../../../onboarding/hands.ts";
import { servicesScene } from "../../../support/services-scene.ts";
import { openTown, resultOf, type Town } from "../../../support/town.ts";
import { backup, openShop, type Shop, storage } from "./a-shop.ts";

let town: Town;
let shop: Shop;
const { itemsOn } = servicesScene(() => town);

beforeAll(async () => {
  town = await openTown({ house: { answerBudgetSeconds: 5 } });
  shop = openShop(() => town, 700);
});
afterAll(async () => {
  expect(shop.bss.complaints).toStrictEqual([]);
  await town.close();
});

const done = { failed: false, code: 0 };
const writesOf = async (act: () => Promise<unknown>): Promise<readonly number[]> => {
  const writes = town.house().tables.writes();
  town.vendor.clearCalls();
  await act();
  // A new token changes nothing at the vendor.
  const sent = town.vendor.calls.filter(({ method, route }) => method !== "GET" && !route.endsWith("/token"));
  return [town.house().tables.writes() - writes, sent.length];
};

describe("a BSS that sends everything three times", () => {
  it.each([
    ["side by side", true],
    ["one after the other", false],
  ])("%s gets one subscription and one add-on, and the same ids", async (_name, together) => {
    const bss = shop.with({ repeats: { times: 3, together } });
    const subscription = await shop.ordered({}, bss);
    const { result, message } = await subscription.create();
    expect(result, message).toMatch(/^[a-z2-7]{26}$/);
    const { result: addonId } = await subscription.addAddons(storage);
    const row = await town.mappingOf(subscription.present().account.ID);
    expect(row?.services).toMatchObject([{ subscriptionId: result, addons: [{ addonId }] }]);
    expect(await subscription.suspend()).toMatchObject({ ...done, result });
    expect(await subscription.activate()).toMatchObject({ ...done, result });
    expect(bss.complaints).toStrictEqual([]);
  });
});

describe("a BSS with the pre-check", () => {
  it("is told what would be done, and nothing is written anywhere", async () => {
    const subscription = await shop.ordered();
    const order = { ...subscription.present(), addons: [{ ...storage, id: null }] };
    const body = { ...serviceDefinition(order, "Provision", () => "Provision"), CheckOnly: true };
    const row = await town.mappingOf(order.account.ID);
    const counts = await writesOf(async () => {
      const checked = await shop.bss.sendService("Subscriptions/Create", body);
      expect(checked).toMatchObject({
        ...done,
        result: "",
        extraInfo: { AcronisItems: "Workstations 10, Servers 2, Cloud storage 200 GB" },
      });
      expect(checked.message).toContain("nothing was changed");
    });
    expect(counts).toStrictEqual([0, 0]);
    expect(await town.mappingOf(order.account.ID)).toStrictEqual(row);
  });

  it("is told what would be refused, and the call itself never comes", async () => {
    const bss = shop.with({ precheck: true });
    const subscription = await shop.ordered({ attributes: attribute("nas", "3") }, bss);
    const counts = await writesOf(async () => {
      const refused = await subscription.create();
      expect(refused).toMatchObject({ failed: true, code: -44, message: expect.stringContaining("nas") });
    });
    expect(counts).toStrictEqual([0, 0]);
    expect(await subscription.changeAttributes(attribute("nas", "0"))).toMatchObject({ failed: true, code: -91 });
  });

  it.each([
    ["another secret", { ClientSecret: "a-new-one" }],
    ["another client", { ClientId: "11111111-2222-4333-8444-555555555555" }],
  ])("and settings with %s that were never saved has none saved and none tried by it", async (_name, settings) => {
    const { present } = await shop.ordered();
    const bss = shop.with({ settings: { ...town.settings, ...settings } });
    const body = { ...serviceDefinition(present(), "Provision", () => "Provision"), CheckOnly: true };
    const counts = await writesOf(async () => {
      const refused = await bss.sendService("Subscriptions/Create", body);
      expect(refused).toMatchObject({ failed: true, message: expect.stringContaining("never saved") });
      expect(refused.message).not.toContain("a-new-one");
    });
    expect(counts).toStrictEqual([0, 0]);
  });

  it("has its order done by the second call", async () => {
    const subscription = await shop.ordered({}, shop.with({ precheck: true }));
    expect(await subscription.create()).toMatchObject(done);
    expect(await subscription.addAddons(storage)).toMatchObject(done);
    expect(await itemsOn(subscription.present().account.ID)).toMatchObject({ pg_base_workstations: "10+0" });
  });
});

describe("attributes that are called by words of JavaScript's own", () => {
  it("are left out like any that no item answers to", async () => {
    const subscription = await shop.ordered({ attributes: { ...backup.attributes, ...attribute("constructor", "5") } });
    const created = await subscription.create();
    expect(created).toMatchObject({ ...done, message: expect.stringContaining("No offering item answers to constructor") });
    expect(await itemsOn(subscription.present().account.ID)).toMatchObject({ pg_base_workstations: "10+0" });
    expect(await subscription.cancel()).toMatchObject(done);
  });
});

describe("a contract of a service provider", () => {
  const tier = (number: string) => attribute("tier", number);
  const bought = { ...backup, name: "Acronis contract", quantity: 1 };
  const contracts = () => `acronis-contract-${instanceIdIn(town)}`;
  const provider = () => {
    const id = shop.nextId();
    return { ...resellerAccount(id, `Provider ${id}`), SyncOptions: {} };
  };
  const ordered = (account = provider(), number = "0") =>
    shop.bss.subscription({ ...bought, serviceType: contracts(), account, attributes: tier(number) });

  it("makes its reseller in the same call, with the account's e-mail as login, and keeps tier and commitment", async () => {
    const subscription = ordered();
    const { account } = subscription.present();
    const created = await subscription.create();
    expect(created, created.message).toMatchObject({
      ...done,
      extraInfo: { AcronisTenant: account.Name, AcronisTier: "0", AcronisCommitment: "0.00 USD a month" },
    });
    expect(created.message).toMatch(/^Reseller created; the activation e-mail is on its way\. .*tier 0/);
    const row = await town.mappingOf(account.ID);
    expect(row).toMatchObject({ account: { role: "reseller", login: account.Email }, services: [{ contract: { tier: 0 }, items: [] }] });
    expect(town.vendor.world.tenants.find(({ id }) => id === row?.tenantId)).toMatchObject({ kind: "partner" });
    const moved = await subscription.upgrade({ attributes: tier("7") });
    expect(moved).toMatchObject({
      ...done,
      result: created.result,
      extraInfo: { AcronisTier: "7", AcronisCommitment: "25000.00 USD a month" },
    });
    const misunderstood = await subscription.changeAttributes({ ...tier("7"), ...attribute("workstations", "3") });
    expect(misunderstood.message).toContain("answers to workstations; left out");
    expect(misunderstood.extraInfo).not.toHaveProperty("AcronisItems");
    expect(await subscription.suspend()).toMatchObject(done);
    expect(await subscription.activate()).toMatchObject(done);
    expect(await subscription.cancel()).toMatchObject({ ...done, result: created.result });
  });

  it("is made once by three calls side by side", async () => {
    const account = provider();
    const bss = shop.with({ repeats: { times: 3, together: true } });
    const subscription = bss.subscription({ ...bought, serviceType: contracts(), account, attributes: tier("0") });
    const outcome = await subscription.create();
    expect(outcome, outcome.message).toMatchObject(done);
    expect(bss.complaints).toStrictEqual([]);
    const row = await town.mappingOf(account.ID);
    expect(row?.services).toHaveLength(1);
    expect(town.vendor.world.tenants.filter(({ name }) => name === account.Name)).toHaveLength(1);
  });

  it("of a reseller that was deleted in the BSS synchronises it first, and the pre-check says so", async () => {
    const first = ordered();
    const { account } = first.present();
    await first.create();
    await first.cancel();
    const { tenantId: ExternalID = "" } = (await town.mappingOf(account.ID)) ?? {};
    expect(resultOf(await town.bss.post("Accounts/Delete", { ...account, ExternalID }))).toMatchObject({ Code: 0 });
    const second = ordered({ ...account, ExternalID });
    const body = serviceDefinition(second.present(), "Provision");
    const checked = await shop.bss.sendService("Subscriptions/Create", { ...body, CheckOnly: true });
    expect(checked).toMatchObject({ ...done, message: expect.stringContaining("would be synchronised first") });
    const created = await second.create();
    expect(created, created.message).toMatchObject({ ...done, extraInfo: { AcronisTier: "0" } });
    expect(town.vendor.world.tenants.find(({ id }) => id === ExternalID)).toMatchObject({ enabled: true });
  });

  it("of a tier that the instance has not makes nobody a reseller", async () => {
    const subscription = ordered(provider(), "3");
    expect(await subscription.create()).toMatchObject({ failed: true, code: -114, message: expect.stringContaining("known are") });
    expect(await town.mappingOf(subscription.present().account.ID)).toBeUndefined();
  });

  it("of an account that cannot be one is refused by the account's fields", async () => {
    const account = { ...provider(), Email: "nowhere" };
    expect(await ordered(account).create()).toMatchObject({ failed: true, code: -22 });
    const customer = await shop.customer();
    expect(await ordered(customer).create()).toMatchObject({ failed: true, code: -118 });
  });

  it("is judged by the pre-check as a whole, and nothing is written", async () => {
    const check = (account = provider(), number = "0") => {
      const body = serviceDefinition(ordered(account, number).present(), "Provision");
      return shop.bss.sendService("Subscriptions/Create", { ...body, CheckOnly: true });
    };
    const counts = await writesOf(async () => {
      expect(await check()).toMatchObject({ ...done, result: "", message: expect.stringContaining("reseller would be created") });
      expect(await check(provider(), "5")).toMatchObject({ code: -114 });
      expect(await check({ ...provider(), Email: "nowhere" })).toMatchObject({ code: -22 });
      expect(await check({ ...provider(), Name: "" })).toMatchObject({ code: -23 });
      expect(await check({ ...provider(), ResellerID: "9999" })).toMatchObject({ code: -24 });
    });
    expect(counts).toStrictEqual([0, 0]);
  });
});

describe("a trial", () => {
  it("is refused where the standard rule gives production", async () => {
    const subscription = await shop.ordered({ isTrial: true });
    expect(await subscription.create()).toMatchObject({ failed: true, code: -112 });
  });

  it("becomes paid, for the whole month", async () => {
    await operate(town, "PUT", `instances/${instanceIdIn(town)}/rule`, { customer: { mode: "trial" } });
    const id = shop.nextId();
    const account = customerAccount(id, `Customer ${id}`);
    await shop.bss.synchroniseToTheEnd(account, 30);
    const subscription = shop.bss.subscription({ ...backup, account, isTrial: true });
    const { result } = await subscription.create();
    expect(result).toMatch(/^[a-z2-7]{26}$/);
    const paid = await subscription.upgradeToPaid();
    expect(paid).toMatchObject({ ...done, result, message: expect.stringContaining("whole month") });
    const row = await town.mappingOf(id);
    expect(row?.services).toMatchObject([{ isTrial: false }]);
    expect(town.vendor.world.tenants.find((tenant) => tenant.id === row?.tenantId)).toMatchObject({ pricing: { mode: "production" } });
    expect(await subscription.upgradeToPaid()).toMatchObject({ ...done, result });
  });
});
