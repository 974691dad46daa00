import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ServicesHead } from "../../functions/services/head.ts";
import { saveForm } from "../onboarding/hands.ts";
import { openServicesScene, priceOf, type ServicesScene } from "./scene.ts";

let scene: ServicesScene;
beforeAll(async () => {
  scene = await openServicesScene();
  expect(await scene.run()).toBe("published");
});
afterAll(() => scene.town.close());

const head = async () => ServicesHead.parse(await scene.services().head(scene.instanceId));
const settle = async (decision: "accept" | "refuse") =>
  scene.operate("POST", `services-definition/${decision}`, { json: { version: (await head()).held?.version } });

describe("a run of get-services-definition", () => {
  it("publishes what customers and resellers may get, in few writes and three transitions", async () => {
    const definition = await scene.services().published(scene.instanceId);
    expect(definition?.groups.map(({ plan }) => plan)).toEqual([
      "backup-pck_per_gigabyte",
      "backup-pck_per_workload",
      "backup-standard",
      "files_cloud-fss_legacy",
      "files_cloud-fss_per_gigabyte",
      "files_cloud-fss_per_user",
      "notary",
      "physical_data_shipping",
    ]);
    expect(definition?.groups.every(({ forCustomers, forResellers }) => forCustomers && forResellers)).toBe(true);
    expect(definition?.storages).toContainEqual({
      id: "20000000-0000-4000-8000-000000000001",
      name: "Frankfurt Backup 1",
      locationName: "Frankfurt",
    });
    expect(await priceOf(scene, "pg_base_storage")).toEqual({ sell: "2.49", cost: "2.04" });
    // Eight products, the storages, the definition, the difference, the head.
    expect(scene.cost()).toEqual({ writes: 12, transitions: 3 });
  });

  it("that finds nothing new makes one write and three transitions", async () => {
    expect(await scene.run()).toBe("unchanged");
    expect(scene.cost()).toEqual({ writes: 1, transitions: 3 });
    expect((await head()).lastVersion).toBe(1);
  });

  it("publishes a price that moved within the brake, and writes only what changed", async () => {
    await scene.vendor("prices", [{ name: "pg_base_storage", list_price: "2.70" }]);
    expect(await scene.run()).toBe("published");
    expect(await priceOf(scene, "pg_base_storage")).toEqual({ sell: "2.70", cost: "2.21" });
    // The part, the definition, the difference and the head.
    expect(scene.cost().writes).toBe(4);
    const { version = 0, difference = "" } = (await head()).published ?? {};
    expect((await scene.services().difference(scene.instanceId, difference)).changes.map(({ text }) => text)).toEqual([
      "Repriced: item Backup storage (backup-pg_base_storage): sell 2.49, cost 2.04 EUR -> sell 2.70, cost 2.21 EUR",
    ]);
    const { body } = await scene.operate("GET", `services-definition/versions/${version}`);
    expect(body).toMatchObject({ status: "published", difference: { against: 1, counts: { repriced: 1 } } });
  });

  it("holds a price that moved too far; what is published stays until an operator accepts", async () => {
    await scene.vendor("prices", [{ name: "pg_base_storage", list_price: "9.99" }]);
    expect(await scene.run()).toBe("held");
    expect(await priceOf(scene, "pg_base_storage")).toMatchObject({ sell: "2.70" });
    expect(scene.rung).toEqual([{ message: "services definition held", instanceId: scene.instanceId }]);
    const { held } = await head();
    expect(held?.reasons).toEqual([expect.stringContaining("270.0 %; the limit is 20 %")]);
    // A later run that finds the same holds the same version.
    expect(await scene.run()).toBe("held");
    expect(scene.cost()).toEqual({ writes: 1, transitions: 3 });
    expect((await head()).held?.version).toBe(held?.version);
    const shown = await scene.operate("GET", "services-definition");
    expect(shown.body).toMatchObject({ held: { version: held?.version, difference: { counts: { repriced: 1 } } } });

    expect(await settle("accept")).toMatchObject({ status: 200, body: { held: null, published: { version: held?.version } } });
    expect(await priceOf(scene, "pg_base_storage")).toMatchObject({ sell: "9.99" });
    expect(await scene.run()).toBe("unchanged");
  });

  it("does not hold again what an operator refused, and says so", async () => {
    await scene.vendor("prices", [{ name: "pg_base_servers", list_price: null }]);
    expect(await scene.run()).toBe("held");
    expect((await head()).held?.reasons).toEqual([expect.stringMatching(/^Lost its price: item Servers/)]);
    expect((await settle("refuse")).status).toBe(200);
    expect(await scene.run()).toBe("refusedBefore");
    expect(scene.cost()).toEqual({ writes: 1, transitions: 3 });
    expect((await head()).held).toBeUndefined();
    expect(await priceOf(scene, "pg_base_servers")).toBeDefined();
    const { body } = await scene.operate("GET", "services-definition/versions");
    expect(body["versions"]).toContainEqual(expect.objectContaining({ status: "refused" }));
    await scene.vendor("prices", [{ name: "pg_base_servers", list_price: "3.23" }]);
    expect(await scene.run()).toBe("unchanged");
  });

  it("holds when items vanish, and lets go when they come back", async () => {
    await scene.vendor("catalogue", { off: ["pw_base_nas"] });
    expect(await scene.run()).toBe("held");
    expect((await head()).held?.reasons).toEqual([expect.stringMatching(/^Gone: item NAS devices/)]);
    await scene.vendor("catalogue", { on: ["pw_base_nas"] });
    expect(await scene.run()).toBe("unchanged");
    expect((await head()).held).toBeUndefined();
    expect((await head()).versions.at(-1)?.status).toBe("replaced");
  });

  it("holds an empty list", async () => {
    await scene.vendor("catalogue", { empty: true });
    expect(await scene.run()).toBe("held");
    expect((await head()).held?.reasons[0]).toMatch(/^Nothing is on offer/);
    expect((await head()).held?.reasons.length).toBeLessThan(30);
    expect((await scene.services().published(scene.instanceId))?.groups.length).toBeGreaterThan(5);
    await scene.vendor("catalogue", { restore: true });
    expect(await scene.run()).toBe("unchanged");
  });

  it("holds when nothing is on offer for customers alone, or for resellers alone", async () => {
    const route = "GET /api/2/tenants/{tenant_id}/offering_items/available_for_child";
    scene.town.vendor.faults.add({ kind: "status", status: 200, body: { items: [] }, match: { route } });
    expect(await scene.run()).toBe("held");
    expect((await head()).held?.reasons[0]).toMatch(/^Changed: product .*: for customers and for resellers -> for (customers|resellers)$/);
    expect(await scene.run()).toBe("unchanged");
  });

  it("publishes new items and names by itself; names that are kept stay", async () => {
    await scene.vendor("catalogue", { on: [{ name: "pw_pack_new", edition: "pck_per_workload" }] });
    await scene.vendor("prices", [{ name: "pw_base_nas", friendly_name: "Network storage" }]);
    expect(await scene.run()).toBe("published");
    const nameOf = async (itemName: string) =>
      (await scene.services().published(scene.instanceId))?.groups.flatMap(({ items }) => items).find((item) => item.itemName === itemName)
        ?.name;
    expect([await nameOf("pw_base_nas"), await nameOf("pw_pack_new")]).toEqual(["Network storage", "Pack new"]);

    await saveForm(scene.town, { UpdateProductNames: "keep" });
    await scene.vendor("prices", [{ name: "pw_base_nas", friendly_name: "Something else" }]);
    await scene.vendor("catalogue", { applications: { "6e6d758d-8e74-3ae3-ac84-50eb0dff12eb": "Cyber Defence" } });
    expect(await scene.run()).toBe("published");
    expect(await nameOf("pw_base_nas")).toBe("Network storage");
    const groups = (await scene.services().published(scene.instanceId))?.groups ?? [];
    expect(groups[0]?.name).toBe("Acronis Cyber Protection - Per gigabyte");
    // An item without an edition is in the new product too, and is one add-on.
    await scene.vendor("prices", [{ name: "local_storage", friendly_name: "Storage at home" }]);
    await scene.vendor("catalogue", { on: [{ name: "adv_new", edition: "advanced" }] });
    expect(await scene.run()).toBe("published");
    const product = (await scene.services().published(scene.instanceId))?.groups.find(({ plan }) => plan === "backup-advanced");
    expect(product?.items.map(({ name }) => name)).toEqual(["Adv new", "Local storage"]);

    await saveForm(scene.town);
    expect(await scene.run()).toBe("published");
    expect(await nameOf("pw_base_nas")).toBe("Something else");
  });

  it("follows the discount in its costs, and keeps the prices of each month", async () => {
    await saveForm(scene.town, { DistributorDiscount: "50" });
    expect(await scene.run()).toBe("published");
    expect(await priceOf(scene, "pg_base_servers")).toEqual({ sell: "3.23", cost: "1.62" });
    const month = (await head()).published?.takenAt.slice(0, 7) ?? "";
    const book = await scene.services().priceBook(scene.instanceId, month);
    expect(book).toMatchObject({ month, currency: "EUR", digits: 2, prices: { pg_base_storage: "9.99" } });
    expect(await scene.services().priceBook(scene.instanceId, "2020-01")).toBeUndefined();
    expect((await scene.services().priceBook(scene.instanceId, "2999-01"))?.prices).toEqual(book?.prices);
    await saveForm(scene.town);
    expect(await scene.run()).toBe("published");
  });
});

describe("the prices of months", () => {
  it("that share a definition are read with it once, and then by the head alone", async () => {
    const month = (await head()).published?.takenAt.slice(0, 7) ?? "";
    const later = ["2998-11", "2998-12", "2999-01"];
    const first = await scene.services().priceBook(scene.instanceId, month);
    let reads = 0;
    scene.town.house().tables.client.middlewareStack.add(
      (next) => async (given) => {
        reads += 1;
        return next(given);
      },
      { step: "initialize" },
    );
    for (const each of later) {
      const book = await scene.services().priceBook(scene.instanceId, each);
      expect(book).toEqual({ ...first, month: each });
    }
    expect(reads).toBe(later.length);
  });
});

describe("what goes wrong in a run", () => {
  it("is noted with its cause and cure, rings, and leaves what is published as it is", async () => {
    scene.town.vendor.faults.add({ kind: "status", status: 403, match: { route: "GET /api/2/applications" }, times: "always" });
    expect(await scene.run()).toBe("failed");
    expect(scene.rung.at(-1)).toEqual({ message: "services run failed", instanceId: scene.instanceId });
    scene.town.vendor.faults.clear();
    const { body } = await scene.operate("GET", "services-definition");
    expect(body).toMatchObject({
      published: { status: "published" },
      lastRun: { outcome: "failed", failure: { cause: "accessDenied", cure: expect.stringContaining("API client") } },
    });
    expect(await scene.run()).toBe("unchanged");
  });

  it("is tried again where time heals it", async () => {
    scene.town.vendor.faults.add({ kind: "status", status: 503, match: { route: "GET /api/2/applications" }, times: 2 });
    expect(await scene.run()).toBe("unchanged");
    expect(scene.cost()).toEqual({ writes: 1, transitions: 5 });
  });

  it("is tried again when the list of applications comes back empty: nothing is ever called by an id because of it", async () => {
    scene.town.vendor.faults.add({ kind: "status", status: 200, body: { items: [] }, match: { route: "GET /api/2/applications" } });
    expect(await scene.run()).toBe("unchanged");
  });

  it("of two runs at once is nothing: they come to one end", async () => {
    await scene.vendor("prices", [{ name: "pg_base_vms", list_price: "3.70" }]);
    const { machines } = scene.town.house();
    const before = (await head()).lastVersion;
    await Promise.all(["side-1", "side-2", "side-3"].map((name) => machines.start("get-services-definition", name, scene.instanceId)));
    await machines.idle();
    expect(await priceOf(scene, "pg_base_vms")).toMatchObject({ sell: "3.70" });
    expect((await head()).lastVersion).toBe(before + 1);
  });

  it("of an instance that is not there leaves no trace", async () => {
    const { machines, tables } = scene.town.house();
    const before = tables.writes();
    await machines.start("get-services-definition", "nobody", "aaaaaaaaaaaaaaaaaaaa");
    await machines.idle();
    expect(tables.writes()).toBe(before);
  });
});

describe("a run that fails", () => {
  it("says what to do about the instance, and nothing of an order or an account", async () => {
    const route = "GET /api/2/tenants/{tenant_id}/offering_items/available_for_child";
    scene.town.vendor.faults.add({ kind: "status", status: 404, body: { error: { code: 1005 } }, match: { route }, times: 2 });
    expect(await scene.run()).toBe("failed");
    const { body } = await scene.operate("GET", "services-definition");
    const text = "The vendor does not show the instance's own tenant";
    const cure = expect.stringMatching(/^Look at the API client.*The next run, by schedule or by hand, begins anew\.$/);
    expect(body).toMatchObject({ lastRun: { failure: { cause: "tenantGone", text, cure } } });
    expect(await scene.run()).toBe("unchanged");
  });
});
