import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isTransition, type Observed } from "../../sandbox/aws/observed.ts";
import { customerAccount } from "../../sandbox/bss/accounts.ts";
import { countedCalls, until, vendorApi } from "../onboarding/hands.ts";
import { GB, messageOf, servicesScene, type Wanted } from "../support/services-scene.ts";
import { openTown, type Town } from "../support/town.ts";

let town: Town;
const observed: Observed[] = [];
const { change, itemsOn, once, synchronised, tenantIdOf } = servicesScene(() => town);
const putRoute = "PUT /api/2/tenants/{tenant_id}/offering_items";
const wanted: Wanted = { plan: "backup-pck_per_gigabyte", amounts: { storage_gb: "100", workstations: "10" } };
const expected = { "pg_base_storage@1": `${100 * GB}+0`, pg_base_workstations: "10+0", pg_base_servers: "unlimited" };

beforeAll(async () => {
  town = await openTown({ house: { observe: (event) => void observed.push(event) } });
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
const cancelled = async (id: string, before: object) => {
  await change(id, "s1", { change: "cancel" });
  expect(await itemsOn(id)).toEqual(before);
  expect(await town.mappingOf(id)).not.toHaveProperty("itemsBefore");
};

describe("a change of a subscription", () => {
  it("takes one transition more than it has states", async () => {
    const id = await customer();
    await town.house().machines.idle();
    observed.length = 0;
    await change(id, "s1", wanted);
    await town.house().machines.idle();
    expect(observed.filter(isTransition).map(({ kind, state }) => state ?? kind)).toEqual([
      "started",
      "Weigh services",
      "Switch edition",
      "Set items",
      "Set mode",
      "Complete services",
    ]);
  });

  it("that meets another writer of quotas reads and compares once more, and wins", async () => {
    const id = await customer();
    const before = await itemsOn(id);
    town.vendor.faults.add({ kind: "quotaRace" });
    town.vendor.clearCalls();
    const changed = await change(id, "s1", wanted);
    expect(changed, messageOf(changed)).toMatchObject({ entry: { state: "active" } });
    expect(countedCalls(town).filter((call) => call.startsWith("PUT"))).toHaveLength(2);
    expect(countedCalls(town).filter((call) => call === "GET /tenants/{tenant_id}/offering_items")).toHaveLength(2);
    expect(await itemsOn(id)).toMatchObject(expected);
    await cancelled(id, before);
  });

  it("that meets one again and again is parked, and the same ask finishes it later", async () => {
    const id = await customer();
    town.vendor.faults.add({ kind: "quotaRace", times: 2 });
    expect(await change(id, "s1", wanted)).toMatchObject({ problem: "versionRace" });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(await change(id, "s1", wanted)).toMatchObject({ entry: { state: "active" } });
    expect(await itemsOn(id)).toMatchObject(expected);
  });

  it("that somebody overtakes where no version tells compares once more too, and wins", async () => {
    const id = await customer();
    const seats = { application_id: "dfd85a5f-a464-32ab-81fd-99bcc66a070f", name: "pu_base_fc_seats", status: 1 };
    const api = await vendorApi(town);
    const tenantId = await tenantIdOf(id);
    let overtaken = false;
    const undo = town.house().tables.interceptWrites({
      before: async () => {
        const isWeighed = countedCalls(town).includes("GET /tenants/{tenant_id}/offering_items/available_for_child");
        if (overtaken || !isWeighed) return;
        overtaken = true;
        const typed = { ...seats, quota: { value: 9, overage: null, version: 0 } };
        expect(await api.put(`tenants/${tenantId}/offering_items`, { offering_items: [typed] })).toMatchObject({ status: 200 });
      },
    });
    town.vendor.clearCalls();
    await change(id, "s1", { plan: "files_cloud-fss_per_user", amounts: { fc_seats: "unlimited" } });
    undo();
    expect(overtaken).toBe(true);
    expect(await itemsOn(id)).toMatchObject({ pu_base_fc_seats: "unlimited" });
    expect(countedCalls(town).filter((call) => call.startsWith("PUT"))).toHaveLength(3);
  });

  it.each([
    ["its answer is lost", { kind: "loseAnswer" }],
    ["it answers 500 though it is done", { kind: "statusAfterCommit", status: 500 }],
    ["it answers well and does nothing", { kind: "status", status: 200, body: { items: [] } }],
    ["its connection is cut before", { kind: "reset" }],
  ] as const)("ends as it is told when of its PUT %s", async (_, fault) => {
    const id = await customer();
    const before = await itemsOn(id);
    town.vendor.faults.add({ ...fault, match: { route: putRoute } });
    const changed = await change(id, "s1", wanted);
    expect(changed, messageOf(changed)).toMatchObject({ entry: { state: "active" } });
    expect(await itemsOn(id)).toMatchObject(expected);
    await cancelled(id, before);
  });

  it.each([
    ["edition", "PUT /api/2/tenants/{tenant_id}/edition", { change: "create", plan: "backup-pck_per_workload" }],
    ["suspension", "PUT /api/2/tenants/{tenant_id}", { change: "suspend" }],
  ] as const)("ends as it is told when the answer to the %s is lost", async (_, route, wish) => {
    const id = await customer();
    await change(id, "s1", wanted);
    for (const kind of ["loseAnswer", "reset"] as const) town.vendor.faults.add({ kind, match: { route } });
    const changed = await change(id, "s1", { ...wanted, ...wish });
    expect(changed, messageOf(changed)).toMatchObject({ entry: { state: wish.change === "suspend" ? "suspended" : "active" } });
    if (wish.change === "create") expect(await itemsOn(id)).toMatchObject({ pw_base_workstations: "10+0" });
  });

  it("suspends and activates the tenant, also where Acronis answered well and did nothing", async () => {
    const id = await customer();
    await change(id, "s1", wanted);
    const tenantId = await tenantIdOf(id);
    const tenant = () => town.vendor.world.tenants.find((one) => one.id === tenantId);
    for (const [wish, enabled] of [
      ["suspend", false],
      ["activate", true],
    ] as const) {
      const { version, name, kind } = tenant() ?? {};
      const body = { id: tenantId, version, name, kind, enabled: !enabled };
      town.vendor.faults.add({ kind: "status", status: 200, body, match: { route: "PUT /api/2/tenants/{tenant_id}" } });
      const changed = await change(id, "s1", { change: wish });
      expect(changed, messageOf(changed)).toMatchObject({ entry: { state: wish === "suspend" ? "suspended" : "active" } });
      expect(tenant()?.enabled).toBe(enabled);
    }
  });

  it("that twenty calls ask for at once is done once, and all get the same", async () => {
    const id = await customer();
    town.vendor.clearCalls();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => change(id, "s1", wanted)));
    expect(new Set(outcomes.map((outcome) => ("entry" in outcome ? outcome.entry.subscriptionId : outcome.problem))).size).toBe(1);
    expect((await town.mappingOf(id))?.services).toHaveLength(1);
    expect(countedCalls(town).filter((call) => call.startsWith("PUT"))).toHaveLength(1);
    expect(await itemsOn(id)).toMatchObject(expected);
  });

  it("of two subscriptions at once: each is done, and they add up", async () => {
    const id = await customer();
    await Promise.all(["s1", "s2", "s3"].map((bssId) => change(id, bssId, wanted)));
    expect(await itemsOn(id)).toMatchObject({ "pg_base_storage@1": `${300 * GB}+0`, pg_base_workstations: "30+0" });
  });

  it("that is parked gives way to another wish, and leaves nothing of its own behind", async () => {
    const id = await customer();
    const before = await itemsOn(id);
    // The items are set, and then the tenant cannot be asked for its mode.
    town.vendor.faults.add({ kind: "status", status: 403, match: { route: "GET /api/2/tenants/{tenant_id}/pricing" } });
    await change(id, "s1", wanted);
    expect(await change(id, "s1", { change: "upgradeToPaid" })).toMatchObject({ problem: "accessDenied" });
    town.vendor.faults.add({ kind: "statusAfterCommit", status: 403, match: { route: putRoute } });
    expect(await change(id, "s2", { amounts: { servers: "5" } })).toMatchObject({ problem: "accessDenied" });
    expect(await itemsOn(id)).toMatchObject({ pg_base_servers: "5+0" });
    await change(id, "s1", { ...wanted, change: "update" });
    expect(await itemsOn(id)).toMatchObject(expected);
    await cancelled(id, before);
  });

  it("that is parked is taken back in the end, though others come between that set no items", async () => {
    const id = await customer();
    const before = await itemsOn(id);
    const files: Wanted = { plan: "files_cloud-fss_per_user", amounts: { fc_seats: "3" } };
    await change(id, "s1", wanted);
    town.vendor.faults.add({ kind: "statusAfterCommit", status: 403, match: { route: putRoute } });
    expect(await change(id, "s2", files)).toMatchObject({ problem: "accessDenied" });
    await change(id, "s1", { change: "suspend" });
    await change(id, "s1", { change: "activate" });
    expect(await itemsOn(id)).toMatchObject({ pu_base_fc_seats: "3+0" });
    await change(id, "s2", files);
    await change(id, "s2", { change: "cancel" });
    expect(await itemsOn(id)).not.toHaveProperty("pu_base_fc_seats");
    await cancelled(id, before);
  });

  it("that was parked before the subscription was known is taken back by its Cancel, also when the account was synchronised since", async () => {
    const id = await customer();
    const before = await itemsOn(id);
    for (const bssId of ["s1", "s2"]) {
      town.vendor.faults.add({ kind: "statusAfterCommit", status: 403, match: { route: putRoute } });
      expect(await change(id, bssId, wanted)).toMatchObject({ problem: "accessDenied" });
      expect(await change(id, "s9", { change: "suspend" })).toEqual({ problem: "subscriptionUnknown" });
      if (bssId === "s2") await synchronised({ ...customerAccount(id, `Customer ${id}`), Phone: "+30 2109999999" });
      const taken = await change(id, bssId, { change: "cancel" });
      expect(taken, messageOf(taken)).toMatchObject({ entry: { state: "cancelled", items: [] } });
      await cancelled(id, before);
    }
    expect(await change(id, "s9", { change: "cancel" })).toEqual({ problem: "subscriptionUnknown" });
  });

  it("that is parked after it moved a storage leaves the others where the tenant's items are by now", async () => {
    const id = await customer();
    await change(id, "s1", { amounts: { storage_gb: "5" } });
    const moved = { storage: "20000000-0000-4000-8000-000000000002", amounts: { storage_gb: "7" } };
    town.vendor.faults.add({ kind: "statusAfterCommit", status: 403, match: { route: putRoute } });
    expect(await change(id, "s2", moved)).toMatchObject({ problem: "accessDenied" });
    expect((await itemsOn(id))["pg_base_storage@2"]).toBe(`${12 * GB}+0`);
    await change(id, "s1", { change: "update", amounts: { storage_gb: "6" } });
    const items = await itemsOn(id);
    expect(items["pg_base_storage@2"]).toBe(`${6 * GB}+0`);
    expect(items).not.toHaveProperty("pg_base_storage@1");
    await change(id, "s1", { change: "cancel" });
    expect((await itemsOn(id))["pg_base_storage@2"]).toBe("unlimited");
  });

  it("that is parked is run by a person who starts its machine by hand", async () => {
    const id = await customer();
    town.vendor.faults.add({ kind: "status", status: 403, match: { route: putRoute } });
    expect(await change(id, "s1", wanted)).toMatchObject({ problem: "accessDenied" });
    const { orderId } = (await town.mappingOf(id))?.order ?? { orderId: "" };
    await town.house().machines.start("change-acronis-services", "by-hand", orderId);
    await until(async () => (await town.mappingOf(id))?.order.status === "done");
    expect((await town.mappingOf(id))?.order).toMatchObject({ attempt: 2, execution: "by-hand" });
    expect(await itemsOn(id)).toMatchObject(expected);
  });

  it("of a tenant that is gone says so", async () => {
    const id = await customer();
    town.vendor.faults.add({
      kind: "status",
      status: 404,
      body: { error: { code: 1005 } },
      match: { route: "GET /api/2/tenants/{tenant_id}/offering_items" },
    });
    expect(await once(id, "s1", wanted)).toMatchObject({ problem: "tenantGone" });
  });
});

describe("a change of a subscription is whole when the process is killed", () => {
  /** From the given write on nothing is written any more, as if the process had died there. */
  const killAtWrite = (number: number, when: "before" | "after"): Promise<void> => {
    let count = 0;
    return new Promise((killed) => {
      const die = (): never => {
        killed();
        throw new Error("killed");
      };
      town.house().tables.interceptWrites({
        before: () => {
          if (when === "before") count += 1;
          if (count >= number) die();
        },
        after: () => {
          if (when === "after") count += 1;
          if (count >= number) die();
        },
      });
    });
  };

  // The order, what the items were, the end; before them the past order. Between the last two the vendor has done its part.
  const moments = [
    ...[2, 3, 4].map((write) => ({ write, when: "before" as const })),
    ...[3, 4].map((write) => ({ write, when: "after" as const })),
  ];

  it.each(moments)("$when table write $write", async ({ write, when }) => {
    const id = await customer();
    const before = await itemsOn(id);
    const killed = killAtWrite(write, when);
    const cut = once(id, "s1", wanted).catch(() => undefined);
    await killed;
    await town.restart();
    await cut;
    const changed = await change(id, "s1", wanted);
    expect(changed, messageOf(changed)).toMatchObject({ entry: { state: "active" } });
    expect(await itemsOn(id)).toMatchObject(expected);
    expect((await town.mappingOf(id))?.services).toHaveLength(1);
    await cancelled(id, before);
  });
});
