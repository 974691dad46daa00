import { describe, expect, it } from "vitest";
import { at, backup, type Fields, items, makeTenant, number, send, text, town } from "./client.ts";
import { item, onOffer, put } from "./items.ts";

/** What a customer may have together: the first storage of each sort. */
function firstStorages(offered: Fields[]): Fields[] {
  const taken = new Map<unknown, unknown>();
  return offered.filter(
    ({ name, infra_id }) => infra_id === undefined || (taken.get(name) ?? taken.set(name, infra_id).get(name)) === infra_id,
  );
}

describe("reading offering items", () => {
  it("hides today's editions unless they are asked for; items without an edition are always there", async () => {
    const { api, root } = await town();
    const editions = async (query: string) =>
      new Set(items(await api.get(`tenants/${root}/offering_items${query}`)).map(({ edition }) => edition));
    expect(await editions("")).toEqual(new Set(["standard", null]));
    expect(await editions("?edition=pck_per_gigabyte")).toEqual(new Set(["pck_per_gigabyte", null]));
    expect([...(await editions("?edition=*"))]).toEqual(expect.arrayContaining(["pck_per_workload", "fss_per_user", "standard", null]));
  });

  it("answers exactly the fields of the closed schema", async () => {
    const { api, root } = await town();
    const allowed = [
      "application_id",
      "name",
      "edition",
      "usage_name",
      "tenant_id",
      "updated_at",
      "deleted_at",
      "status",
      "locked",
      "quota",
    ];
    const shown = items(await api.get(`tenants/${root}/offering_items?edition=*`));
    const strange = shown
      .flatMap((one) => Object.keys(one))
      .filter((key) => ![...allowed, "type", "infra_id", "measurement_unit"].includes(key));
    expect(strange).toEqual([]);
    expect(shown.filter(({ infra_id }) => infra_id === null)).toEqual([]);
    expect(shown.filter(({ type, quota }) => type === "feature" && quota !== undefined)).toEqual([]);
  });

  it("offers to a child what the parent has on, one line a storage, with unlimited quotas", async () => {
    const { api, root } = await town();
    const storages = (await onOffer(api, root)).filter(({ name }) => name === "pw_base_storage");
    expect(storages).toHaveLength(3);
    expect(storages[0]).toMatchObject({
      status: 1,
      quota: { value: null, overage: null, version: 0 },
      measurement_unit: "bytes",
      type: "infra",
    });
    const reseller = await makeTenant(api, root, { kind: "partner" });
    expect(await onOffer(api, reseller.id)).toEqual([]);
  });
});

describe("writing offering items", () => {
  it("gives all quotas of one call the same version, and refuses an old one with 426", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    const quota = { value: 5, overage: 0, version: 0 };
    const written = await put(api, id, [item("pw_base_workstations", { quota }), item("pw_base_servers", { quota }), item("pw_base_vms")]);
    expect(written.status).toBe(200);
    const version = number(written, "items.0.quota.version");
    expect(version).toBeGreaterThan(1_600_000_000_000);
    expect(at(written, "items.1.quota.version")).toBe(version);
    expect(at(written, "items.2.quota.version")).toBe(0);
    expect((await put(api, id, [item("pw_base_workstations", { quota })])).status).toBe(426);
    const unlimited = await put(api, id, [item("pw_base_workstations", { quota: { value: null, overage: 7, version } })]);
    expect(at(unlimited, "items.0.quota")).toEqual({ value: null, overage: null, version: 0 });
    expect(at(await api.get(`tenants/${id}`), "version")).toBe(1);
  });

  it("changes nothing at all if one item is wrong", async () => {
    const { simulator, api, root } = await town();
    const { id } = await makeTenant(api, root);
    expect((await put(api, id, [item("pw_base_workstations"), item("pw_base_unicorns")])).status).toBe(404);
    expect(simulator.world.itemsOf(id)).toEqual([]);
  });

  it("refuses a customer's second storage, and storages of two locations", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    const offered = await onOffer(api, root);
    const second = await put(api, id, offered);
    expect([second.status, at(second, "error.code")]).toEqual([409, 1015]);
    const zurich = offered.filter(
      ({ infra_id, name }) => infra_id === "ba2976d0-c13e-4661-ae60-b4593583fce2" && name === "pw_base_adv_dr_storage",
    );
    const frankfurt = offered.filter(({ name }) => name === "pw_base_storage").slice(0, 1);
    const apart = await put(api, id, [...frankfurt, ...zurich]);
    expect([apart.status, at(apart, "error.code")]).toEqual([409, 1031]);
    expect((await put(api, id, firstStorages(offered))).status).toBe(200);
  });

  it("takes the surplus storages with status 0", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    const offered = (await onOffer(api, root)).filter(({ name }) => name === "pw_base_storage");
    expect(
      (
        await put(
          api,
          id,
          offered.map((one, index) => ({ ...one, status: index === 0 ? 1 : 0 })),
        )
      ).status,
    ).toBe(200);
  });

  it("lets a partner have many storages", async () => {
    const { api, root } = await town();
    const reseller = await makeTenant(api, root, { kind: "partner" });
    expect((await put(api, reseller.id, await onOffer(api, root, "*"))).status).toBe(200);
    expect(await onOffer(api, reseller.id)).toHaveLength((await onOffer(api, root)).length);
  });

  it.each([
    ["what the parent does not have", [item("pw_base_workstations")], 400, 1021],
    ["a storage item without a storage", [item("pw_base_storage")], 400, 400],
  ])("refuses %s", async (_, wanted, status, code) => {
    const { api, root } = await town();
    const reseller = await makeTenant(api, root, { kind: "partner" });
    const customer = await makeTenant(api, reseller.id);
    const answer = await put(api, customer.id, wanted);
    expect([answer.status, at(answer, "error.code")]).toEqual([status, code]);
  });

  it("refuses seats without the services they consist of, and two editions of one service", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    expect(at(await put(api, id, [item("pw_base_m365_seats")]), "error.code")).toBe(1023);
    const seats = ["pw_base_m365_seats", "pw_base_m365_mailboxes", "pw_base_m365_onedrive"].map((name) => item(name));
    expect((await put(api, id, seats)).status).toBe(200);
    expect(at(await put(api, id, [item("pg_base_workstations")]), "error.code")).toBe(1027);
  });

  it("does not switch off what children use, nor what has usage if that is to be checked", async () => {
    const { simulator, api, root } = await town();
    const reseller = await makeTenant(api, root, { kind: "partner" });
    const customer = await makeTenant(api, reseller.id);
    await put(api, reseller.id, [item("pw_base_workstations")]);
    await put(api, customer.id, [item("pw_base_workstations")]);
    expect(at(await put(api, reseller.id, [item("pw_base_workstations", { status: 0 })]), "error.code")).toBe(1016);
    const usage = { tenant_id: customer.id, items: [{ name: "pw_base_workstations", value: 3 }] };
    await send(simulator, "/simulator/usage", { method: "POST", body: JSON.stringify(usage) });
    const off = [item("pw_base_workstations", { status: 0 })];
    expect(at(await put(api, customer.id, off, { check_usage: true }), "error.code")).toBe(1027);
    expect((await put(api, customer.id, off)).status).toBe(200);
  });
});

it("switches the edition: the same items under the other prefix, quotas copied", async () => {
  const { api, root } = await town();
  const { id } = await makeTenant(api, root);
  await put(api, id, [item("pw_base_workstations", { quota: { value: 5, overage: 1, version: 0 } }), item("pw_base_nas")]);
  const query = `application_id=${backup}&target_edition=pck_per_gigabyte`;
  expect(at(await api.get(`tenants/${id}/edition?${query}`), "warnings")).toContain("OldFeaturesBecomeUnavailable");
  expect((await api.put(`tenants/${id}/edition`, { application_id: backup, target_edition: "pck_per_gigabyte" })).status).toBe(200);
  const on = items(await api.get(`tenants/${id}/offering_items?edition=*&status=1`));
  expect(on).toMatchObject([{ name: "pg_base_workstations", quota: { value: 5, overage: 1 } }]);
});

it("removes a service with all its items, and lists none of them any more", async () => {
  const { api, root } = await town();
  const { id } = await makeTenant(api, root);
  await put(api, id, [item("pw_base_workstations")]);
  expect((await api.delete(`applications/${backup}/bindings/tenants/${id}`)).status).toBe(204);
  expect(items(await api.get(`tenants/${id}/offering_items?edition=*`))).toEqual([]);
});

it("counts usage upwards, in lines of the closed schema, with sums that belong to no item", async () => {
  const { simulator, api, root } = await town();
  const { id } = await makeTenant(api, root);
  const storage = (await onOffer(api, root)).filter(({ name }) => name === "pw_base_storage").slice(0, 1);
  await put(api, id, [...storage, item("pw_base_workstations", { quota: { value: 5, overage: null, version: 0 } })]);
  const report = {
    tenant_id: id,
    items: [
      { name: "storage", value: 800 },
      { name: "pw_base_workstations", value: 3 },
    ],
  };
  await send(simulator, "/simulator/usage", { method: "POST", body: JSON.stringify(report) });
  const own = items(await api.get(`tenants/${id}/usages`));
  expect(own.find(({ name }) => name === "pw_base_workstations")).toMatchObject({
    value: 3,
    absolute_value: 3,
    offering_item: { quota: { value: 5 } },
  });
  expect(own.find(({ name }) => name === "storage_total")).toMatchObject({ value: 800, edition: "mixed" });
  expect(own.find(({ name }) => name === "storage_total")).not.toHaveProperty("offering_item");
  expect(
    at(await api.get(`tenants/usages?tenants=${root}&usage_names=workstations&editions=pck_per_workload`), "items.0.usages.0.value"),
  ).toBe(3);
});

it("makes a report that is saved at the second look and comes compressed", async () => {
  const { simulator, api, root } = await town();
  const order = await api.post("reports", {
    parameters: { tenant_id: root, level: "itself", kind: "usage_current", formats: ["json_v1"], show_skus: "true" },
    schedule: { type: "once" },
    result_action: "save",
  });
  expect(order.status).toBe(200);
  const path = `reports/${String(Object(order.body).id)}/stored`;
  const unfinished = await api.get(path);
  expect(at(unfinished, "items.0.status")).toBe("in_progress");
  expect((await api.get(`${path}/${text(unfinished, "items.0.id")}`)).status).toBe(404);
  const stored = await api.get(path);
  expect(at(stored, "items.0.status")).toBe("saved");
  const file = await api.get(`${path}/${String(Object(items(stored)[0]).id)}`);
  expect(file.headers.get("content-encoding")).toBe("gzip");
  expect(items(file)[0]).toMatchObject({ tenant_name: "Nordwind Distribution", sku: expect.stringMatching(/^SP[A-Z]{5}$/) });
  expect(simulator.calls.at(-1)?.route).toBe("GET /api/2/reports/{report_id}/stored/{stored_report_id}");
});

it("names storages and locations, in lists of ids under their own keys", async () => {
  const { api, root } = await town();
  const locations = Object(at(await api.get(`tenants/${root}/locations`), "locations"));
  expect(locations).toHaveLength(2);
  expect(items(await api.get(`locations?uuids=${String(locations)}`)).map(({ name }) => name)).toEqual(["Frankfurt", "Zurich"]);
  const infras = Object(at(await api.get(`locations/${String(locations[0])}/infra`), "infras"));
  expect(items(await api.get(`infra?uuids=${String(infras)}`))[0]).toMatchObject({
    capabilities: ["backup"],
    platform_owned: true,
    readonly: true,
  });
});

it("tells the distributor's own prices, as text, and its price settings", async () => {
  const { api, root } = await town();
  const lists = await api.get(`/api/price_sync/v1/effective_price_lists?tenant_id=${root}&months=2025-01,2025-02`);
  expect(items(lists, "price_lists").map(({ month }) => month)).toEqual(["2025-01", "2025-02"]);
  expect(at(lists, "price_lists.0.prices.0.list_price")).toMatch(/^\d+\.\d\d$/);
  const setting = await api.get(`applications/7459244f-68f3-3bf4-9f53-5f63ecc1d91f/settings/tenants/${root}/pricing_info`);
  expect(setting.body).toMatchObject({ name: "pricing_info", effective: null, own: { value: { licensing_mode: "per_gb" } } });
});
