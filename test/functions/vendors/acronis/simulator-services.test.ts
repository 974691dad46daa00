import { describe, expect, it } from "vitest";
import { ItemOnOffer } from "../../../../functions/vendors/acronis/objects.ts";
import { failureOf } from "../vendor-server.ts";
import { strictVendor, tenantOf } from "./strict-vendor.ts";

const unknown = "11111111-2222-3333-4444-555555555555";

describe("the Acronis adapter against the strict simulator, on what is sold", () => {
  it("reads the catalogue item by item as it reads it whole, and knows its services, storages and places", async () => {
    const { acronis, root } = await strictVendor();
    for (const kind of ["customer", "partner"] as const) {
      const told: unknown[] = [];
      const items = await acronis.eachItemOnOffer(root, kind, (item) => told.push(item));
      const whole = await acronis.itemsOnOffer(root, kind, "*");
      expect(told).toEqual(whole.map((item) => ItemOnOffer.parse(item)));
      expect(items).toEqual({ told: whole.length, unreadable: 0 });
      expect(whole.length).toBeGreaterThan(50);
    }
    const onOffer = await acronis.itemsOnOffer(root, "customer", "*");
    expect(onOffer.every(({ usage_name, measurement_unit }) => usage_name !== undefined && measurement_unit !== undefined)).toBe(true);
    const applications = new Map((await acronis.applications()).map(({ id, name }) => [id, name]));
    expect(new Set(onOffer.map(({ application_id }) => applications.get(application_id)))).toContain("Cyber Protection");
    const storages = await acronis.storages(
      root,
      onOffer.flatMap(({ infra_id }) => infra_id ?? []),
    );
    const places = new Set(storages.flatMap(({ location_id }) => location_id ?? []));
    const locations = await acronis.locations([...places, unknown]);
    expect(new Set(locations.map(({ id }) => id))).toEqual(places);
    expect(await failureOf(acronis.eachItemOnOffer(unknown, "customer", () => {}))).toMatchObject({ reason: "tenantGone" });
  });

  it("reads prices of its own tenant, and hears that it may not read others'", async () => {
    const { acronis, root } = await strictVendor();
    const lists = await acronis.priceLists(root, ["2026-10", "2026-11"]);
    expect(lists.map(({ month, currency }) => [month, currency])).toEqual([
      ["2026-10", "EUR"],
      ["2026-11", "EUR"],
    ]);
    const prices = lists[0]?.prices ?? [];
    expect(prices.length).toBeGreaterThan(10);
    for (const { sku, listPrice, name } of prices) {
      expect([sku, name]).toEqual([expect.stringMatching(/^SP[A-Z]{5}$/), expect.stringMatching(/\w/)]);
      expect(listPrice).toMatch(/^\d+\.\d\d$/);
    }
    expect(await failureOf(acronis.priceLists(unknown, ["2026-10"]))).toMatchObject({ reason: "accessDenied" });
  });

  it("switches an edition with its warnings, and reads what the tenant and all of its partner used", async () => {
    const { acronis, root } = await strictVendor();
    const tenant = await acronis.createTenant(tenantOf(root));
    const onOffer = await acronis.itemsOnOffer(root, "customer", "pck_per_workload");
    const storage = onOffer.find(({ name }) => name === "pw_base_storage");
    const wanted = onOffer.filter((item) => item === storage || item.name === "pw_base_nas");
    await acronis.putItems(
      tenant.id,
      wanted.map(({ application_id, name, infra_id }) => ({ application_id, name, infra_id, status: 1 })),
    );
    const application = storage?.application_id ?? "";
    expect(await acronis.editionWarnings(tenant.id, application, "pck_per_gigabyte")).toContain("SomePlansWillStopWorking");
    const on = async () => (await acronis.itemsOf(tenant.id)).filter(({ status }) => status === 1).map(({ name }) => name);
    expect((await on()).toSorted()).toEqual(["pw_base_nas", "pw_base_storage"]);
    expect(await acronis.switchEdition(tenant.id, application, "pck_per_gigabyte")).toEqual([]);
    expect(await on()).toEqual(["pg_base_storage"]);

    const usages = await acronis.usagesOf([tenant.id, root, unknown]);
    expect([...usages.keys()].toSorted()).toEqual([tenant.id, root].toSorted());
    expect(usages.get(tenant.id)?.lines.map(({ name, isAggregate }) => [name, isAggregate])).toEqual([
      ["pg_base_storage", false],
      ["storage_total", true],
      ["total_storage", true],
    ]);
    expect(await failureOf(acronis.editionWarnings(unknown, application, "pck_per_workload"))).toMatchObject({ reason: "tenantGone" });
    expect(await failureOf(acronis.editionWarnings(tenant.id, application, "none"))).toMatchObject({ reason: "itemsNotOnOffer" });
  });

  it("hears by name which items of an edition are missing above", async () => {
    const { acronis, root } = await strictVendor();
    const reseller = await acronis.createTenant(tenantOf(root, { kind: "partner", name: "Reseller" }));
    const item = (await acronis.itemsOnOffer(root, "partner", "*")).find(({ name }) => name === "pw_base_workstations");
    const change = { application_id: item?.application_id ?? "", name: "pw_base_workstations", status: 1 } as const;
    await acronis.putItems(reseller.id, [change]);
    const customer = await acronis.createTenant(tenantOf(reseller.id));
    await acronis.putItems(customer.id, [change]);
    for (const call of [acronis.editionWarnings, acronis.switchEdition]) {
      const failure = await failureOf(call(customer.id, change.application_id, "pck_per_gigabyte"));
      expect(failure).toMatchObject({ reason: "itemsNotOnOffer" });
      expect(failure.message).toMatch(/answered 400\/1021: pg_base_workstations\)$/);
    }
  });

  it("deletes a disabled tenant with the version that disabled it, and does not mind to be told again", async () => {
    const { vendor, acronis, root } = await strictVendor();
    const tenant = await acronis.createTenant(tenantOf(root));
    expect(await failureOf(acronis.deleteTenant(tenant.id, tenant.version))).toMatchObject({ reason: "versionRace" });
    const off = await acronis.updateTenant(tenant.id, { version: tenant.version, enabled: false });
    expect(await failureOf(acronis.deleteTenant(tenant.id, tenant.version))).toMatchObject({ reason: "versionRace" });
    expect(vendor.world.counts.tenants).toBe(1);
    vendor.faults.add({ kind: "loseAnswer", match: { method: "DELETE" } });
    expect(await failureOf(acronis.deleteTenant(tenant.id, off.version))).toMatchObject({ name: "Transient" });
    await acronis.deleteTenant(tenant.id, off.version);
    expect(vendor.world.counts.tenants).toBe(0);
    expect(await failureOf(acronis.readTenant(tenant.id))).toMatchObject({ reason: "tenantGone" });
  });
});
