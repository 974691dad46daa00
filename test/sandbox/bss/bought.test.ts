import { describe, expect, it } from "vitest";
import { boughtAddon, boughtProduct } from "../../../sandbox/bss/bought.ts";
import type { PublishedType } from "../../../sandbox/bss/published-types.ts";

const definition = (ID: string, Kind: string, values: Readonly<Record<string, string>> = {}) => ({
  ID,
  Name: ID,
  Kind,
  Usage: "OrderCharacteristic",
  PredefinedValues: Object.entries(values).map(([id, Name]) => ({ ID: id, Name })),
});
const fixed = (ID: string, value: string) => ({ ID, IsPrimaryKey: ID === "plan", Values: [value] });
const sold = { UpdateOptions: [5], Prices: null };

const type: PublishedType = {
  ID: "a-type",
  Name: "A type",
  Scope: 2,
  AttributeList: [
    definition("plan", "PredefinedChooseOne", { "backup-a": "Backup - A", gb: "Storage" }),
    definition("storage_location", "PredefinedChooseOne", { "s-1": "Storage 1 (Here)" }),
    definition("storage_gb", "Numeric"),
  ],
  ProductsCollection: {
    Products: [{ ID: "a-type-backup-a", Name: "Backup - A", Attributes: [fixed("plan", "backup-a")], ...sold, RelatedProducts: null }],
    Addons: [
      {
        ID: "a-type-gb",
        Name: "Storage",
        Attributes: [fixed("plan", "gb"), fixed("storage_gb", "1")],
        ...sold,
        Products: [],
        UnitType: "GB",
      },
    ],
  },
};

describe("an order of the simulated BSS from what was published", () => {
  it("carries the product's fixed attributes, chosen values by words and code, and amounts", () => {
    const order = boughtProduct(type, "backup-a", { amounts: { storage_gb: "200" }, choices: { storage_location: "Storage 1 (Here)" } });
    expect(order).toMatchObject({ name: "Backup - A", quantity: 1 });
    expect(Object.values(order.attributes).map(({ ID, Value, Code }) => [ID, Value, Code])).toStrictEqual([
      ["plan", "Backup - A", "backup-a"],
      ["storage_gb", "200", ""],
      ["storage_location", "Storage 1 (Here)", "s-1"],
    ]);
  });

  it("of an add-on carries the amount of one piece, and its quantity", () => {
    expect(boughtAddon(type, "gb", 3)).toMatchObject({ quantity: 3, attributes: { plan: { Code: "gb" }, storage_gb: { Value: "1" } } });
  });

  it("cannot be of what was not published", () => {
    expect(() => boughtAddon(type, "tapes", 1)).toThrow("tapes was not published");
    expect(() => boughtProduct(type, "backup-a", { amounts: { tapes: "1" } })).toThrow("the attribute tapes was not published");
    expect(() => boughtProduct(type, "backup-a", { choices: { storage_location: "The cellar" } })).toThrow("without that value");
  });
});
