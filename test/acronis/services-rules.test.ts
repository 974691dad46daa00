import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { standardRule } from "../../functions/instances/rule.ts";
import { customerAccount, resellerAccount } from "../../sandbox/bss/accounts.ts";
import { instanceIdIn } from "../onboarding/hands.ts";
import { GB, messageOf, servicesScene, type Wanted } from "../support/services-scene.ts";
import { openTown, type Town } from "../support/town.ts";

let town: Town;
const { change, check, itemsOn, once, synchronised, tenantIdOf } = servicesScene(() => town);

const storages = {
  frankfurt1: "20000000-0000-4000-8000-000000000001",
  frankfurt2: "20000000-0000-4000-8000-000000000002",
  frankfurtRecovery: "20000000-0000-4000-8000-000000000003",
  zurich: "20000000-0000-4000-8000-000000000005",
} as const;

beforeAll(async () => {
  town = await openTown();
  await town.bss.get("Accounts/SyncOptions");
});
afterAll(() => town.close());
afterEach(() => town.vendor.faults.clear());

let next = 100;
const customer = async (under?: string): Promise<string> => {
  next += 1;
  await synchronised(customerAccount(String(next), `Customer ${next}`, under === undefined ? {} : { ResellerID: under }));
  return String(next);
};
const use = async (id: string, items: readonly { readonly name: string; readonly value: number; readonly infra_id?: string }[]) => {
  const report = JSON.stringify({ tenant_id: await tenantIdOf(id), items });
  const { status } = await fetch(`${town.vendor.url}/simulator/usage`, { method: "POST", body: report });
  expect(status).toBe(200);
};
const perWorkload = "backup-pck_per_workload";

describe("what is asked and not on offer", () => {
  it("is refused with its names, and nothing is changed", async () => {
    const id = await customer();
    const before = await itemsOn(id);
    const wish = { plan: "backup-pck_per_gigabyte", amounts: { nas: "3", compute_points_hours: "1", workstations: "1", vms: "0" } };
    const refused = {
      problem: "itemsNotOnOffer",
      detail: expect.stringContaining("nas, compute_points_hours in edition pck_per_gigabyte"),
    };
    expect(await check(id, "s1", wish)).toEqual(refused);
    expect(await change(id, "s1", wish)).toEqual(refused);
    expect(await itemsOn(id)).toEqual(before);
    expect(await change(id, "s2", { edition: "pck_per_moon" })).toMatchObject({ problem: "itemsNotOnOffer" });
  });

  it("is judged by the tenant's own reseller", async () => {
    const { instances } = town.house().ports;
    const reseller = { ...standardRule.reseller, items: ["pg_base_storage", "pg_base_workstations"] };
    await instances.replaceRule(instanceIdIn(town), { ...standardRule, reseller });
    await synchronised(resellerAccount("900", "Small Offer"));
    const id = await customer("900");
    expect(await change(id, "s1", { amounts: { workstations: "1", vms: "2" } })).toMatchObject({ problem: "itemsNotOnOffer" });
    expect(await change(id, "s1", { amounts: { workstations: "1", storage_gb: "2" } })).toMatchObject({ entry: { state: "active" } });
  });

  it("is left out and told when it is no offering item of anybody", async () => {
    const id = await customer();
    const created = await change(id, "s1", { amounts: { workstations: "1", warranty_years: "3" } });
    expect(created).toMatchObject({ ignored: ["warranty_years"], message: expect.stringContaining("answers to warranty_years") });
  });

  it("is refused where an amount is none, or too large to be exact", async () => {
    const id = await customer();
    expect(await check(id, "s1", { amounts: { workstations: "-2" } })).toEqual({ problem: "amountInvalid", detail: "workstations" });
    expect(await check(id, "s1", { amounts: { storage_gb: "999999999" } })).toEqual({
      problem: "amountInvalid",
      detail: "storage_gb is too large",
    });
  });
});

describe("more than a row holds", () => {
  it("is refused before anything is done, and what is there can still be made less or cancelled", async () => {
    const id = await customer();
    const addons = Array.from({ length: 100 }, (_, number) => ({
      id: `a${number}`,
      bssProductId: `p${number}`,
      plan: "",
      name: "ä".repeat(255),
      amounts: { workstations: "1" },
    }));
    let created = 0;
    while ("entry" in (await change(id, `s${created}`, { addons, amounts: { servers: "1" } }))) created += 1;
    expect(created).toBeGreaterThan(1);
    const before = await itemsOn(id);
    const refused = { problem: "tooManyServices", detail: expect.stringContaining("row") };
    expect(await change(id, "more", { addons })).toEqual(refused);
    expect(await check(id, "more", { addons })).toEqual(refused);
    expect(await itemsOn(id)).toEqual(before);
    expect(await change(id, "s0", { change: "update", addons: addons.slice(0, 1) })).toMatchObject({ entry: { state: "active" } });
    expect(await change(id, "s1", { change: "cancel" })).toMatchObject({ entry: { state: "cancelled" } });
  });
});

describe("the edition", () => {
  it("is switched by the vendor's call, with its warnings, and quotas go along", async () => {
    const id = await customer();
    await change(id, "s1", { plan: "backup-pck_per_gigabyte", amounts: { workstations: "4" } });
    const wish = { change: "changePlan", plan: perWorkload, amounts: { workstations: "6", storage_gb: "10" } } as const;
    const checked = await check(id, "s1", wish);
    expect(checked, messageOf(checked)).toMatchObject({
      message: expect.stringContaining("would switch the edition to Per workload"),
      warnings: expect.arrayContaining(["UsageStatisticsWillMigrate"]),
    });
    expect(await itemsOn(id)).toHaveProperty("pg_base_workstations");
    const changed = await change(id, "s1", wish);
    expect(changed, messageOf(changed)).toMatchObject({
      entry: { edition: "pck_per_workload" },
      warnings: expect.arrayContaining(["UsageStatisticsWillMigrate"]),
      message: expect.stringMatching(/Acronis warns: .*usage statistics move to the new edition/),
    });
    const items = await itemsOn(id);
    expect(items).toMatchObject({ pw_base_workstations: "6+0", "pw_base_storage@1": `${10 * GB}+0`, pw_base_vms: "unlimited" });
    expect(Object.keys(items).filter((name) => name.startsWith("pg_"))).toEqual([]);
    // The edition stays; the quotas are what they were before the first subscription.
    await change(id, "s1", { change: "cancel" });
    expect(await itemsOn(id)).toMatchObject({ pw_base_workstations: "unlimited", "pw_base_storage@1": "unlimited" });
  });

  it("is not switched while something is in use that the other one does not offer, and the pre-check names what would go off", async () => {
    const id = await customer();
    await change(id, "s1", { plan: perWorkload, amounts: { workstations: "4", nas: "2" } });
    const before = await itemsOn(id);
    const wish = { change: "changePlan", plan: "backup-pck_per_gigabyte", amounts: { workstations: "6" } } as const;
    await use(id, [{ name: "pw_base_nas", value: 1 }]);
    expect(await check(id, "s1", wish)).toEqual({ problem: "itemsInUse", detail: "nas 1 in use" });
    expect(await change(id, "s1", wish)).toMatchObject({ problem: "itemsInUse", detail: expect.stringContaining("nas 1 in use") });
    expect(await itemsOn(id)).toEqual(before);
    await use(id, [{ name: "pw_base_nas", value: 0 }]);
    const checked = await check(id, "s1", wish);
    expect(messageOf(checked)).toMatch(/It would switch off [^.]*NAS devices/);
    expect(await change(id, "s1", { ...wish, name: "Again" })).toMatchObject({ entry: { edition: "pck_per_gigabyte" } });
  });

  it("is one for all subscriptions of a service, and of another service another", async () => {
    const id = await customer();
    await change(id, "s1", { plan: "backup-pck_per_gigabyte", amounts: { workstations: "4" } });
    expect(await change(id, "s2", { plan: perWorkload, amounts: { workstations: "1" } })).toEqual({
      problem: "editionTaken",
      detail: expect.stringContaining("pck_per_gigabyte"),
    });
    const files = await change(id, "s3", { plan: "files_cloud-fss_per_user", amounts: { fc_seats: "3", fc_storage_gb: "10" } });
    expect(files, messageOf(files)).toMatchObject({ entry: { edition: "fss_per_user" } });
    const notary = await change(id, "s4", { plan: "notary", amounts: { notarizations: "9", workstations: "0" } });
    expect(notary, messageOf(notary)).toMatchObject({ entry: { edition: "" } });
    expect(await itemsOn(id)).toMatchObject({ pu_base_fc_seats: "3+0", "pu_base_fc_storage@4": `${10 * GB}+0`, notarizations: "9+0" });
    await change(id, "s1", { change: "cancel" });
    expect(await change(id, "s2", { plan: perWorkload, amounts: { workstations: "1" } })).toMatchObject({ entry: { state: "active" } });
  });
});

describe("the storage", () => {
  it("may be chosen by its name, as it is published too, and a refusal names what was asked in full", async () => {
    const id = await customer();
    for (const [storage, place] of [
      ["Frankfurt Backup 2", "pg_base_storage@2"],
      ["Frankfurt Backup 1 (Frankfurt)", "pg_base_storage@1"],
    ] as const) {
      const chosen = await change(id, "s1", { storage, amounts: { storage_gb: "5" } });
      expect(chosen, messageOf(chosen)).toMatchObject({ entry: { state: "active" } });
      expect(await itemsOn(id)).toHaveProperty(place);
    }
    const wish = { storage: "Atlantis (Sea)", amounts: { storage_gb: "5" } };
    const refused = { problem: "storageRefused", detail: expect.stringContaining("Atlantis (Sea) is not on offer") };
    expect(await check(id, "s1", wish)).toEqual(refused);
    expect(await change(id, "s1", wish)).toEqual(refused);
  });

  it("that is chosen takes the place of the tenant's own as long as that one is empty, and stays when the subscription ends", async () => {
    const id = await customer();
    await change(id, "s1", { amounts: { storage_gb: "5" } });
    expect(await itemsOn(id)).toHaveProperty("pg_base_storage@1");
    const moved = await change(id, "s2", { storage: storages.frankfurt2, amounts: { storage_gb: "7" } });
    expect(moved, messageOf(moved)).toMatchObject({ entry: { items: [{ infraId: storages.frankfurt2 }] } });
    expect(await itemsOn(id)).toMatchObject({ "pg_base_storage@2": `${12 * GB}+0` });
    expect(await itemsOn(id)).not.toHaveProperty("pg_base_storage@1");
    expect((await town.mappingOf(id))?.services).toMatchObject([{ items: [{ infraId: storages.frankfurt2 }] }, {}]);
    await use(id, [{ name: "pg_base_storage", infra_id: storages.frankfurt2, value: 3 * GB }]);
    const refused = await change(id, "s2", { change: "update", storage: storages.zurich, amounts: { storage_gb: "7" } });
    expect(refused).toEqual({ problem: "storageRefused", detail: expect.stringContaining("storage 3 GB in use") });
    await change(id, "s1", { change: "cancel" });
    await change(id, "s2", { change: "cancel" });
    expect(await itemsOn(id)).toMatchObject({ "pg_base_storage@2": "unlimited" });
  });

  it("of another location takes all of a customer's along, or is refused where something has no place there", async () => {
    const id = await customer();
    await change(id, "s1", { plan: perWorkload, amounts: { storage_gb: "5", dr_storage_gb: "2" } });
    expect(await itemsOn(id)).toMatchObject({ "pw_base_adv_dr_storage@3": `${2 * GB}+0`, "pw_base_dr_base@3": "unlimited" });
    const moved = await change(id, "s1", { change: "update", storage: storages.zurich, amounts: { storage_gb: "5", dr_storage_gb: "2" } });
    expect(moved, messageOf(moved)).toMatchObject({ entry: { state: "active" } });
    const items = await itemsOn(id);
    expect(items).toMatchObject({ "pw_base_storage@5": `${5 * GB}+0`, "pw_base_adv_dr_storage@2": `${2 * GB}+0` });
    expect(Object.keys(items).filter((name) => /@[13]$/.test(name))).toEqual([]);
    const other = await customer();
    await change(other, "s1", { plan: "files_cloud-fss_per_user", amounts: { fc_storage_gb: "1" } });
    expect(await change(other, "s2", { storage: storages.zurich, amounts: { storage_gb: "1" } })).toMatchObject({
      problem: "storageRefused",
    });
    expect(await change(other, "s2", { storage: "nowhere", amounts: { storage_gb: "1" } })).toEqual({
      problem: "storageRefused",
      detail: expect.stringContaining("nowhere is not on offer"),
    });
  });
});

describe("what is in use", () => {
  it("is not switched off: refused with its usage, and nothing is changed", async () => {
    const id = await customer();
    await change(id, "s1", { plan: "files_cloud-fss_per_user", amounts: { fc_seats: "3", fc_storage_gb: "10" } });
    await use(id, [{ name: "pu_base_fc_seats", value: 2 }]);
    const before = await itemsOn(id);
    const refused = { problem: "itemsInUse", detail: expect.stringContaining("fc_seats 2 in use") };
    expect(await check(id, "s1", { change: "cancel" })).toEqual(refused);
    expect(await change(id, "s1", { change: "cancel" })).toEqual(refused);
    expect(await change(id, "s1", { change: "update", amounts: { fc_storage_gb: "10" } })).toEqual(refused);
    expect(await itemsOn(id)).toEqual(before);
    await use(id, [{ name: "pu_base_fc_seats", value: 0 }]);
    expect(await change(id, "s1", { change: "cancel", name: "Now" })).toMatchObject({ entry: { state: "cancelled" } });
    expect(await itemsOn(id)).not.toHaveProperty("pu_base_fc_seats");
  });
});

describe("the pre-check", () => {
  const writesOf = (work: () => Promise<unknown>) => {
    const { writes } = town.house().tables;
    const before = writes();
    return work().then(() => writes() - before);
  };

  it.each<readonly [string, Wanted, string]>([
    ["create", { amounts: { workstations: "12", storage_gb: "100" } }, "It would set Workstations 12, Cloud storage 100 GB."],
    ["suspend", { change: "suspend" }, "The tenant would be disabled"],
    ["activate", { change: "activate" }, "The tenant would be enabled."],
    ["cancel", { change: "cancel" }, "It would set Workstations unlimited. The tenant and its data would be kept."],
    ["update to the same", { change: "update", amounts: { workstations: "3" } }, "items are as they should be"],
  ])("of %s writes nothing anywhere, and says what would be done", async (_, wanted, said) => {
    const id = await customer();
    await change(id, "s1", { amounts: { workstations: "3" } });
    const row = await town.mappingOf(id);
    town.vendor.clearCalls();
    let message = "";
    const writes = await writesOf(async () => {
      message = messageOf(await check(id, "s1", wanted));
    });
    expect(message).toContain("nothing was changed");
    expect(message).toContain(said);
    expect(writes).toBe(0);
    expect(town.vendor.calls.filter(({ method, route }) => method !== "GET" && !route.endsWith("/token"))).toEqual([]);
    expect(await town.mappingOf(id)).toEqual(row);
  });

  it("says that the vendor cannot be asked, and refuses unknown accounts and subscriptions as the change itself does", async () => {
    const id = await customer();
    town.vendor.faults.add({ kind: "status", status: 503, times: "always" });
    expect(await check(id, "s1", { amounts: { workstations: "1" } })).toEqual({ problem: "vendorUnavailable" });
    for (const isCheck of [true, false]) {
      expect(await once("nobody", "s1", {}, isCheck)).toEqual({ problem: "notSynchronised" });
      expect(await once(id, "s9", { change: "update" }, isCheck)).toEqual({ problem: "subscriptionUnknown" });
    }
  });
});
