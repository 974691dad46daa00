import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type BssAccount, customerAccount, resellerAccount } from "../../sandbox/bss/accounts.ts";
import { countedCalls, instanceIdIn, operate, saveForm } from "../onboarding/hands.ts";
import { backup } from "../sandbox/acronis/client.ts";
import { openTown, resultOf, type Town } from "../support/town.ts";

/** Storages of the simulated vendor, as sandbox/acronis/seed-storages.ts makes them. */
const frankfurt = {
  backup: "20000000-0000-4000-8000-000000000001",
  second: "20000000-0000-4000-8000-000000000002",
  recovery: "20000000-0000-4000-8000-000000000003",
};
const zurich = { backup: "20000000-0000-4000-8000-000000000005", recovery: "ba2976d0-c13e-4661-ae60-b4593583fce2" };

describe("the standard rule of an instance decides what the next tenant gets", () => {
  let town: Town;
  let next = 100;

  beforeAll(async () => {
    town = await openTown();
    expect(await saveForm(town)).toEqual([]);
  });
  afterAll(() => town.close());
  beforeEach(() => town.vendor.clearCalls());

  const put = (rule: unknown) => operate(town, "PUT", `instances/${instanceIdIn(town)}/rule`, rule);
  const rule = async (given: unknown): Promise<void> => expect(await put(given)).toMatchObject({ status: 200 });
  const synchronised = async (account: BssAccount) => {
    const { Code, Result } = resultOf(await town.bss.post("Accounts/Synchronize", account));
    expect(Code).toBe(0);
    return town.vendor.world.tenants.find(({ id }) => id === Result);
  };
  const customer = () => synchronised(customerAccount(String((next += 1)), `Customer ${next}`));
  const reseller = () => synchronised(resellerAccount(String((next += 1)), `Reseller ${next}`));
  const items = (tenant: { readonly id: string } | undefined) => town.vendor.world.itemsOf(tenant?.id ?? "");
  const names = (tenant: { readonly id: string } | undefined) => new Set(items(tenant).map(({ name }) => name));
  const storages = (tenant: { readonly id: string } | undefined) => new Set(items(tenant).flatMap(({ infra_id }) => infra_id ?? []));
  const roles = (tenant: { readonly id: string } | undefined) =>
    town.vendor.world.usersOf(tenant?.id ?? "").flatMap(({ policies }) => policies.map(({ role_id }) => role_id));

  it("by default: pck_per_gigabyte, everything on offer, unlimited, storages of one location from the first by name on", async () => {
    expect((await operate(town, "GET", `instances/${instanceIdIn(town)}/rule`)).body).toEqual({
      language: "en",
      customer: { edition: "pck_per_gigabyte", items: "all", quotas: {}, storage: "first", mode: "production", roles: ["company_admin"] },
      reseller: { editions: ["pck_per_gigabyte"], items: "all", quotas: {}, roles: ["partner_admin"] },
    });
    const tenant = await customer();
    expect(tenant).toMatchObject({ language: "en", pricing: { mode: "production" } });
    expect(names(tenant)).toContain("pg_base_workstations");
    expect([...names(tenant)].filter((name) => name.startsWith("pw_"))).toEqual([]);
    expect(items(tenant).every(({ quota }) => quota.value === null)).toBe(true);
    expect([...storages(tenant)]).toEqual([frankfurt.backup]);
  });

  it("by edition", async () => {
    await rule({ customer: { edition: "pck_per_workload" } });
    const tenant = await customer();
    expect(names(tenant)).toContain("pw_base_workstations");
    expect([...names(tenant)].filter((name) => name.startsWith("pg_"))).toEqual([]);
    expect([...storages(tenant)].toSorted()).toEqual([frankfurt.backup, frankfurt.recovery]);
  });

  it("by named items, with soft and hard quotas", async () => {
    const quotas = {
      pg_base_workstations: { value: 10 },
      pg_base_servers: { value: 5, overage: 0 },
      pg_base_storage: { value: 1024, overage: 512 },
    };
    await rule({ customer: { items: ["pg_base_storage", "pg_base_workstations", "pg_base_servers", "pg_base_vms"], quotas } });
    const tenant = await customer();
    expect(
      items(tenant)
        .map(({ name, quota: { value, overage } }) => [name, value, overage])
        .toSorted(),
    ).toEqual([
      ["pg_base_servers", 5, 0],
      ["pg_base_storage", 1024, 512],
      ["pg_base_vms", null, null],
      ["pg_base_workstations", 10, null],
    ]);
  });

  it("by a named storage; the others are of its location", async () => {
    await rule({ customer: { edition: "pck_per_workload", storage: "Zurich Backup" } });
    expect([...storages(await customer())].toSorted()).toEqual([zurich.backup, zurich.recovery]);
    await rule({ customer: { edition: "pck_per_workload", storage: frankfurt.second } });
    expect([...storages(await customer())].toSorted()).toEqual([frankfurt.second, frankfurt.recovery]);
  });

  it("by mode: a trial is left a trial, and its pricing is not even read", async () => {
    await rule({ customer: { mode: "trial" } });
    expect(await customer()).toMatchObject({ pricing: { mode: "trial" } });
    expect(countedCalls(town).filter((call) => call.includes("pricing"))).toEqual([]);
  });

  it("by language", async () => {
    await rule({ language: "de" });
    const tenant = await customer();
    expect(tenant?.language).toBe("de");
    expect(town.vendor.world.usersOf(tenant?.id ?? "")[0]?.language).toBe("de");
  });

  it("by a stored payload, which saves the read: 8 calls", async () => {
    const offeringItems = [
      { application_id: backup, name: "pg_base_storage", infra_id: frankfurt.second, quota: { value: 2048 } },
      { application_id: backup, name: "pg_base_workstations" },
    ];
    await rule({ customer: { offeringItems } });
    const tenant = await customer();
    expect([...names(tenant)].toSorted()).toEqual(["pg_base_storage", "pg_base_workstations"]);
    expect(items(tenant).find(({ name }) => name === "pg_base_storage")?.quota.value).toBe(2048);
    expect(countedCalls(town)).toHaveLength(8);
    expect(countedCalls(town)).not.toContain("GET /tenants/{tenant_id}/offering_items/available_for_child");
  });

  it("by read-only roles for resellers", async () => {
    await rule({ reseller: { roles: ["readonly_admin", "protection_ro_admin"] } });
    expect(roles(await reseller())).toEqual(["readonly_admin", "protection_ro_admin"]);
    expect(roles(await customer())).toEqual(["company_admin"]);
  });

  it("by several editions for resellers, with every storage; and its customers may have any of them", async () => {
    await rule({ reseller: { editions: ["pck_per_gigabyte", "pck_per_workload", "fss_per_user"] } });
    const partner = await reseller();
    for (const name of ["pg_base_workstations", "pw_base_workstations", "pu_base_fc_seats"]) expect(names(partner)).toContain(name);
    expect(storages(partner).size).toBe(6);
    await rule({ customer: { edition: "pck_per_workload" } });
    const below = await synchronised(customerAccount("201", "Below Many", { ResellerExternalID: partner?.id ?? "" }));
    expect(names(below)).toContain("pw_base_workstations");
  });

  it("that asks for what is not on offer parks the order with the name of it; a rule that is mended lets it be resumed", async () => {
    for (const given of [{ edition: "pck_per_moon" }, { items: ["pg_base_moons"] }, { storage: "Moon Backup" }]) {
      await rule({ customer: given });
      const account = customerAccount(String((next += 1)), `Wants the Moon ${next}`);
      const { Code, Message } = resultOf(await town.bss.post("Accounts/Synchronize", account));
      expect(Code).toBe(-44);
      expect(Message).toMatch(/moon/i);
      await rule({});
      const { orderId } = (await town.mappingOf(account.ID))?.order ?? { orderId: "" };
      expect((await operate(town, "POST", `orders/${orderId}/resume`)).status).toBe(202);
      await town.house().machines.idle();
      expect((await town.mappingOf(account.ID))?.order.status).toBe("done");
    }
  });

  it("is refused as a whole when it cannot be, naming the place; the one before stays", async () => {
    await rule({ language: "fr" });
    const wrong = [
      { customer: { quotas: { pg_base_vms: { value: -1 } } } },
      { customer: { mode: "suspended" } },
      { customer: { items: [] } },
      { reseller: { editions: [] } },
      { unknown: true },
    ];
    for (const given of wrong) expect(await put(given)).toMatchObject({ status: 400, body: { errors: expect.any(Array) } });
    expect((await operate(town, "GET", `instances/${instanceIdIn(town)}/rule`)).body).toMatchObject({ language: "fr" });
    expect((await operate(town, "PUT", "instances/nobody/rule", {})).status).toBe(404);
  });
});
