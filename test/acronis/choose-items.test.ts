import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseCustomerItems, chooseResellerItems, itemKey } from "../../functions/acronis/choose-items.ts";
import { Rule } from "../../functions/instances/rule.ts";
import type { OfferingItem, Storage } from "../../functions/vendors/acronis/objects.ts";

const ruleOf = (customer: object = {}) => Rule.parse({ customer }).customer;
const resellerRuleOf = (reseller: object = {}) => Rule.parse({ reseller }).reseller;

const item = (name: string, more: Partial<OfferingItem> = {}): OfferingItem => ({
  application_id: "app",
  name,
  edition: "pck_per_gigabyte",
  usage_name: undefined,
  measurement_unit: undefined,
  status: 0,
  locked: false,
  type: "count",
  infra_id: undefined,
  quota: undefined,
  ...more,
});
const storageItem = (infra_id: string, name = "pg_base_storage") => item(name, { type: "infra", infra_id });
const storage = (id: string, name: string, location_id: string, ...capabilities: readonly string[]): Storage => ({
  id,
  name,
  location_id,
  capabilities: [...capabilities],
});

const world = [
  storage("z", "Zurich", "ch", "backup"),
  storage("f2", "Frankfurt 2", "de", "backup"),
  storage("f1", "Frankfurt 1", "de", "backup"),
  storage("zr", "A Zurich Recovery", "ch", "disaster_recovery"),
  storage("fr", "Frankfurt Recovery", "de", "disaster_recovery"),
];
const onOffer = [item("pg_base_vms"), ...world.map(({ id }) => storageItem(id))];
const chosen = (changes: ReturnType<typeof chooseCustomerItems>) =>
  changes.flatMap(({ infra_id, status }) => (status === 1 ? (infra_id ?? []) : []));

describe("the items of a customer", () => {
  it("are all on offer, unlimited, the quota's version that of a new tenant", () => {
    expect(chooseCustomerItems(ruleOf(), [item("pg_base_vms")], [])).toEqual([
      { application_id: "app", name: "pg_base_vms", status: 1, quota: { value: null, overage: null, version: 0 } },
    ]);
  });

  it("have the first backup storage by name, and of its location the first of each other capability", () => {
    expect(chosen(chooseCustomerItems(ruleOf(), onOffer, world))).toEqual(["f1", "fr"]);
  });

  it("have the storage that the rule names, by name or by id, and others of its location only", () => {
    expect(chosen(chooseCustomerItems(ruleOf({ storage: "Zurich" }), onOffer, world))).toEqual(["z", "zr"]);
    expect(chosen(chooseCustomerItems(ruleOf({ storage: "f2" }), onOffer, world))).toEqual(["f2", "fr"]);
  });

  it("say of surplus storages that they are off, without a quota", () => {
    const off = chooseCustomerItems(ruleOf(), onOffer, world).filter(({ status }) => status === 0);
    expect(off).toEqual(["z", "f2", "zr"].map((infra_id) => ({ application_id: "app", name: "pg_base_storage", infra_id, status: 0 })));
  });

  it("leave a locked item unspoken of, and give a feature no quota", () => {
    const offer = [item("pg_base_vms", { locked: true }), item("pg_base_google_mail", { type: "feature" })];
    expect(chooseCustomerItems(ruleOf(), offer, [])).toEqual([{ application_id: "app", name: "pg_base_google_mail", status: 1 }]);
  });

  it("have the rule's quotas: soft with a value, hard with an overage", () => {
    const quotas = { pg_base_vms: { value: 10 }, pg_base_nas: { value: 5, overage: 0 } };
    const changes = chooseCustomerItems(ruleOf({ quotas }), [item("pg_base_vms"), item("pg_base_nas")], []);
    expect(changes.map(({ quota }) => quota)).toEqual([
      { value: 10, overage: null, version: 0 },
      { value: 5, overage: 0, version: 0 },
    ]);
  });

  it("are refused by name when the edition, an item or the storage is not on offer", () => {
    expect(() => chooseCustomerItems(ruleOf({ edition: "pck_per_workload" }), onOffer, world)).toThrow("edition pck_per_workload");
    expect(() => chooseCustomerItems(ruleOf({ items: ["pg_base_vms", "pg_moons"] }), onOffer, world)).toThrow("pg_moons");
    expect(() => chooseCustomerItems(ruleOf({ storage: "Moon" }), onOffer, world)).toThrow("storage Moon");
  });

  it("have at most one storage a capability, all in one location, whatever is on offer; and every storage is spoken of", () => {
    const capability = fc.constantFrom("backup", "disaster_recovery", "files_cloud", "vcd");
    const anyStorage = fc.record({
      id: fc.uuid(),
      name: fc.string(),
      location_id: fc.option(fc.constantFrom("de", "ch", "gr"), { nil: undefined }),
      capabilities: fc.uniqueArray(capability, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(anyStorage, { maxLength: 12, selector: ({ id }) => id }), (storages) => {
        const changes = chooseCustomerItems(ruleOf(), [item("pg_base_vms"), ...storages.map(({ id }) => storageItem(id))], storages);
        const taken = storages.filter(({ id }) => chosen(changes).includes(id));
        const capabilities = taken.flatMap((each) => each.capabilities);
        expect(new Set(capabilities).size).toBe(capabilities.length);
        expect(new Set(taken.map(({ location_id }) => location_id)).size).toBeLessThanOrEqual(1);
        if (storages.length > 0) expect(taken.length).toBeGreaterThan(0);
        expect(changes).toHaveLength(storages.length + 1);
        expect(new Set(changes.map(itemKey)).size).toBe(changes.length);
      }),
    );
  });
});

describe("the items of a reseller", () => {
  const both = [...onOffer, item("pw_base_vms", { edition: "pck_per_workload" }), item("local_storage", { edition: null })];

  it("are those of each edition that the rule names, and those without an edition; every storage is on", () => {
    const changes = chooseResellerItems(resellerRuleOf(), both);
    expect(chosen(changes)).toEqual(world.map(({ id }) => id));
    expect(changes.map(({ name }) => name)).not.toContain("pw_base_vms");
    expect(changes.map(({ name }) => name)).toContain("local_storage");
    const many = chooseResellerItems(resellerRuleOf({ editions: ["pck_per_gigabyte", "pck_per_workload"] }), both);
    expect(many).toHaveLength(both.length);
  });

  it("are refused by name when an edition is not on offer", () => {
    expect(() => chooseResellerItems(resellerRuleOf({ editions: ["pck_per_moon"] }), both)).toThrow("pck_per_moon");
  });
});
