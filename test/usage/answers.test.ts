import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { utc } from "../../functions/clock.ts";
import { backup, cycleOf, entryOf, GB, itemOf, monthBefore, rowOf } from "./fixtures.ts";
import type { PpuAnswer } from "./ppu.ts";
import { openScene, type Scene } from "./scene.ts";

let scene: Scene;
let tenantId: string;
let storageId: string;
beforeAll(async () => {
  scene = await openScene();
  tenantId = await scene.customer("100");
  storageId = await scene.storageOf(tenantId, "pg_base_storage");
  await scene.run("get-services-definition");
});
afterAll(() => scene.town.close());

const usage = () => scene.town.house().ports.usageWriter;
const settle = async (change: object): Promise<void> => {
  const { instances } = scene.town.house().ports;
  const instance = await instances.find(scene.instanceId);
  if (instance?.vendor !== "acronis") throw new Error("no instance");
  await instances.replaceServicesSettings(scene.instanceId, { ...instance.services, ...change });
};

describe("Ppu/Usages of Acronis", () => {
  it("takes the account's usage from the vendor by one call when nothing is kept, and from what is kept afterwards", async () => {
    await scene.used(tenantId, [
      { name: "pg_base_storage", value: 3.5 * GB, infra_id: storageId },
      { name: "pg_base_workstations", value: 7 },
    ]);
    scene.town.vendor.clearCalls();
    const calls = () => scene.town.vendor.calls.filter(({ path }) => path === "/api/2/tenants/usages").length;
    const first = await scene.ask("100");
    expect(calls()).toBe(1);
    const month = monthBefore(0);
    expect(first.Usages).toMatchObject([
      {
        Id: `${month}/pg_base_storage/${storageId}`,
        Type: "Storage",
        Location: "Frankfurt Backup 1",
        Group: "Acronis Cyber Protection - Per gigabyte",
        Customer: "Firm 100",
        AttributeId: "storage_gb",
        Quantity: 3.5,
        Unit: "GB",
      },
      { Id: `${month}/pg_base_workstations`, Type: "Workload", Location: null, AttributeId: "workstations", Quantity: 7, Unit: "pieces" },
    ]);
    expect(await scene.ask("100")).toEqual(first);
    expect(calls()).toBe(1);
  });

  it("prices a line by the unit or as a whole, as the instance's settings say, and the totals are the sums of what is shown", async () => {
    const byUnit = await scene.ask("100");
    const [storage, workstations] = byUnit.Usages ?? [];
    expect(storage?.SellPrice).toBeGreaterThan(0);
    const exact = 3.5 * (storage?.SellPrice ?? 0) + 7 * (workstations?.SellPrice ?? 0);
    expect(byUnit.Totals).toMatchObject({ Items: 2 });
    expect(Math.abs((byUnit.Totals?.SellPrice ?? 0) - exact)).toBeLessThanOrEqual(0.00501);
    await settle({ usagePrices: "line" });
    const byLine = await scene.ask("100");
    await settle({ usagePrices: "unit" });
    const cents = (of: "SellPrice" | "CostPrice") =>
      (byLine.Usages ?? []).reduce((sum, line) => sum + Math.round((line[of] ?? 0) * 100), 0);
    expect(Math.round((byLine.Totals?.SellPrice ?? 0) * 100)).toBe(cents("SellPrice"));
    expect(Math.round((byLine.Totals?.CostPrice ?? 0) * 100)).toBe(cents("CostPrice"));
    expect(byLine.Usages?.[1]?.SellPrice).toBeCloseTo(7 * (workstations?.SellPrice ?? 0), 6);
  });

  it("tells the same lines as billing items, without sums", async () => {
    const { Usages } = await scene.ask("100");
    const items = await scene.ask("100", {}, "Ppu/BillingItems");
    expect(items).toMatchObject({ Code: 0, Items: Usages, Currency: "EUR" });
    expect(items).not.toHaveProperty("Totals");
  });

  it("has neither lines nor totals where nothing was used, and says when it looked", async () => {
    await scene.customer("101");
    const answer = await scene.ask("101");
    expect(answer).toMatchObject({ Code: 0, Usages: [], Totals: null, Currency: "EUR" });
    expect(answer.LastUpdateAt > "2020").toBe(true);
  });

  it("has nothing of a month of which nothing was kept, and says that too", async () => {
    const answer = await scene.ask("100", { BillingCycle: cycleOf("2021-03") });
    expect(answer).toMatchObject({ Code: 0, Usages: [], Totals: null, LastUpdateAt: "0001-01-01T00:00:00+00:00" });
    expect(answer.Message).not.toBe("");
  });

  it("looks again when the last look is older than eight hours, and tells what is kept, with its time, when the vendor cannot be reached", async () => {
    const old = await scene.customer("102");
    // A second of this house is a quarter of an hour of its rules.
    const takenAt = utc(Date.now() - 60_000);
    await usage().keep(
      rowOf(scene.instanceId, monthBefore(0), { accountId: "102", tenantId: old, takenAt, items: [itemOf("pg_base_workstations", 3)] }),
    );
    const quantities = ({ Usages = [] }: PpuAnswer) => Usages.map(({ Quantity }) => Quantity);
    scene.town.vendor.faults.add({ kind: "status", status: 503, times: "always", match: { route: "/api/2/tenants/usages" } });
    const kept = await scene.ask("102");
    expect([quantities(kept), kept.LastUpdateAt]).toEqual([[3], takenAt]);
    expect(await scene.ask("103")).toMatchObject({ Code: -31 });
    await scene.customer("103");
    expect(await scene.ask("103")).toMatchObject({ Code: -13, Usages: [] });
    scene.town.vendor.faults.clear();
    await scene.used(old, [{ name: "pg_base_workstations", value: 5 }]);
    expect(quantities(await scene.ask("102"))).toEqual([5]);
  });

  it("finds the account by our id where the BSS's own names nobody", async () => {
    const { Usages } = await scene.ask("100");
    expect((await scene.ask("7777", { Account: { ID: tenantId, RelatedAccountID: 7777 } })).Usages).toEqual(Usages);
    expect(await scene.ask("7777")).toMatchObject({ Code: -31, Usages: [], Totals: null });
  });

  it.each([
    ["ID", { ID: " " }],
    ["Currency", { Currency: null }],
    ["ServiceType", { ServiceType: "" }],
    ["RelatedSubscriptionID", { RelatedSubscriptionID: "00000000-0000-0000-0000-000000000000" }],
    ["RelatedProductID", { RelatedProductID: "twelve" }],
    ["Account.ID", { Account: { ID: null, RelatedAccountID: 100 } }],
    ["Account.RelatedAccountID", { Account: { ID: "x", RelatedAccountID: 0 } }],
    ["BillingCycle.StartDate", { BillingCycle: { ...cycleOf("2026-01"), StartDate: "0001-01-01T00:00:00" } }],
    ["BillingCycle.EndDate", { BillingCycle: { ...cycleOf("2026-01"), EndDate: null } }],
    ["BillingCycle", { BillingCycle: { StartDate: "2026-02-01T00:00:00Z", EndDate: "2026-01-01T00:00:00Z" } }],
    ["BillingCycle", { BillingCycle: { StartDate: "2020-01-01T00:00:00Z", EndDate: "2026-01-01T00:00:00Z" } }],
  ])("refuses a request whose %s breaks the rules, and names it", async (member, wrong) => {
    for (const route of ["Ppu/Usages", "Ppu/BillingItems"] as const) {
      const answer = await scene.ask("100", wrong, route);
      expect(answer.Code).toBe(-1);
      expect(answer.Message).toContain(member);
    }
  });

  it.each(["T00:00:00+00:00", "T00:00:00+02:00", "T00:00:00.0000000Z", "", "T23:59:59+00:00"])(
    "bills the last month of a cycle of several, whose last day is told as %j",
    async (time) => {
      const [first, second] = [monthBefore(6), monthBefore(5)];
      for (const month of [first, second])
        await usage().keep(rowOf(scene.instanceId, month, { items: [itemOf("pg_base_workstations", 1)] }));
      const BillingCycle = { StartDate: `${first}-01T00:00:00+00:00`, EndDate: `${cycleOf(second).EndDate.slice(0, 10)}${time}` };
      const { Usages } = await scene.ask("100", { BillingCycle });
      expect(Usages?.map(({ Id }) => Id)).toEqual([`${first}/pg_base_workstations`, `${second}/pg_base_workstations`]);
    },
  );

  it("has an id of its own for each line, also where two editions or applications have an item of one name", async () => {
    const items = [
      itemOf("storage", 1, { edition: "advanced" }),
      itemOf("storage", 2, { edition: "standard" }),
      itemOf("storage", 3, { applicationId: "another", edition: "" }),
    ];
    const month = monthBefore(3);
    await usage().keep(rowOf(scene.instanceId, month, { items }));
    const told = await scene.ask("100", { BillingCycle: cycleOf(month) });
    expect(told.Usages?.map(({ Id }) => Id)).toEqual([`${month}/storage`, `${month}/storage/standard`, `${month}/storage/another`]);
  });

  it("gives no numbers of one currency to a BSS that asked for another", async () => {
    const answer = await scene.ask("100", { Currency: "USD" });
    expect(answer).toMatchObject({ Code: -130, Usages: [], Totals: null });
    expect(answer.Message).toContain("EUR");
    expect((await scene.ask("100", { Currency: "eur" })).Code).toBe(0);
  });
});

describe("the usage of an account with subscriptions", () => {
  const workstations = { applicationId: backup, name: "pg_base_workstations", value: 10 };
  const first = entryOf("first", { bssSubscriptionId: "d1ee4f9a-5f0f-4d43-8f18-1d6a9e1a2b01" });
  const second = entryOf("second", {
    bssSubscriptionId: "d2ee4f9a-5f0f-4d43-8f18-1d6a9e1a2b02",
    startedAt: "2026-02-10T08:00:00.000+00:00",
    items: [workstations],
  });
  const linesOf = async (ask: Readonly<Record<string, unknown>>) =>
    ((await scene.ask("100", ask)).Usages ?? []).map(({ Id }) => Id.split("/")[1]);

  it("is told line by line of one subscription alone", async () => {
    await scene.sold("100", [first, second]);
    await scene.run("take-usage");
    expect(await linesOf({ ID: "first" })).toEqual(["pg_base_storage"]);
    expect(await linesOf({ ID: "second" })).toEqual(["pg_base_workstations"]);
    expect(await linesOf({ ID: "unheard", RelatedSubscriptionID: second.bssSubscriptionId })).toEqual(["pg_base_workstations"]);
    expect(await linesOf({ ID: "first", RelatedSubscriptionID: second.bssSubscriptionId })).toEqual(["pg_base_storage"]);
  });

  it.each([
    ["upper case", (guid: string) => guid.toUpperCase()],
    ["braces", (guid: string) => `{${guid}}`],
    ["no hyphens", (guid: string) => guid.replaceAll("-", "")],
  ])("is told by the BSS's own id in %s too", async (_, form) => {
    expect(await linesOf({ ID: "unheard", RelatedSubscriptionID: form(second.bssSubscriptionId) })).toEqual(["pg_base_workstations"]);
  });

  it("is not told of a subscription that is none of them", async () => {
    expect(await scene.ask("100", { ID: "unheard" })).toMatchObject({ Code: -131, Usages: [] });
  });

  it("is told of one alone as soon as there is one, however fresh the last look is", async () => {
    await scene.sold("100", []);
    await scene.run("take-usage");
    expect(await linesOf({ ID: "by hand" })).toEqual(["pg_base_storage", "pg_base_workstations"]);
    await scene.sold("100", [first, second]);
    expect(await linesOf({ ID: "first" })).toEqual(["pg_base_storage"]);
    expect(await linesOf({ ID: "second" })).toEqual(["pg_base_workstations"]);
    expect(await scene.ask("100", { ID: "by hand" })).toMatchObject({ Code: -131 });
    await scene.run("take-usage");
  });

  it("stays on the bill of one that was cancelled in the month", async () => {
    await scene.sold("100", [first, entryOf("second", { ...second, state: "cancelled", items: [], endedAt: utc(Date.now()) })]);
    expect(await linesOf({ ID: "second" })).toEqual(["pg_base_workstations"]);
    await scene.run("take-usage");
    expect(await linesOf({ ID: "second" })).toEqual(["pg_base_workstations"]);
    expect(await linesOf({ ID: "first" })).toEqual(["pg_base_storage"]);
  });

  it("is none of one that ended before the month, though nobody else's", async () => {
    await scene.sold("100", [{ ...first, state: "cancelled", endedAt: "2026-03-01T00:00:00.000+00:00" }]);
    expect(await linesOf({ ID: "first" })).toEqual([]);
    await scene.run("take-usage");
    expect(await linesOf({ ID: "first" })).toEqual([]);
  });

  it("is told as a whole of a contract", async () => {
    await scene.sold("100", [
      first,
      second,
      entryOf("third", { applicationId: "", contract: { tier: 1, commitment: "250.00", currency: "EUR" } }),
    ]);
    await scene.run("take-usage");
    expect(await linesOf({ ID: "third" })).toHaveLength(2);
    expect(await linesOf({ ID: "first" })).toEqual([]);
    await scene.sold("100", []);
    await scene.run("take-usage");
  });
});
