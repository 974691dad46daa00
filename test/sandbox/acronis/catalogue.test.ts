import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { at, backup, control, items, makeTenant, openTown, text } from "./client.ts";
import { item, itemsOn, onOffer, put } from "./items.ts";

const { simulator, api, root } = await openTown();
const large = await openTown({ offeringItems: 20_000 });
afterAll(() => Promise.all([simulator.close(), large.simulator.close()]));

const change = (body: unknown) => control(simulator, "POST", "catalogue", body);
const names = async (parent = root): Promise<unknown[]> => (await onOffer(api, parent, "*")).map(({ name }) => name);
beforeEach(() => change({ restore: true }));

describe("the catalogue of the distributor", () => {
  it("loses items, which those below keep", async () => {
    const { id } = await makeTenant(api, root, { name: "Keeper" });
    await put(api, id, [item("pw_base_nas")]);
    const before = await names();
    expect((await change({ off: ["pw_base_nas"] })).status).toBe(200);
    expect(await names()).toEqual(before.filter((name) => name !== "pw_base_nas"));
    expect([...(await itemsOn(api, id)).keys()]).toEqual(["pw_base_nas"]);
    await change({ on: ["pw_base_nas"] });
    expect((await names()).toSorted()).toEqual(before.toSorted());
  });

  it("gains items of a name that nobody knew, on each storage that fits", async () => {
    const robot = { name: "pw_base_robots", edition: "pck_per_workload" };
    const vault = { name: "pw_base_vault", edition: "pck_per_workload", type: "infra", measurement_unit: "bytes", capability: "backup" };
    expect((await change({ on: [robot, vault] })).status).toBe(200);
    const offered = (await onOffer(api, root)).filter(({ name }) => name === "pw_base_robots" || name === "pw_base_vault");
    expect(offered.map(({ name, usage_name, type }) => [name, usage_name, type])).toEqual([
      ["pw_base_robots", "robots", "count"],
      ...Array.from({ length: 3 }, () => ["pw_base_vault", "vault", "infra"]),
    ]);
    const { id } = await makeTenant(api, root, { name: "Robotics" });
    expect((await put(api, id, [item("pw_base_robots", { quota: { value: 2, overage: 0, version: 0 } })])).status).toBe(200);
    const prices = items(await api.get(`/api/price_sync/v1/effective_price_lists?tenant_id=${root}`), "price_lists.0.prices");
    expect(prices.find(({ name }) => name === "pw_base_robots")).toMatchObject({ friendly_name: "Robots" });
  });

  it("comes back empty, and is as before when restored", async () => {
    const before = await names();
    await change({ empty: true });
    expect(await names()).toEqual([]);
    await change({ restore: true });
    expect(await names()).toEqual(before);
  });

  it("has new names for services and storages", async () => {
    const storage = (await onOffer(api, root)).find(({ name }) => name === "pw_base_storage");
    const id = String(storage?.["infra_id"]);
    const first = text(await api.get(`infra/${id}`), "name");
    await change({ applications: { [backup]: "Cyber Protect Cloud" }, storages: { [id]: "Frankfurt Main" } });
    expect(at(await api.get(`applications/${backup}`), "name")).toBe("Cyber Protect Cloud");
    expect(items(await api.get("applications")).map(({ name }) => name)).toContain("Cyber Protect Cloud");
    expect(at(await api.get(`infra/${id}`), "name")).toBe("Frankfurt Main");
    await change({ restore: true });
    expect([at(await api.get(`applications/${backup}`), "name"), at(await api.get(`infra/${id}`), "name")]).toEqual([
      "Cyber Protection",
      first,
    ]);
  });

  it.each([
    ["an unknown item", { off: ["pw_base_nas", "pw_base_unicorns"] }, 404],
    ["an unknown service", { off: ["pw_base_nas"], applications: { nowhere: "Nothing" } }, 404],
    ["a known item as a new one", { off: ["pw_base_nas"], on: [{ name: "pw_base_vms" }] }, 409],
    ["a stored item without a storage", { off: ["pw_base_nas"], on: [{ name: "pw_base_vault", type: "infra" }] }, 400],
  ])("refuses %s, and then changes nothing", async (_, body, status) => {
    expect((await change(body)).status).toBe(status);
    expect(await names()).toContain("pw_base_nas");
  });
});

describe("a long catalogue", () => {
  const list = (query: string) => large.api.get(`tenants/${large.root}/offering_items/${query}`);

  it("is as long as it was told, by storages first and then by names, without a line twice", async () => {
    const offered = items(await list("available_for_child?kind=customer&edition=*"));
    expect(offered.length).toBeGreaterThan(19_900);
    expect(offered.length).toBeLessThan(20_100);
    const lines = new Set(offered.map((one) => `${String(one["name"])} ${String(one["infra_id"])}`));
    expect(lines.size).toBe(offered.length);
    expect(new Set(offered.map((one) => one["infra_id"])).size).toBeGreaterThan(1000);
  });

  it("comes in pieces, whole and well formed", async () => {
    const answer = await list("available_for_child?kind=customer&edition=pck_per_workload");
    expect(answer.headers.get("transfer-encoding")).toBe("chunked");
    expect(Object.keys(Object(answer.body))).toEqual(["timestamp", "items"]);
  });

  it("sells its items as any other, prices and the other edition included", async () => {
    const { id } = await makeTenant(large.api, large.root);
    expect((await put(large.api, id, [item("pw_pack_extra_000001")])).status).toBe(200);
    const prices = items(
      await large.api.get(`/api/price_sync/v1/effective_price_lists?tenant_id=${large.root}&months=2025-01`),
      "price_lists.0.prices",
    );
    expect(prices.find(({ name }) => name === "pw_pack_extra_000001")).toMatchObject({ sku: expect.stringMatching(/^SX[A-Z]{5}$/) });
    expect(new Set(prices.map(({ sku }) => sku)).size).toBe(prices.length);
    await large.api.put(`tenants/${id}/edition`, { application_id: backup, target_edition: "pck_per_gigabyte" });
    expect([...(await itemsOn(large.api, id)).keys()]).toEqual(["pg_pack_extra_000001"]);
  });

  it("has an end", async () => {
    await expect(openTown({ offeringItems: 200_001 })).rejects.toThrow("at most 200000 offering items");
    expect((await put(large.api, large.root, [item("pw_pack_extra_009999")])).status).toBe(404);
  });
});
