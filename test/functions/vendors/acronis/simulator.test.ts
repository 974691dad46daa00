import { describe, expect, it } from "vitest";
import { failureOf } from "../vendor-server.ts";
import { contact, strictVendor, tenantOf } from "./strict-vendor.ts";

describe("the Acronis adapter against the strict simulator", () => {
  it("onboards a customer", async () => {
    const { vendor, acronis, root } = await strictVendor();
    expect(await acronis.ownTenantId()).toBe(root);
    expect(await acronis.checkLogin("jane.doe")).toBe("free");
    const tenant = await acronis.createTenant(tenantOf(root));
    expect(await acronis.childrenOf(root)).toMatchObject([{ id: tenant.id, customer_id: "marker", contact: { city: "Athens" } }]);

    const onOffer = await acronis.itemsOnOffer(root, "customer", "pck_per_gigabyte");
    const infraIds = onOffer.flatMap(({ infra_id }) => infra_id ?? []);
    const storages = await acronis.storages(root, infraIds);
    expect(new Set(storages.map(({ id }) => id))).toEqual(new Set(infraIds));
    const wanted = onOffer.filter(
      ({ name, infra_id }) => name === "pg_base_workstations" || (name === "pg_base_storage" && infra_id === storages[0]?.id),
    );
    await acronis.putItems(
      tenant.id,
      wanted.map(({ application_id, name, infra_id }) => ({
        application_id,
        name,
        infra_id,
        status: 1,
        quota: { value: 10, overage: null, version: 0 },
      })),
    );
    const items = (await acronis.itemsOf(tenant.id)).filter(({ status }) => status === 1);
    expect(items.map(({ name }) => name).toSorted()).toEqual(["pg_base_storage", "pg_base_workstations"]);

    await acronis.switchToProduction(tenant.id, await acronis.readPricing(tenant.id));
    expect(await acronis.readPricing(tenant.id)).toMatchObject({ mode: "production" });

    const user = await acronis.createUser({ tenantId: tenant.id, login: "jane.doe", language: "en", contact });
    await acronis.setRoles(user.id, tenant.id, ["company_admin"]);
    await acronis.sendActivation(user.id);
    expect(await acronis.usersOf(tenant.id)).toMatchObject([{ id: user.id, login: "jane.doe", contact: { email: "jane@example.com" } }]);
    expect(await acronis.checkLogin("jane.doe")).toBe("taken");
    expect(await acronis.checkLogin("é")).toBe("unacceptable");
    expect(vendor.world.counts).toMatchObject({ tenants: 1, mails: 1 });
    expect(vendor.calls.every(({ status }) => status < 300 || status === 409 || status === 406)).toBe(true);
    expect(vendor.calls.filter(({ path }) => path.endsWith("/idp/token"))).toHaveLength(1);
  });

  it("updates, disables and enables with versions, and hears of a race", async () => {
    const { vendor, acronis, root } = await strictVendor();
    const tenant = await acronis.createTenant(tenantOf(root));
    const off = await acronis.updateTenant(tenant.id, { version: tenant.version, name: "Renamed", enabled: false, contact: { phone: "" } });
    expect(off).toMatchObject({ name: "Renamed", enabled: false, version: tenant.version + 1 });
    expect(await failureOf(acronis.updateTenant(tenant.id, { version: tenant.version, enabled: true }))).toMatchObject({
      reason: "versionRace",
    });
    await acronis.updateTenant(tenant.id, { version: off.version, enabled: true });
    const user = await acronis.createUser({ tenantId: tenant.id, login: "jane.doe", language: "en", contact });
    await acronis.updateUser(user.id, { version: user.version, contact: { email: "j@example.com" } });
    expect(await failureOf(acronis.updateUser(user.id, { version: user.version, contact }))).toMatchObject({ reason: "versionRace" });
    const pricing = await acronis.readPricing(tenant.id);
    vendor.faults.add({ kind: "versionRace", match: { route: /pricing/ } });
    expect(await failureOf(acronis.switchToProduction(tenant.id, pricing))).toMatchObject({ reason: "versionRace" });
  });

  it("tells refusals apart", async () => {
    const { acronis, root } = await strictVendor();
    const tenant = await acronis.createTenant(tenantOf(root));
    await acronis.createUser({ tenantId: tenant.id, login: "jane.doe", language: "en", contact });
    const unknown = "11111111-2222-3333-4444-555555555555";
    const nonsense = [{ application_id: unknown, name: "nonsense", status: 1 }] as const;
    const refusals = [
      [acronis.createTenant(tenantOf(root)), "tenantNameTaken"],
      [acronis.createUser({ tenantId: tenant.id, login: "JANE.DOE", language: "en", contact }), "loginTaken"],
      [acronis.readTenant(unknown), "tenantGone"],
      [acronis.updateTenant(unknown, { version: 1, enabled: true }), "tenantGone"],
      [acronis.putItems(tenant.id, nonsense), "itemsRefused"],
      [acronis.createTenant(tenantOf(root, { name: "Partner", contact: { email: "no address" } })), "vendorRefused"],
    ] as const;
    for (const [call, reason] of refusals) expect(await failureOf(call)).toMatchObject({ reason });
    await acronis.updateTenant(tenant.id, { version: tenant.version, enabled: false });
    expect(await failureOf(acronis.createUser({ tenantId: tenant.id, login: "other.name", language: "en", contact }))).toMatchObject({
      reason: "parentDisabled",
    });
  });

  it("lives through an expired token", async () => {
    const { vendor, acronis, root } = await strictVendor();
    await acronis.readTenant(root);
    vendor.faults.add({ kind: "expireToken" });
    await acronis.createTenant(tenantOf(root));
    expect(vendor.world.tenants).toHaveLength(1);
    expect(vendor.calls.filter(({ path }) => path.endsWith("/idp/token"))).toHaveLength(2);
  });

  it.each([
    ["an answer lost after the commit", { kind: "loseAnswer" }],
    ["an HTML page after the commit", { kind: "statusAfterCommit", status: 502, html: true }],
  ] as const)("takes %s for no answer, and leaves it to the step to look", async (_, fault) => {
    const { vendor, acronis, root } = await strictVendor();
    await acronis.readTenant(root);
    vendor.faults.add({ ...fault, match: { route: "POST /api/2/tenants" } });
    expect(await failureOf(acronis.createTenant(tenantOf(root)))).toMatchObject({ name: "Transient" });
    expect(vendor.world.tenants).toHaveLength(1);
    expect((await acronis.childrenOf(root)).filter(({ customer_id }) => customer_id === "marker")).toHaveLength(1);
  });

  it("keeps the pause that the vendor asks for", async () => {
    const { vendor, acronis, root, pauses } = await strictVendor();
    vendor.faults.add({ kind: "throttle", retryAfter: 60, match: { route: "GET /api/2/tenants/{tenant_id}" } });
    for (let attempt = 0; attempt < 3; attempt += 1) expect(await failureOf(acronis.readTenant(root))).toMatchObject({ name: "Throttled" });
    expect(pauses).toHaveLength(1);
    expect(vendor.calls.filter(({ status }) => status === 429)).toHaveLength(1);
  });

  it("hears of a quota that somebody else changed", async () => {
    const { vendor, acronis, root } = await strictVendor();
    const tenant = await acronis.createTenant(tenantOf(root));
    const item = (await acronis.itemsOnOffer(root, "customer", "pck_per_gigabyte")).find(({ name }) => name === "pg_base_workstations");
    const change = {
      application_id: item?.application_id ?? "",
      name: "pg_base_workstations",
      status: 1,
      quota: { value: 5, overage: null, version: 0 },
    } as const;
    await acronis.putItems(tenant.id, [change]);
    vendor.faults.add({ kind: "quotaRace" });
    expect(await failureOf(acronis.putItems(tenant.id, [change]))).toMatchObject({ reason: "versionRace" });
  });

  it("pages through a thousand children", async () => {
    const { acronis, root } = await strictVendor();
    for (let made = 0; made < 1_010; made += 10) {
      await Promise.all(
        Array.from({ length: 10 }, (_, index) => acronis.createTenant(tenantOf(root, { name: `Customer ${made + index}` }))),
      );
    }
    expect(new Set((await acronis.childrenOf(root)).map(({ id }) => id)).size).toBe(1_010);
  });
});
