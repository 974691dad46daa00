import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ServicesHead } from "../../functions/services/head.ts";
import { openServicesScene, priceOf, type ServicesScene } from "./scene.ts";

let scene: ServicesScene;
beforeAll(async () => {
  scene = await openServicesScene();
  expect(await scene.run()).toBe("published");
});
afterAll(() => scene.town.close());

const head = async () => ServicesHead.parse(await scene.services().head(scene.instanceId));

describe("a price list that cannot be read", () => {
  it("gives way to the one that the distributor uploads", async () => {
    await scene.vendor("prices", { readable: false });
    expect(await scene.run()).toBe("held");
    const held = (await head()).held;
    const { body } = await scene.operate("GET", `services-definition/versions/${held?.version}`);
    expect(body).toMatchObject({ definition: { remarks: [expect.stringMatching(/may not read.*No price list is uploaded/)] } });

    const definition = await scene.services().published(scene.instanceId);
    const lines = new Map(
      definition?.groups.flatMap(({ items }) => items.flatMap(({ itemName, price }) => (price ? [[itemName, price.sell] as const] : []))),
    );
    const csv = ["item,price", ...[...lines].map(([item, sell]) => `${item},${item === "pg_base_servers" ? "3.30" : sell}`)].join("\n");
    expect(await scene.operate("PUT", "price-list", { csv })).toMatchObject({ status: 200, body: { prices: lines.size, currency: "EUR" } });
    expect(await scene.run()).toBe("published");
    expect(await priceOf(scene, "pg_base_servers")).toMatchObject({ sell: "3.30" });
    expect((await scene.services().published(scene.instanceId))?.remarks[0]).toContain("those of the uploaded price list");

    expect((await scene.operate("DELETE", "price-list")).status).toBe(200);
    expect((await scene.operate("GET", "price-list")).status).toBe(404);
    await scene.vendor("prices", { readable: true });
    expect(await scene.run()).toBe("published");
  });

  it("in another currency than the Primary Currency gives none", async () => {
    await scene.vendor("prices", { currency: "USD" });
    expect(await scene.run()).toBe("held");
    const { held } = await head();
    const { body } = await scene.operate("GET", `services-definition/versions/${held?.version}`);
    expect(body).toMatchObject({ definition: { remarks: [expect.stringMatching(/is in USD and not in EUR/)] } });
    await scene.vendor("prices", { currency: "EUR" });
    expect(await scene.run()).toBe("unchanged");
  });
});

describe("a price list without prices", () => {
  it("gives way to the one that the distributor uploads, or is told of", async () => {
    const month = new Date().toISOString().slice(0, 7);
    const lists = { price_lists: [{ month, currency: "EUR", commitment: "0", pricelist_code: "PL", prices: [] }] };
    const route = "GET /api/price_sync/v1/effective_price_lists";
    scene.town.vendor.faults.add({ kind: "status", status: 200, body: lists, match: { route }, times: 2 });
    expect(await scene.run()).toBe("held");
    const remarks = async () => {
      const { body } = await scene.operate("GET", `services-definition/versions/${(await head()).held?.version}`);
      return body["definition"];
    };
    expect(await remarks()).toMatchObject({ remarks: [expect.stringMatching(/this month is empty\. No price list is uploaded either/)] });
    expect((await scene.operate("PUT", "price-list", { csv: "item,price\npg_base_servers,3.23\n" })).status).toBe(200);
    expect(await scene.run()).toBe("held");
    expect(await remarks()).toMatchObject({
      remarks: [
        expect.stringMatching(/is empty\. Prices are those of the uploaded/),
        expect.stringMatching(/^The price list has no price for/),
      ],
    });
    await scene.operate("DELETE", "price-list");
    expect(await scene.run()).toBe("unchanged");
  });
});

describe("a price list that names only some items", () => {
  it("is filled from the one that the distributor uploads, and what it says itself wins", async () => {
    const month = new Date().toISOString().slice(0, 7);
    const prices = [{ sku: "A__pg_base_servers", list_price: "3.23", name: "Servers", friendly_name: "Servers" }];
    const lists = { price_lists: [{ month, currency: "EUR", commitment: "0", pricelist_code: "PL", prices }] };
    const route = "GET /api/price_sync/v1/effective_price_lists";
    scene.town.vendor.faults.add({ kind: "status", status: 200, body: lists, match: { route } });
    await scene.operate("PUT", "price-list", { csv: "item,price\npg_base_servers,9.99\npg_base_vms,3.70\n" });
    expect(await scene.run()).toBe("held");
    const { held } = await head();
    const root = held?.root ?? "";
    const { groups, remarks } = await scene.services().definition(scene.instanceId, { root, takenAt: held?.takenAt ?? "" });
    const sells = new Map(groups.flatMap(({ items }) => items.map(({ itemName, price }) => [itemName, price?.sell] as const)));
    expect(["pg_base_servers", "pg_base_vms", "pg_base_mobiles"].map((name) => sells.get(name))).toEqual(["3.23", "3.70", undefined]);
    expect(remarks[0]).toBe("Items that Acronis' price list does not price have the prices of the uploaded one.");
    await scene.operate("DELETE", "price-list");
    expect(await scene.run()).toBe("unchanged");
  });
});

describe("items that cannot be read", () => {
  it("are left out, and told of", async () => {
    const application_id = "6e6d758d-8e74-3ae3-ac84-50eb0dff12eb";
    const items = [{ application_id, name: "pg_base_servers", edition: "pck_per_gigabyte" }, { name: "of nobody" }, null];
    const route = "GET /api/2/tenants/{tenant_id}/offering_items/available_for_child";
    scene.town.vendor.faults.add({ kind: "status", status: 200, body: { items }, match: { route }, times: 2 });
    expect(await scene.run()).toBe("held");
    const { body } = await scene.operate("GET", `services-definition/versions/${(await head()).held?.version}`);
    expect(body).toMatchObject({ definition: { remarks: ["2 of the items on offer cannot be read, and are left out."] } });
    expect(await scene.run()).toBe("unchanged");
  });
});

describe("storages that the API client may not read", () => {
  it("can be chosen by their ids, and the definition says why", async () => {
    await scene.town.restart();
    scene.town.vendor.faults.add({ kind: "status", status: 403, match: { route: "GET /api/2/infra" }, times: "always" });
    expect(await scene.run()).toBe("published");
    const definition = await scene.services().published(scene.instanceId);
    expect(definition?.storages.length).toBeGreaterThan(0);
    for (const { id, name, locationName } of definition?.storages ?? []) expect([name, locationName]).toEqual([id, ""]);
    expect(definition?.remarks).toContain("Acronis does not tell this API client what the storages are called.");
    scene.town.vendor.faults.clear();
    expect(await scene.run()).toBe("published");
  });
});

describe("names of storages", () => {
  it("are on one line and bounded, whatever the vendor calls them", async () => {
    const id = "20000000-0000-4000-8000-000000000001";
    await scene.vendor("catalogue", { storages: { [id]: `Frankfurt\n\u0000Backup ${"x".repeat(5_000)}` } });
    // What a process has read of storages it knows for a quarter of an hour.
    await scene.town.restart();
    expect(await scene.run()).toBe("published");
    const name = (await scene.services().published(scene.instanceId))?.storages.find((storage) => storage.id === id)?.name;
    expect(name).toMatch(/^Frankfurt Backup x{100,}$/);
    expect(name?.length).toBeLessThanOrEqual(200);
  });
});

describe("names of locations that cannot be read", () => {
  it("stop no run: storages are shown without them, and a remark says so", async () => {
    scene.town.vendor.faults.add({ kind: "status", status: 403, times: "always", match: { route: "GET /api/2/locations" } });
    expect(await scene.run()).toBe("published");
    const definition = await scene.services().published(scene.instanceId);
    expect(new Set(definition?.storages.map(({ locationName }) => locationName))).toEqual(new Set([""]));
    expect(definition?.remarks).toContain("Acronis does not tell this API client what the locations are called.");
    scene.town.vendor.faults.clear();
    expect(await scene.run()).toBe("published");
  });
});
