import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { standardRule } from "../../functions/instances/rule.ts";
import { standardServicesSettings } from "../../functions/services/settings.ts";
import { customerAccount, resellerAccount } from "../../sandbox/bss/accounts.ts";
import { countedCalls, instanceIdIn, vendorApi } from "../onboarding/hands.ts";
import { GB, messageOf, servicesScene } from "../support/services-scene.ts";
import { openTown, type Town, untilEnded } from "../support/town.ts";

let town: Town;
const { change, itemsOn, synchronised, tenantIdOf, check } = servicesScene(() => town);

beforeAll(async () => {
  town = await openTown();
  await town.bss.get("Accounts/SyncOptions");
});
afterAll(() => town.close());
afterEach(() => town.vendor.faults.clear());

let next = 100;
const customer = async (): Promise<string> => {
  next += 1;
  await synchronised(customerAccount(String(next), `Customer ${next}`));
  return String(next);
};
const entriesOf = async (id: string) => (await town.mappingOf(id))?.services;
const isEnabled = async (id: string) => {
  const tenantId = await tenantIdOf(id);
  return town.vendor.world.tenants.find((tenant) => tenant.id === tenantId)?.enabled;
};
const modeOf = async (id: string) => {
  const tenantId = await tenantIdOf(id);
  return town.vendor.world.tenants.find((tenant) => tenant.id === tenantId)?.pricing.mode;
};
const versionsOf = async (id: string) =>
  new Map(town.vendor.world.itemsOf(await tenantIdOf(id)).map(({ name, quota }) => [name, quota.version]));
const writesOf = async (work: () => Promise<unknown>): Promise<number> => {
  const { writes } = town.house().tables;
  const before = writes();
  await work();
  return writes() - before;
};
const unpaid = ["GET /tenants/{tenant_id}/offering_items", "GET /tenants/{tenant_id}/offering_items/available_for_child"];
const put = "PUT /tenants/{tenant_id}/offering_items";

describe("a subscription", () => {
  it("is created with its quotas in three calls, and a quantity change puts only what differs", async () => {
    const id = await customer();
    await change(id, "warm", { amounts: { servers: "1" } });
    town.vendor.clearCalls();
    const created = await change(id, "s1", { plan: "backup-pck_per_gigabyte", amounts: { storage_gb: "100", workstations: "10" } });
    expect(created, messageOf(created)).toMatchObject({
      message: "Backup is active: Cloud storage 100 GB, Workstations 10, edition Per gigabyte.",
      entry: { state: "active", edition: "pck_per_gigabyte", plan: "backup-pck_per_gigabyte" },
      ignored: [],
      warnings: [],
    });
    expect(countedCalls(town)).toEqual([...unpaid, put]);
    expect(await itemsOn(id)).toMatchObject({
      "pg_base_storage@1": `${100 * GB}+0`,
      pg_base_workstations: "10+0",
      pg_base_servers: "1+0",
      pg_base_vms: "unlimited",
    });
    const before = await versionsOf(id);
    town.vendor.clearCalls();
    const writes = await writesOf(() => change(id, "s1", { change: "update", amounts: { storage_gb: "100", workstations: "12" } }));
    expect(countedCalls(town)).toEqual([...unpaid, put]);
    // The order, the one before it among the past ones, and the end.
    expect(writes).toBe(3);
    const after = await versionsOf(id);
    expect([...after].filter(([name, version]) => version !== before.get(name)).map(([name]) => name)).toEqual(["pg_base_workstations"]);
    town.vendor.clearCalls();
    await change(id, "s1", { change: "update", amounts: { storage_gb: "100", workstations: "12.0" } });
    expect(countedCalls(town)).toEqual(unpaid);
  });

  it("adds up with its add-ons and with another subscription, and unlimited wins", async () => {
    const id = await customer();
    const addon = { id: "a1", bssProductId: "p1", plan: "backup-pg_base_storage", name: "More", amounts: { storage_gb: "50.5" } };
    await change(id, "s1", { amounts: { storage_gb: "100", workstations: "10" }, addons: [addon] });
    expect((await itemsOn(id))["pg_base_storage@1"]).toBe(`${150.5 * GB}+0`);
    await change(id, "s2", { amounts: { storage_gb: "20", workstations: "unlimited" } });
    expect(await itemsOn(id)).toMatchObject({ "pg_base_storage@1": `${170.5 * GB}+0`, pg_base_workstations: "unlimited" });
    await change(id, "s1", { change: "update", amounts: { storage_gb: "100" } });
    expect(await itemsOn(id)).toMatchObject({ "pg_base_storage@1": `${120 * GB}+0`, pg_base_workstations: "unlimited" });
    await change(id, "s2", { change: "cancel" });
    expect(await itemsOn(id)).toMatchObject({ "pg_base_storage@1": `${100 * GB}+0`, pg_base_workstations: "unlimited" });
    expect(await entriesOf(id)).toMatchObject([
      { state: "active", addons: [] },
      { state: "cancelled", items: [], endedAt: expect.anything() },
    ]);
  });

  it("becomes soft, hard with overage, or unlimited by the instance's settings", async () => {
    const { instances } = town.house().ports;
    const at = instanceIdIn(town);
    const id = await customer();
    for (const [settings, quota] of [
      [{ quotas: "soft" }, "10"],
      [{ quotas: "hard", overagePercent: 25 }, "10+3"],
      [{ quotas: "unlimited" }, "unlimited"],
      [{ quotas: "hard" }, "10+0"],
    ] as const) {
      await instances.replaceServicesSettings(at, { ...standardServicesSettings, ...settings });
      await change(id, "s1", { change: "create", name: quota, amounts: { workstations: "10" } });
      expect((await itemsOn(id))["pg_base_workstations"]).toBe(quota);
    }
  });

  it("that is cancelled leaves the tenant and what it had before, says so again, and can be created again", async () => {
    const id = await customer();
    const before = await itemsOn(id);
    await change(id, "s1", { plan: "backup-pck_per_gigabyte", amounts: { storage_gb: "5", nas: "0", workstations: "1" } });
    expect(await itemsOn(id)).not.toEqual(before);
    expect((await town.mappingOf(id))?.itemsBefore).toBeDefined();
    const cancelled = await change(id, "s1", { change: "cancel" });
    expect(messageOf(cancelled)).toBe("Backup is cancelled: what it brought is as it was before; the tenant and its data are kept.");
    expect(await itemsOn(id)).toEqual(before);
    expect(await isEnabled(id)).toBe(true);
    expect((await town.mappingOf(id))?.itemsBefore).toBeUndefined();
    expect(await change(id, "s1", { change: "cancel", name: "Again" })).toMatchObject({ entry: { state: "cancelled" } });
    expect(await change(id, "s1", { change: "suspend" })).toMatchObject({ problem: "subscriptionEnded" });
    expect(await change(id, "s1", { amounts: { workstations: "2" } })).toMatchObject({ entry: { state: "active" } });
    const [entry] = (await entriesOf(id)) ?? [];
    expect(entry).not.toHaveProperty("endedAt");
    expect((await itemsOn(id))["pg_base_workstations"]).toBe("2+0");
  });

  it("finds again what somebody changed at the vendor, once its order has rested", async () => {
    const id = await customer();
    const wish = { amounts: { workstations: "7" } } as const;
    await change(id, "s1", wish);
    const tenantId = await tenantIdOf(id);
    const { name, application_id, quota } = town.vendor.world.itemsOf(tenantId).find((item) => item.name === "pg_base_workstations") ?? {};
    const typed = { application_id, name, status: 1, quota: { ...quota, value: 99 } };
    expect(await (await vendorApi(town)).put(`tenants/${tenantId}/offering_items`, { offering_items: [typed] })).toMatchObject({
      status: 200,
    });
    // 30 s of a rule are 30 ms here.
    await new Promise((resolve) => setTimeout(resolve, 60));
    await change(id, "s1", wish);
    expect((await itemsOn(id))["pg_base_workstations"]).toBe("7+0");
  });

  it("of features brings them and those that seats need, and takes them off again", async () => {
    const id = await customer();
    const wish = { plan: "backup-pck_per_workload", amounts: { mailboxes: "5", o365_teams: "3", google_mail: "1" } } as const;
    const created = await change(id, "s1", wish);
    expect(messageOf(created)).toContain("Microsoft 365 seats 5, Microsoft 365 Teams 3, Google Mail on, edition Per workload");
    expect(await itemsOn(id)).toMatchObject({
      pw_base_m365_seats: "5+0",
      pw_base_m365_mailboxes: "unlimited",
      pw_base_m365_onedrive: "unlimited",
      pw_base_google_mail: "unlimited",
    });
  });
});

describe("suspending", () => {
  it("disables the tenant when none is active any more, Synchronize does not enable it, and Activate does; each of them twice is the same", async () => {
    const id = await customer();
    await change(id, "s1", { amounts: { workstations: "1" } });
    await change(id, "s2", { amounts: { workstations: "1" } });
    expect(messageOf(await change(id, "s1", { change: "suspend" }))).toContain("stays enabled, since another subscription");
    expect(await isEnabled(id)).toBe(true);
    for (const name of ["Backup", "Once more"]) {
      expect(messageOf(await change(id, "s2", { change: "suspend", name }))).toContain("Acronis goes on billing it");
      expect(await isEnabled(id)).toBe(false);
      expect(await town.mappingOf(id)).toMatchObject({ suspended: true, services: [{ state: "suspended" }, { state: "suspended" }] });
    }
    await synchronised({ ...customerAccount(id, `Customer ${id}`), Phone: "+30 2109999999" });
    expect(await isEnabled(id)).toBe(false);
    expect((await itemsOn(id))["pg_base_workstations"]).toBe("2+0");
    for (const name of ["Backup", "Once more"]) {
      expect(messageOf(await change(id, "s1", { change: "activate", name }))).toBe("Backup is active; the tenant is enabled.");
      expect(await isEnabled(id)).toBe(true);
    }
    expect((await town.mappingOf(id))?.suspended).toBeUndefined();
    expect(await entriesOf(id)).toMatchObject([{ state: "active" }, { state: "suspended" }]);
    expect(messageOf(await check(id, "s1", { change: "cancel" }))).toContain("is active any more, so the tenant is disabled");
    expect(messageOf(await change(id, "s1", { change: "cancel" }))).toContain("is active any more, so the tenant is disabled");
    expect(await isEnabled(id)).toBe(false);
    await change(id, "s3", { amounts: { workstations: "1" } });
    expect(await isEnabled(id)).toBe(true);
  });

  it("is not undone by deleting the account and synchronising it again, and a deleted account has no subscriptions to change", async () => {
    const id = await customer();
    const account = customerAccount(id, `Customer ${id}`);
    await change(id, "s1", { amounts: { workstations: "1" } });
    const remove = () => untilEnded(() => town.bss.post("Accounts/Delete", account));
    expect(await remove()).toMatchObject({ Code: 0 });
    expect(await change(id, "s1", { change: "activate" })).toMatchObject({ problem: "notSynchronised" });
    expect(await isEnabled(id)).toBe(false);
    await synchronised(account);
    expect(await isEnabled(id)).toBe(true);
    expect(await entriesOf(id)).toMatchObject([{ state: "active" }]);
    await change(id, "s1", { change: "suspend" });
    await remove();
    await synchronised(account);
    expect(await isEnabled(id)).toBe(false);
    expect(await change(id, "s1", { change: "activate" })).toMatchObject({ entry: { state: "active" } });
    expect(await isEnabled(id)).toBe(true);
  });
});

describe("a trial", () => {
  it("is refused on a tenant in production, and by a rule that gives production", async () => {
    const id = await customer();
    const refused = await change(id, "s1", { isTrial: true, amounts: { workstations: "1" } });
    expect(refused).toEqual({ problem: "trialImpossible", detail: expect.stringContaining("rule gives production") });
    await town.house().ports.instances.replaceRule(instanceIdIn(town), withMode("trial"));
    expect(messageOf(await change(id, "s2", { isTrial: true }))).toContain("the tenant is in production");
    await town.house().ports.instances.replaceRule(instanceIdIn(town), withMode("production"));
  });

  it("runs where the rule gives trial, and an upgrade to paid switches to production, which the answer says is billed", async () => {
    await town.house().ports.instances.replaceRule(instanceIdIn(town), withMode("trial"));
    const id = await customer();
    const created = await change(id, "s1", { isTrial: true, amounts: { workstations: "1" } });
    expect(created, messageOf(created)).toMatchObject({ entry: { isTrial: true }, message: expect.stringContaining("on trial") });
    expect(await modeOf(id)).toBe("trial");
    expect(messageOf(await check(id, "s1", { change: "upgradeToPaid" }))).toContain("bills the whole month");
    expect(await modeOf(id)).toBe("trial");
    town.vendor.faults.add({ kind: "versionRace" });
    const paid = await change(id, "s1", { change: "upgradeToPaid" });
    expect(paid).toMatchObject({ entry: { isTrial: false }, message: "Backup is in production now; Acronis bills the whole month." });
    expect(await modeOf(id)).toBe("production");
    // Its creation, sent once more: it is there, and as it is by now.
    expect(await change(id, "s1", { isTrial: true, amounts: { workstations: "1" } })).toMatchObject({ entry: { isTrial: false } });
    await town.house().ports.instances.replaceRule(instanceIdIn(town), withMode("production"));
  });

  it("is bought with the amounts that the upgrade to paid carries, and keeps what it has where it carries none", async () => {
    await town.house().ports.instances.replaceRule(instanceIdIn(town), withMode("trial"));
    const id = await customer();
    await change(id, "s1", { isTrial: true, amounts: { workstations: "5", servers: "1" } });
    const wish = { change: "upgradeToPaid", amounts: { workstations: "25" } } as const;
    const checked = messageOf(await check(id, "s1", wish));
    expect(checked).toContain("It would set Workstations 25");
    expect(checked).toContain("bills the whole month");
    const paid = await change(id, "s1", wish);
    expect(messageOf(paid)).toBe("Backup is in production now, and Acronis bills the whole month: Workstations 25, edition Per gigabyte.");
    expect(await itemsOn(id)).toMatchObject({ pg_base_workstations: "25+0", pg_base_servers: "unlimited" });
    expect(await modeOf(id)).toBe("production");
    await change(id, "s1", { change: "upgradeToPaid" });
    expect(await itemsOn(id)).toMatchObject({ pg_base_workstations: "25+0", pg_base_servers: "unlimited" });
    await town.house().ports.instances.replaceRule(instanceIdIn(town), withMode("production"));
  });

  const withMode = (mode: "trial" | "production") => ({ ...standardRule, customer: { ...standardRule.customer, mode } });
});

describe("a contract of a service provider", () => {
  it("is kept with its tier and commitment, changes its tier, and is suspended, activated and cancelled", async () => {
    const { instances } = town.house().ports;
    const tiers = [{ tier: 3, commitment: "1000.00" }, ...standardServicesSettings.tiers];
    await instances.replaceServicesSettings(instanceIdIn(town), { ...standardServicesSettings, tiers });
    await synchronised(resellerAccount("900", "Sea Breeze IT"));
    const before = await itemsOn("900");
    const created = await change("900", "c1", { plan: "tier-3", name: "Contract" });
    expect(created, messageOf(created)).toMatchObject({
      message: "Contract is active: contract of tier 3, minimum commitment 1000.00 USD a month.",
      entry: { contract: { tier: 3, commitment: "1000.00", currency: "USD" }, items: [], applicationId: "" },
    });
    expect(await change("900", "c1", { change: "changePlan", plan: "tier-7" })).toMatchObject({
      entry: { contract: { tier: 7, commitment: "25000.00" } },
    });
    expect(await change("900", "c1", { change: "update" })).toMatchObject({ entry: { contract: { tier: 7 } } });
    expect(await change("900", "c1", { change: "suspend" })).toMatchObject({ entry: { state: "suspended", contract: { tier: 7 } } });
    expect(await isEnabled("900")).toBe(false);
    await change("900", "c1", { change: "activate" });
    expect(await isEnabled("900")).toBe(true);
    expect(await change("900", "c1", { change: "cancel" })).toMatchObject({ entry: { state: "cancelled", contract: { tier: 7 } } });
    expect(await itemsOn("900")).toEqual(before);
    expect(await isEnabled("900")).toBe(true);
  });

  it("keeps a tier that the instance's table has no more, with its commitment, and goes to no other such tier", async () => {
    const { instances } = town.house().ports;
    await synchronised(resellerAccount("902", "Kept Tier IT"));
    await change("902", "c1", { plan: "tier-7", name: "Contract" });
    const tiers = standardServicesSettings.tiers.filter(({ tier }) => tier === 0);
    await instances.replaceServicesSettings(instanceIdIn(town), { ...standardServicesSettings, tiers });
    expect(await change("902", "c1", { change: "update", plan: "tier-7", name: "Renamed" })).toMatchObject({
      entry: { name: "Renamed", contract: { tier: 7, commitment: "25000.00", currency: "USD" } },
    });
    expect(await change("902", "c1", { change: "changePlan", plan: "tier-3" })).toMatchObject({ problem: "tierUnknown" });
  });

  it("of a tier that the instance does not know, or for a customer, is refused", async () => {
    const tiers = [{ tier: 3, commitment: "1000.00" }, ...standardServicesSettings.tiers];
    await town.house().ports.instances.replaceServicesSettings(instanceIdIn(town), { ...standardServicesSettings, tiers });
    expect(await change("900", "c2", { plan: "tier-5" })).toEqual({ problem: "tierUnknown", detail: "tier 5; known are 3, 0, 7" });
    expect(await change(await customer(), "c1", { plan: "tier-3" })).toEqual({ problem: "contractImpossible" });
  });
});

describe("a reseller's subscription", () => {
  it("is of several editions and of a storage of its choice, and another subscription of another", async () => {
    await synchronised(resellerAccount("901", "Two Storages"));
    const zurich = "20000000-0000-4000-8000-000000000005";
    const created = await change("901", "s1", { plan: "backup-pck_per_workload", storage: zurich, amounts: { storage_gb: "10" } });
    expect(created, messageOf(created)).toMatchObject({ entry: { edition: "pck_per_workload" } });
    await change("901", "s2", { plan: "backup-pck_per_gigabyte", amounts: { storage_gb: "7" } });
    expect(await itemsOn("901")).toMatchObject({ "pw_base_storage@5": `${10 * GB}+0`, "pg_base_storage@1": `${7 * GB}+0` });
    await change("901", "s1", { change: "cancel" });
    expect(await itemsOn("901")).not.toHaveProperty("pw_base_storage@5");
  });
});
