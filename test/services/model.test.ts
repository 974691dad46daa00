import { describe, expect, it } from "vitest";
import { offeredItems, usageNameOf } from "../../functions/services/offered-items.ts";
import { itemPricesOf } from "../../functions/services/price-choice.ts";
import { groupHeadOf, type Sale, soldItemsOf } from "../../functions/services/sold-items.ts";
import { editionName, plainName, usageWords } from "../../functions/services/words.ts";
import { OfferingItem } from "../../functions/vendors/acronis/objects.ts";

const backup = "6e6d758d-8e74-3ae3-ac84-50eb0dff12eb";
const item = (name: string, edition: string | null, more: object = {}) =>
  OfferingItem.parse({
    application_id: backup,
    name,
    edition,
    usage_name: name.replace(/^p[wg]_base_/, ""),
    status: 1,
    type: "count",
    measurement_unit: "quantity",
    ...more,
  });

const sale: Sale = {
  applications: new Map([[backup, { name: "Cyber Protection", type: "backup" }]]),
  prices: itemPricesOf([{ sku: "x", name: "pw_base_servers", friendlyName: "Servers of any sort", listPrice: "2.345" }], {
    skus: {},
    digits: 2,
  }),
  discount: "18",
  digits: 2,
};

describe("what is sold of what is on offer", () => {
  it("is one product an application and edition, and each item once on however many storages it is offered", () => {
    const offered = offeredItems();
    const storage = (id: string) => item("pw_base_storage", "pck_per_workload", { type: "infra", measurement_unit: "bytes", infra_id: id });
    for (const id of ["s1", "s2", "s1"]) offered.take("customer")(storage(id));
    offered.take("customer")(item("pg_base_servers", "pck_per_gigabyte"));
    offered.take("partner")(item("pw_base_servers", "pck_per_workload"));
    const { groups, storageIds } = offered.all();
    expect([...storageIds]).toEqual(["s1", "s2"]);
    expect(groups.map((group) => [group.edition, [...group.items.keys()], group.forCustomers, group.forResellers])).toEqual([
      ["pck_per_workload", ["pw_base_storage", "pw_base_servers"], true, true],
      ["pck_per_gigabyte", ["pg_base_servers"], true, false],
    ]);
  });

  it("counts what is counted for some and only switched for others, in whichever order the lists come", () => {
    const counted = item("pw_base_odd", "pck_per_workload");
    const switched = item("pw_base_odd", "pck_per_workload", { type: "feature", measurement_unit: "n/a" });
    for (const [first, second] of [
      [counted, switched],
      [switched, counted],
    ] as const) {
      const offered = offeredItems();
      offered.take("customer")(first);
      offered.take("partner")(second);
      expect(offered.all().groups[0]?.items.get("pw_base_odd")?.unit).toBe("pieces");
    }
  });

  it("has items without an edition in every edition of their application, and a product of their own where there is none", () => {
    const offered = offeredItems();
    const take = offered.take("customer");
    take(item("local_storage", null));
    take(item("pw_base_nas", "pck_per_workload"));
    take(item("pg_base_nas", "pck_per_gigabyte"));
    take({ ...item("esignatures", null), application_id: "notary" });
    const { groups } = offered.all();
    expect(groups.map((group) => [group.edition, [...group.items.keys()]])).toEqual([
      ["pck_per_workload", ["local_storage", "pw_base_nas"]],
      ["pck_per_gigabyte", ["local_storage", "pg_base_nas"]],
      ["", ["esignatures"]],
    ]);
  });

  it("is named in people's words, with units, features as such, and plans that never change", () => {
    const offered = offeredItems();
    const take = offered.take("customer");
    take(item("pw_base_servers", "pck_per_workload"));
    take(item("pw_base_storage", "pck_per_workload", { type: "infra", measurement_unit: "bytes", infra_id: "s1" }));
    take(item("pw_base_adv_dr_compute_points", "pck_per_workload", { usage_name: "compute_points", measurement_unit: "seconds" }));
    take(item("pw_base_m365_mailboxes", "pck_per_workload", { usage_name: "o365_mailboxes", type: "feature", measurement_unit: "n/a" }));
    const [group] = offered.all().groups;
    if (group === undefined) throw new Error("no group");
    expect(groupHeadOf(group, sale)).toMatchObject({ plan: "backup-pck_per_workload", name: "Acronis Cyber Protection - Per workload" });
    expect(
      [...soldItemsOf(group, sale, undefined)].map(({ plan, name, unit, attributeId, isFeature }) => [
        plan,
        name,
        unit,
        attributeId,
        isFeature,
      ]),
    ).toEqual([
      ["backup-pw_base_adv_dr_compute_points", "Compute points", "hours", "compute_points_hours", false],
      ["backup-pw_base_m365_mailboxes", "Microsoft 365 mailboxes", "", "o365_mailboxes", true],
      ["backup-pw_base_servers", "Servers of any sort", "pieces", "servers", false],
      ["backup-pw_base_storage", "Cloud storage", "GB", "storage_gb", false],
    ]);
    const kept = new Map([["backup-pw_base_servers", "Servers"]]);
    const servers = [...soldItemsOf(group, sale, kept)].find(({ itemName }) => itemName === "pw_base_servers");
    expect(servers).toMatchObject({ name: "Servers", price: { sell: "2.34", cost: "1.92" } });
  });

  it("joins usages by the name of the item where the vendor gives none that could be an id", () => {
    const names = [undefined, "", "Odd name\n", "servers"].map((usage_name) => usageNameOf({ name: "pw_base_nas", usage_name }));
    expect(names).toEqual(["nas", "nas", "nas", "servers"]);
    expect(usageNameOf({ name: "pw_", usage_name: "" })).toBe("pw_");
  });

  it("is not what has a name that could not come back from the BSS, and such items are counted", () => {
    const offered = offeredItems();
    for (const name of ["pw_base_nas", "", "two\nlines", "n".repeat(200)]) offered.take("customer")(item(name, "pck_per_workload"));
    offered.take("customer")(item("pw_base_vms", "odd edition"));
    const { groups, unsellable } = offered.all();
    expect(groups.map(({ items }) => [...items.keys()])).toEqual([["pw_base_nas"]]);
    expect(unsellable).toBe(4);
  });

  it("of an application that the vendor does not list is called by its id", () => {
    const offered = offeredItems();
    offered.take("customer")({ ...item("something_new", null), application_id: "new-service" });
    const [group] = offered.all().groups;
    expect(group && groupHeadOf(group, sale)).toMatchObject({ plan: "new-service", name: "Acronis new-service" });
  });
});

describe("names", () => {
  it("that nobody has words for are made readable", () => {
    expect([usageWords("vms"), usageWords("pack_of_something")]).toEqual(["Virtual machines", "Pack of something"]);
  });

  it("are texts that say something, also of what is called as the members of every object, or as nothing", () => {
    expect([usageWords("constructor"), usageWords("__proto__"), editionName("toString")]).toEqual(["Constructor", "Proto", "toString"]);
    expect([usageWords(""), usageWords("_"), usageWords("a\nb")]).toEqual(["Unnamed item", "Unnamed item", "A b"]);
  });

  it("of the vendor come on one line, bounded, without half a character", () => {
    expect(plainName("  Two\nlines\u0000 ")).toBe("Two lines");
    expect(plainName(`${"x".repeat(199)}\u{1F600}`).length).toBeLessThanOrEqual(200);
    expect(plainName(`${"x".repeat(199)}\u{1F600}`).isWellFormed()).toBe(true);
  });
});
