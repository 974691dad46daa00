import { describe, expect, it } from "vitest";
import { at, list, partnerContact, town, type Town, verifiedCustomer } from "./client.ts";

async function registered(options: Parameters<typeof town>[0] = {}) {
  const all = await town(options);
  const customerId = await verifiedCustomer(all);
  all.simulator.people.finishSupportCase({ customerId });
  // The middle of a month leaves room on both sides.
  const { clock } = all.simulator;
  clock.toNextMonth();
  clock.advance(10 * 86_400);
  const month = clock.now().toISOString().slice(0, 7);
  return { ...all, all, customerId, month };
}

async function unitsOf({ console }: Town, month: string): Promise<unknown> {
  return at(await console.get(`pulse/monthlyUsages?from=${month}&to=${month}`), "data.0.tenants.0.workloads.0.usedUnits");
}

describe("monthly usages", () => {
  it("tell the month's peak, in units and points", async () => {
    const { simulator, console, customerId, month } = await registered();
    for (const units of [3, 7, 5]) simulator.people.setUsage({ customerId, units });
    const answer = await console.get(`pulse/monthlyUsages?from=${month}&to=${month}`);
    expect(at(answer, "meta.pagingInfo")).toEqual({ total: 1, count: 1, offset: 0 });
    expect(at(answer, "data.0")).toMatchObject({ month, tenants: [{ tenantUid: customerId }] });
    expect(at(answer, "data.0.tenants.0.workloads.0")).toEqual({
      productCode: "H-VDCFLX-0U-R0000-00",
      productName: "Veeam Data Cloud for Microsoft 365 Flex Per User",
      unitType: "User",
      usedUnits: 7,
      totalUnits: 7,
      weight: 2.5,
      usedPoints: 17.5,
      minCommitQty: 0,
      minCommitEnforcement: 0,
      location: "",
    });
  });

  it("count a user for 31 days after the last backup", async () => {
    const { simulator, all, customerId, month } = await registered();
    simulator.people.setUsage({ customerId, units: 7 });
    simulator.people.setUsage({ customerId, units: 0 });
    simulator.clock.toNextMonth();
    const next = simulator.clock.now().toISOString().slice(0, 7);
    expect([await unitsOf(all, month), await unitsOf(all, next)]).toEqual([7, 7]);
    simulator.clock.toNextMonth();
    expect(await unitsOf(all, simulator.clock.now().toISOString().slice(0, 7))).toBeUndefined();
  });

  it("keep the running month to themselves where the option says so", async () => {
    const { simulator, all, customerId, month } = await registered({ openMonth: false });
    simulator.people.setUsage({ customerId, units: 7 });
    expect(await unitsOf(all, month)).toBeUndefined();
    simulator.clock.toNextMonth();
    expect(await unitsOf(all, month)).toBe(7);
  });

  it("count what a bundle brought along as the bundle, by its ratio", async () => {
    const all = await town();
    const customerId = await verifiedCustomer(all);
    await all.contract.post(`customers/${customerId}/subscriptions`, { product: "VDC for Microsoft 365 Advanced", partnerContact });
    all.simulator.clock.advance(80);
    all.simulator.people.setUsage({ customerId, units: 1000 });
    all.simulator.people.setUsage({ customerId, units: 4000, product: "VDC for Microsoft Entra ID" });
    const lines = list(await all.contract.get("usage"), "items");
    expect(lines).toMatchObject([{ customerId, productCode: "H-VDCMFE-0U-R0000-00", usedUnits: 1334, usedPoints: 4002 }]);
    expect((await all.contract.get(`subscriptions/SR-00175`)).body).toMatchObject({ currentUsage: 1334, currentPoints: 4002 });
  });

  it("want months, and customers that are registered", async () => {
    const all = await town();
    expect((await all.console.get("pulse/monthlyUsages?from=2026-13")).status).toBe(400);
    const customerId = await verifiedCustomer(all);
    expect(() => all.simulator.people.setUsage({ customerId, units: 1 })).toThrow("not registered");
  });
});
