import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Mapping } from "../../../../functions/onboarding/mapping.ts";
import type { BssSubscription } from "../../../../sandbox/bss/subscription.ts";
import { attribute } from "../../../../sandbox/bss/service-bodies.ts";
import { GB, servicesScene } from "../../../support/services-scene.ts";
import { openTown, type Town } from "../../../support/town.ts";
import { edition, openShop, seats, type Shop, storage } from "./a-shop.ts";

let town: Town;
let shop: Shop;
const { itemsOn } = servicesScene(() => town);

beforeAll(async () => {
  town = await openTown({ house: { answerBudgetSeconds: 5 } });
  shop = openShop(() => town, 500);
});
afterAll(async () => {
  // Every answer was one that the vendor's library reads without a word.
  expect(shop.bss.complaints).toStrictEqual([]);
  await town.close();
});
afterEach(() => town.vendor.faults.clear());

const accountOf = (subscription: BssSubscription): string => subscription.present().account.ID;
const rowOf = async (subscription: BssSubscription): Promise<Mapping> => {
  const mapping = await town.mappingOf(accountOf(subscription));
  if (mapping === undefined) throw new Error("there is no row");
  return mapping;
};
const tenantOf = async (subscription: BssSubscription) => {
  const { tenantId } = await rowOf(subscription);
  return town.vendor.world.tenants.find(({ id }) => id === tenantId);
};
const done = { failed: false, code: 0 };

describe("every route of subscriptions and add-ons", () => {
  const routes = [
    ...["Create", "Update", "Activate", "Suspend", "Cancel", "UpgradeToPaid", "UpgradeDowngrade"].map(
      (action) => `Subscriptions/${action}`,
    ),
    ...["Addons", "Addon"].flatMap((group) => ["Create", "Update", "Cancel"].map((action) => `${group}/${action}`)),
  ];

  it.each(routes)("%s answers in the library's type, with each of its members", async (route) => {
    const { status, text } = await town.bss.post(route, { Account: { ID: "1" } });
    const message = "The request cannot be read: SubscriptionID is missing. Correct what is named and send it again.";
    expect([status, text]).toStrictEqual([
      200,
      `{"AccountExtraInfo":null,"CustomFieldValues":null,"SendNotification":false,"ExtraInfo":{},"Code":-1,"Message":"${message}","Result":""}`,
    ]);
  });
});

describe("a subscription", () => {
  it("is created with an add-on in one call, and the answer says what it brought", async () => {
    const subscription = await shop.ordered({ addons: [storage] });
    const created = await subscription.create();
    expect(created, created.message).toMatchObject(done);
    expect(created.result).toMatch(/^[a-z2-7]{26}$/);
    expect(created.message).toContain("is active");
    expect(created.extraInfo).toStrictEqual({
      AcronisTenant: subscription.present().account.Name,
      AcronisEdition: "Per gigabyte",
      AcronisItems: "Workstations 10, Servers 2, Cloud storage 200 GB",
    });
    expect(await itemsOn(accountOf(subscription))).toMatchObject({
      pg_base_workstations: "10+0",
      pg_base_servers: "2+0",
      "pg_base_storage@1": `${200 * GB}+0`,
      pg_base_vms: "unlimited",
    });
    expect((await rowOf(subscription)).services).toMatchObject([
      {
        subscriptionId: created.result,
        bssSubscriptionId: subscription.present().bssId,
        state: "active",
        addons: [{ bssProductId: storage.productId }],
      },
    ]);
  });

  it("keeps its id when it is asked for again", async () => {
    const subscription = await shop.ordered();
    const { result } = await subscription.create();
    expect(await subscription.create()).toMatchObject({ ...done, result });
    expect((await rowOf(subscription)).services).toHaveLength(1);
    expect(await itemsOn(accountOf(subscription))).toMatchObject({ pg_base_workstations: "10+0", pg_base_servers: "2+0" });
  });

  it("follows a change of the quantity and of an attribute", async () => {
    const subscription = await shop.ordered({ attributes: attribute("workstations", "1", { QuantityLinked: true }) });
    await subscription.create();
    expect(await subscription.changeQuantity(40)).toMatchObject({ ...done, extraInfo: { AcronisItems: "Workstations 40" } });
    expect(await itemsOn(accountOf(subscription))).toMatchObject({ pg_base_workstations: "40+0" });
    expect(await subscription.changeAttributes({ ...attribute("workstations", "unlimited"), ...attribute("mobiles", "5") })).toMatchObject(
      done,
    );
    expect(await itemsOn(accountOf(subscription))).toMatchObject({ pg_base_workstations: "unlimited", pg_base_mobiles: "5+0" });
  });

  it("changes its edition under another id of the BSS, keeps ours, and tells the vendor's warnings", async () => {
    const subscription = await shop.ordered({ addons: [storage] });
    const { result } = await subscription.create();
    const addons = (await rowOf(subscription)).services?.[0]?.addons;
    const upgraded = await subscription.upgrade({
      name: "Per workload",
      attributes: { ...subscription.present().attributes, ...edition("pck_per_workload", "Per workload") },
    });
    expect(upgraded, upgraded.message).toMatchObject({ ...done, result, extraInfo: { AcronisEdition: "Per workload" } });
    expect(upgraded.extraInfo["Warnings"] ?? "").not.toBe("");
    expect(await itemsOn(accountOf(subscription))).toMatchObject({ pw_base_workstations: "10+0", "pw_base_storage@1": `${200 * GB}+0` });
    expect((await rowOf(subscription)).services).toMatchObject([
      { subscriptionId: result, bssSubscriptionId: subscription.present().bssId, edition: "pck_per_workload", addons },
    ]);
    expect(await subscription.changeQuantity(11)).toMatchObject({ ...done, result });
  });

  it("is suspended, activated and cancelled; the tenant stays, and a word of the vendor's bill is said", async () => {
    const subscription = await shop.ordered({ addons: [storage] });
    const { result } = await subscription.create();
    expect(await subscription.suspend()).toMatchObject({ ...done, result, message: expect.stringContaining("goes on billing") });
    expect(await tenantOf(subscription)).toMatchObject({ enabled: false });
    expect(await subscription.activate()).toMatchObject({ ...done, result });
    expect(await tenantOf(subscription)).toMatchObject({ enabled: true });
    expect(await itemsOn(accountOf(subscription))).toMatchObject({ pg_base_workstations: "10+0" });
    expect(await subscription.cancel()).toMatchObject({ ...done, result });
    expect(await subscription.cancel()).toMatchObject({ ...done, result });
    expect(await tenantOf(subscription)).toMatchObject({ enabled: true });
    expect(await itemsOn(accountOf(subscription))).toMatchObject({ pg_base_workstations: "unlimited", "pg_base_storage@1": "unlimited" });
    expect((await rowOf(subscription)).services).toMatchObject([{ state: "cancelled", items: [] }]);
  });

  it("is refused to an account that is not synchronised, with what to do", async () => {
    const stranger = { ...(await shop.customer()), ID: shop.nextId(), ExternalID: null };
    const subscription = shop.bss.subscription({ ...(await shop.ordered()).present(), account: stranger, addons: [] });
    expect(await subscription.create()).toMatchObject({
      failed: true,
      code: -31,
      result: "",
      message: expect.stringContaining("Synchronise"),
    });
    expect(await town.mappingOf(stranger.ID)).toBeUndefined();
  });

  it("that is not there is neither changed nor suspended", async () => {
    const subscription = await shop.ordered();
    expect(await subscription.changeQuantity(5)).toMatchObject({ code: -91 });
    expect(await subscription.suspend()).toMatchObject({ code: -91 });
  });

  it("tells what nothing at the vendor answers to, and sets the rest", async () => {
    const subscription = await shop.ordered({ attributes: { ...attribute("workstations", "4"), ...attribute("coffee_cups", "9") } });
    expect(await subscription.create()).toMatchObject({ ...done, extraInfo: { AcronisItems: "Workstations 4", Ignored: "coffee_cups" } });
  });

  it("that failed at the vendor is as it was in the BSS, and is made by its link for another try", async () => {
    const subscription = await shop.ordered();
    const puts = { method: "PUT", route: "/api/2/tenants/{tenant_id}/offering_items" };
    town.vendor.faults.add({ kind: "status", status: 403, match: puts, times: "always" });
    expect(await subscription.create()).toMatchObject({ failed: true, code: -47, result: "", extraInfo: {} });
    expect(subscription.present().id).toBeNull();
    town.vendor.faults.clear();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await subscription.retry()).toMatchObject(done);
    expect(subscription.present().id).toMatch(/^[a-z2-7]{26}$/);
    expect((await rowOf(subscription)).services).toHaveLength(1);
  });

  it("waits behind the account's other order, and is told that it does", async () => {
    const impatient = shop.with({ queueMilliseconds: undefined });
    const subscription = await shop.ordered();
    await subscription.create();
    town.vendor.faults.add({
      kind: "slow",
      ms: 1_000_000,
      match: { method: "PUT", route: "/api/2/tenants/{tenant_id}/offering_items" },
      times: 1,
    });
    const first = subscription.changeQuantity(20);
    await expect.poll(async () => (await rowOf(subscription)).order.status).toBe("running");
    const other = impatient.subscription(subscription.present());
    expect(await other.changeQuantity(30)).toMatchObject({ failed: true, code: -3, message: expect.stringMatching(/order [a-z2-7]{26}/) });
    expect(await first).toMatchObject(done);
  });
});

describe("an add-on", () => {
  it("is bought, changed and cancelled later under its own id, and the total follows", async () => {
    const subscription = await shop.ordered();
    const { result } = await subscription.create();
    const bought = await subscription.addAddons(storage);
    expect(bought, bought.message).toMatchObject(done);
    expect(bought.result).toMatch(/^[a-z2-7]{26}$/);
    expect(bought.result).not.toBe(result);
    expect(subscription.present()).toMatchObject({ id: result, addons: [{ id: bought.result }] });
    expect(await itemsOn(accountOf(subscription))).toMatchObject({ "pg_base_storage@1": `${200 * GB}+0`, pg_base_workstations: "10+0" });
    expect(await subscription.changeAddon(storage.productId, { quantity: 4 })).toMatchObject({ ...done, result: bought.result });
    expect(await itemsOn(accountOf(subscription))).toMatchObject({ "pg_base_storage@1": `${400 * GB}+0` });
    expect(await subscription.changeQuantity(12)).toMatchObject({ ...done, result });
    expect(await itemsOn(accountOf(subscription))).toMatchObject({ "pg_base_storage@1": `${400 * GB}+0` });
    expect(await subscription.cancelAddon(storage.productId)).toMatchObject({ ...done, result: bought.result });
    expect(await itemsOn(accountOf(subscription))).toMatchObject({ "pg_base_storage@1": "unlimited", pg_base_workstations: "12+0" });
    expect((await rowOf(subscription)).services).toMatchObject([{ state: "active", addons: [] }]);
  });

  it("that is cancelled after its subscription is gone already, and the answer says so", async () => {
    const subscription = await shop.ordered();
    await subscription.create();
    const { result } = await subscription.addAddons(storage);
    const before = subscription.present();
    await subscription.cancel();
    const again = shop.bss.subscription(before);
    expect(await again.changeAddon(storage.productId, { quantity: 3 })).toMatchObject({ failed: true, code: -117 });
    const cancelled = await again.cancelAddon(storage.productId);
    expect(cancelled, cancelled.message).toMatchObject({ ...done, result, message: expect.stringContaining("is cancelled") });
    expect(await itemsOn(accountOf(subscription))).toMatchObject({ "pg_base_storage@1": "unlimited", pg_base_workstations: "unlimited" });
    expect((await rowOf(subscription)).services).toMatchObject([{ state: "cancelled", items: [] }]);
  });

  it("that is bought with another answers the subscription's id, and each is found by its product later", async () => {
    const subscription = await shop.ordered();
    const { result } = await subscription.create();
    expect(await subscription.addAddons(storage, seats)).toMatchObject({ ...done, result });
    expect(subscription.present().addons.map(({ id }) => id)).toStrictEqual([null, null]);
    const changed = await subscription.changeAddon(seats.productId, { quantity: 7 });
    expect(changed).toMatchObject(done);
    expect((await rowOf(subscription)).services?.[0]?.addons).toContainEqual(
      expect.objectContaining({ addonId: changed.result, bssProductId: seats.productId }),
    );
    expect(await itemsOn(accountOf(subscription))).toMatchObject({ pg_base_vms: "7+0", "pg_base_storage@1": `${200 * GB}+0` });
  });

  it("of a subscription that is not there is refused", async () => {
    expect(await (await shop.ordered()).addAddons(storage)).toMatchObject({ failed: true, code: -91, result: "" });
  });
});
