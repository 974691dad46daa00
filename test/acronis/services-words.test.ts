import { describe, expect, it } from "vitest";
import { askedAmounts, vendorAmount } from "../../functions/acronis/subscriptions/asked-amounts.ts";
import { modeAfter } from "../../functions/acronis/subscriptions/mode.ts";
import { plannedBy } from "../../functions/acronis/subscriptions/plans.ts";
import { refuseUsed } from "../../functions/acronis/subscriptions/usage-check.ts";
import { hasRoom, withService } from "../../functions/onboarding/services.ts";
import { mostServices, type ServiceEntry } from "../../functions/onboarding/service-entry.ts";
import { OfferingItem } from "../../functions/vendors/acronis/objects.ts";

const entry = (number: number, more: Partial<ServiceEntry> = {}): ServiceEntry => ({
  subscriptionId: `s${number}`,
  bssSubscriptionId: `b${number}`,
  name: "",
  plan: "",
  applicationId: "",
  edition: "",
  state: "active",
  isTrial: false,
  items: [],
  addons: [],
  startedAt: "2026-11-01T08:00:00.000+00:00",
  changedAt: "2026-11-01T08:00:00.000+00:00",
  ...more,
});

describe("a plan", () => {
  it.each([
    ["backup-pck_per_workload", "", { edition: "pck_per_workload" }],
    ["notary", "", { edition: "" }],
    ["tier-3", "pck_per_workload", { tier: 3 }],
    ["tier--2", "", { tier: -2 }],
    ["backup-pck_per_workload", "pck_per_gigabyte", { edition: "pck_per_gigabyte" }],
    ["", "", {}],
  ])("%j with edition %j says %j", (plan, edition, said) => {
    expect(plannedBy({ plan, edition })).toEqual(said);
  });
});

describe("what would be switched off", () => {
  const off = { application_id: "a", name: "pg_base_storage", infra_id: "one", status: 0 } as const;
  const line = {
    application_id: "a",
    name: "pg_base_storage",
    usage_name: "storage",
    type: "infra",
    measurement_unit: "bytes",
    range_start: "2026-11-01T00:00:00",
    value: 1_073_741_824,
    absolute_value: undefined,
    infra_id: "one",
    isAggregate: false,
    enabled: undefined,
  };
  const judged = (more: Partial<typeof line> | { readonly infra_id: undefined }) => () =>
    refuseUsed([off], {
      items: [OfferingItem.parse({ ...off, usage_name: "storage" })],
      usages: [{ ...line, ...more }],
      leaving: new Set(),
    });

  it.each<readonly [string, Parameters<typeof judged>[0]]>([
    ["its own line", {}],
    ["a line of another edition", { name: "pw_base_storage" }],
    ["a line that does not say where", { infra_id: undefined }],
    ["a line of that very name without its item", { isAggregate: true }],
  ])("is in use by %s", (_, more) => {
    expect(judged(more)).toThrow("storage 1 GB in use");
  });

  it.each<readonly [string, Parameters<typeof judged>[0]]>([
    ["nothing", { value: 0 }],
    ["a line of another storage", { infra_id: "two" }],
    ["a sum", { name: "vm_storage", isAggregate: true }],
    ["another application", { application_id: "b" }],
  ])("is not in use by %s", (_, more) => {
    expect(judged(more)).not.toThrow();
  });
});

describe("amounts", () => {
  it("add up over add-ons by attribute, without case and without what is nothing", () => {
    const addon = { id: "a", bssProductId: "p", plan: "", name: "", amounts: { Storage_GB: "0.5", vms: "unlimited" } };
    const total = askedAmounts({ amounts: { storage_gb: "0.1", vms: "3", nas: "0" }, addons: [addon, addon] });
    expect(Object.fromEntries([...total].map(([name, amount]) => [name, String(amount)]))).toEqual({ storage_gb: "1.1", vms: "unlimited" });
  });

  it("become the vendor's units, whole and rounded up", () => {
    const [storage] = askedAmounts({ amounts: { storage_gb: "0.1" }, addons: [] }).values();
    expect(vendorAmount("storage_gb", storage ?? "unlimited", "GB")).toBe(107_374_183);
    expect(vendorAmount("storage_gb", "unlimited", "GB")).toBeNull();
  });
});

describe("the row", () => {
  const full = Array.from({ length: mostServices }, (_, number) => entry(number));
  const ended = (at: string) => ({ state: "cancelled" as const, endedAt: `2026-11-${at}T08:00:00.000+00:00` });

  it("has room for so many live subscriptions, and no more", () => {
    expect(hasRoom({ services: full })).toBe(false);
    expect(hasRoom({ services: full.slice(1) })).toBe(true);
    expect(hasRoom({})).toBe(true);
  });

  it("lets the one go that was cancelled first", () => {
    const services = full.map((one, number) => (number === 4 || number === 7 ? { ...one, ...ended(number === 7 ? "02" : "05") } : one));
    const after = withService({ services }, entry(99));
    expect(after).toHaveLength(mostServices);
    expect(after.map(({ subscriptionId }) => subscriptionId)).not.toContain("s7");
    expect(after.map(({ subscriptionId }) => subscriptionId)).toEqual(expect.arrayContaining(["s4", "s99"]));
    expect(withService({ services }, entry(3, { name: "new" }))[3]).toMatchObject({ name: "new" });
  });
});

describe("the tenant's mode", () => {
  it.each([
    ["suspend", ["suspended", "active"], false, undefined, false],
    ["suspend", ["suspended", "suspended"], false, false, true],
    ["suspend", ["suspended", "cancelled"], false, false, true],
    ["activate", ["active", "suspended"], true, true, false],
    ["create", ["active"], false, undefined, false],
    ["create", ["active", "suspended"], true, true, false],
    ["cancel", ["cancelled"], false, undefined, false],
    ["cancel", ["cancelled"], true, undefined, true],
    ["cancel", ["cancelled", "suspended"], false, false, true],
    ["update", ["suspended"], true, undefined, true],
  ] as const)("after %s with %j, suspended %j, is enabled %j and suspended %j", (...[change, states, suspended, enabled, after]) => {
    const services = states.map((state) => ({ state }));
    expect(modeAfter(change, services, suspended)).toEqual({ enabled, suspended: after });
  });
});
