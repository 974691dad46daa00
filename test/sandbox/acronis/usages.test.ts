import { afterAll, describe, expect, it } from "vitest";
import { at, control, type Fields, items, makeTenant, openTown, text } from "./client.ts";
import { item, onOffer, put } from "./items.ts";

const { simulator, api, root } = await openTown();
afterAll(() => simulator.close());

let made = 0;
const under = async (parent: string, kind = "customer"): Promise<string> =>
  (await makeTenant(api, parent, { name: `Tenant ${(made += 1)}`, kind })).id;
const tell = (tenant_id: string, told: Fields[], more: Fields = {}) =>
  control(simulator, "POST", "usage", { tenant_id, items: told, ...more });
const line = async (tenant: string, name: string): Promise<Fields | undefined> =>
  items(await api.get(`tenants/${tenant}/usages`)).find((one) => one["name"] === name);
const recovery = async (): Promise<Fields[]> =>
  (await onOffer(api, root)).filter(({ name }) => name === "pw_base_adv_dr_compute_points").slice(0, 1);

describe("a usage line", () => {
  it("belongs to an item that is on and carries its quota; features have none", async () => {
    const tenant = await under(root);
    await put(api, tenant, [item("pw_base_workstations"), item("pw_base_google_mail")]);
    const lines = items(await api.get(`tenants/${tenant}/usages`));
    expect(lines).toMatchObject([{ name: "pw_base_workstations", value: 0, offering_item: { status: 1, quota: { value: null } } }]);
    expect(lines[0]).toMatchObject({ tenant_uuid: tenant, range_start: expect.stringMatching(/^\d{4}-\d\d-01T00:00:00$/) });
  });

  it("stays for an item that was switched off in use, as off and without a quota", async () => {
    const tenant = await under(root);
    await put(api, tenant, [item("pw_base_workstations"), item("pw_base_servers")]);
    await tell(tenant, [{ name: "pw_base_workstations", value: 3 }]);
    await put(api, tenant, [item("pw_base_workstations", { status: 0 }), item("pw_base_servers", { status: 0 })]);
    const lines = items(await api.get(`tenants/${tenant}/usages`));
    expect(lines.map(({ name, value, offering_item }) => ({ name, value, offering_item }))).toEqual([
      { name: "pw_base_workstations", value: 3, offering_item: { status: 0 } },
    ]);
  });

  it("shows a number once its time has come, and the old one until then", async () => {
    const tenant = await under(root);
    await put(api, tenant, [item("pw_base_workstations")]);
    await tell(tenant, [{ name: "pw_base_workstations", value: 3 }]);
    await tell(tenant, [{ name: "pw_base_workstations", value: 8 }], { after_seconds: 3600 });
    expect(await line(tenant, "pw_base_workstations")).toMatchObject({ value: 3 });
    await tell(tenant, [{ name: "pw_base_workstations", value: 9 }]);
    expect(await line(tenant, "pw_base_workstations")).toMatchObject({ value: 9 });
  });
});

describe("cumulative meters", () => {
  it("start anew each month, while the absolute value goes on", async () => {
    const tenant = await under(root);
    await put(api, tenant, await recovery());
    await tell(tenant, [
      { name: "compute_points", value: 7200, month: "2024-01" },
      { name: "compute_points", value: 3600, month: "2024-02" },
    ]);
    const name = "pw_base_adv_dr_compute_points";
    expect(await line(tenant, name)).toMatchObject({ value: 0, absolute_value: 10_800, measurement_unit: "seconds" });
    await tell(tenant, [{ name: "compute_points", value: 60 }]);
    expect(await line(tenant, name)).toMatchObject({ value: 60, absolute_value: 10_860 });
    await tell(tenant, [{ name: "compute_points", value: 90 }]);
    expect(await line(tenant, name)).toMatchObject({ value: 90, absolute_value: 10_890 });
  });

  it("take an absolute value as it is told", async () => {
    const tenant = await under(root);
    await put(api, tenant, await recovery());
    await tell(tenant, [{ name: "compute_points", value: 60, absolute_value: 1000 }]);
    expect(await line(tenant, "pw_base_adv_dr_compute_points")).toMatchObject({ value: 60, absolute_value: 1000 });
  });
});

describe("sums", () => {
  it("of a partner count its whole subtree but not what was deleted", async () => {
    const partner = await under(root, "partner");
    const below = await under(partner, "partner");
    for (const tenant of [partner, below]) await put(api, tenant, [item("pw_base_workstations")]);
    const customers = [await under(partner), await under(below), await under(below)];
    for (const [index, customer] of customers.entries()) {
      await put(api, customer, [item("pw_base_workstations")]);
      await tell(customer, [{ name: "workstations", value: 10 ** index }]);
    }
    expect(await line(partner, "pw_base_workstations")).toMatchObject({ value: 111 });
    expect(await line(below, "pw_base_workstations")).toMatchObject({ value: 110 });
    const [gone = ""] = customers;
    await api.put(`tenants/${gone}`, { version: 1, enabled: false });
    expect(await line(partner, "pw_base_workstations")).toMatchObject({ value: 111 });
    await api.delete(`tenants/${gone}?version=2`);
    expect(await line(partner, "pw_base_workstations")).toMatchObject({ value: 110 });
  });

  it("that belong to no item come with the storage, in the edition 'mixed'", async () => {
    const partner = await under(root, "partner");
    const storage = (await onOffer(api, root)).filter(({ name }) => name === "pw_base_storage").slice(0, 1);
    await put(api, partner, storage);
    const tenant = await under(partner);
    await put(api, tenant, storage);
    await tell(tenant, [
      { name: "storage", value: 800 },
      { name: "vm_storage", value: 300 },
      { name: "immutable_storage", value: 20 },
    ]);
    for (const one of [tenant, partner]) {
      const lines = items(await api.get(`tenants/${one}/usages?editions=mixed`));
      expect(Object.fromEntries(lines.map(({ name, value }) => [name, value]))).toEqual({
        storage_total: 800,
        total_storage: 800,
        vm_storage: 300,
        immutable_storage: 20,
      });
      expect(lines.filter((sum) => "offering_item" in sum)).toEqual([]);
    }
  });
});

it("answers many tenants at once, leaves out what is unknown, foreign or deleted, and takes at most 100 ids", async () => {
  const tenant = await under(root);
  await put(api, tenant, [item("pw_base_workstations")]);
  await tell(tenant, [{ name: "workstations", value: 4 }]);
  const unknown = "00000000-0000-4000-8000-000000000000";
  const batch = await api.get(`tenants/usages?tenants=${tenant},${unknown}&usage_names=workstations`);
  expect(items(batch).map((one) => one["tenant"])).toEqual([tenant]);
  expect(at(batch, "items.0.usages.0.value")).toBe(4);
  expect((await api.get("tenants/usages")).status).toBe(400);
  expect((await api.get(`tenants/usages?tenants=${Array.from({ length: 101 }, () => tenant).join(",")}`)).status).toBe(400);
});

it.each([
  ["a name that nothing has", { name: "unicorns", value: 1 }, "neither a metered offering item nor a usage name"],
  ["a feature", { name: "pw_base_google_mail", value: 1 }, "neither a metered"],
  ["a month of a meter that is not cumulative", { name: "workstations", value: 1, month: "2024-01" }, "only a cumulative meter"],
  ["a month to come", { name: "compute_points", value: 1, month: "2999-01" }, "has not begun"],
  ["two values of a meter that is not cumulative", { name: "workstations", value: 1, absolute_value: 2 }, "cumulative meters only"],
  ["less in all than this month", { name: "compute_points", value: 5, absolute_value: 2 }, "is less than value"],
  ["a storage that there is not", { name: "storage", value: 1, infra_id: "nowhere" }, "there is no storage nowhere"],
])("refuses a report of %s", async (_, told, why) => {
  const refused = await tell(await under(root), [told]);
  expect([refused.status, text(refused, "message")]).toEqual([400, expect.stringContaining(why)]);
});

it("refuses a number of storage that does not say which of several it means", async () => {
  const partner = await under(root, "partner");
  const storages = (await onOffer(api, root)).filter(({ name }) => name === "pw_base_storage");
  await put(api, partner, storages);
  expect((await tell(partner, [{ name: "storage", value: 1 }])).status).toBe(400);
  expect((await tell(partner, [{ name: "storage", value: 1, infra_id: storages[0]?.["infra_id"] }])).status).toBe(200);
});
