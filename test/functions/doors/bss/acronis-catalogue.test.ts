import { describe, expect, it } from "vitest";
import { acronisCatalogue, MOST_ADDONS } from "../../../../functions/doors/bss/acronis/catalogue.ts";
import type { SoldGroup, SoldItem } from "../../../../functions/services/definition.ts";
import { aSettledInstance } from "../../../support/instance.ts";

const itemOf = (number: number, length: number, isFeature: boolean): SoldItem => ({
  plan: `backup-item_${number}`,
  itemName: `item_${number}`,
  usageName: `item_${number}`,
  isFeature,
  unit: isFeature ? "" : "pieces",
  attributeId: `item_${number}`,
  name: "\u{1F600}".repeat(length),
  ...(isFeature ? {} : { price: { sell: "12.34", cost: "10.12" } }),
});

const groupOf = (edition: string, items: readonly SoldItem[]): SoldGroup => ({
  plan: `backup-${edition}`,
  applicationId: "backup",
  edition,
  applicationName: "Cyber Protection",
  editionName: edition,
  name: `Cyber Protection ${edition}`,
  forCustomers: true,
  forResellers: true,
  items: [...items],
});

const answerOf = (groups: readonly SoldGroup[]) => {
  const takenAt = "2026-11-21T08:00:00.000+00:00";
  const definition = { takenAt, currency: "EUR", discount: "18", groups: [...groups], storages: [], remarks: [] };
  const catalogue = acronisCatalogue(aSettledInstance, definition);
  const [services] = catalogue.ProductTypes;
  return {
    // As a function on AWS gives it: the body is a text within JSON.
    bytes: Buffer.byteLength(JSON.stringify({ body: JSON.stringify(catalogue) })),
    addons: services?.ProductsCollection.Addons.length ?? 0,
    attributes: services?.AttributeList.length ?? 0,
  };
};

describe("the answer of Get Services Definition", () => {
  const items = (count: number, length: number, isFeature = false) =>
    Array.from({ length: count }, (_, number) => itemOf(number, length, isFeature));

  it("holds 3,000 add-ons with names as the vendor's", () => {
    expect(answerOf([groupOf("one", items(4_000, 5))])).toMatchObject({ addons: MOST_ADDONS });
  });

  it("stays below what a function can answer on AWS, however long the names are and however many editions have them", () => {
    const editions = Array.from({ length: 12 }, (_, number) => groupOf(`edition_${number}`, items(4_000, 100)));
    const { bytes, addons } = answerOf(editions);
    expect(bytes).toBeLessThan(6_000_000);
    expect(addons).toBeGreaterThan(500);
  });

  it("asks for an amount where one edition counts what another only switches", () => {
    const counted = itemOf(1, 5, false);
    const switched = { ...itemOf(1, 5, true), plan: "backup-pw_item_1", itemName: "pw_item_1" };
    const definition = { takenAt: "2026-11-21T08:00:00.000+00:00", currency: "EUR", discount: "18", storages: [], remarks: [] };
    for (const groups of [
      [groupOf("one", [switched]), groupOf("two", [counted])],
      [groupOf("one", [counted]), groupOf("two", [switched])],
    ]) {
      const [services] = acronisCatalogue(aSettledInstance, { ...definition, groups }).ProductTypes;
      expect(services?.AttributeList.filter(({ ID }) => ID === "item_1")).toMatchObject([{ Kind: "Numeric", AllowUnlimited: true }]);
    }
  });

  it("holds no more features than anybody switches", () => {
    expect(answerOf([groupOf("one", items(20_000, 5, true))]).attributes).toBeLessThan(600);
  });
});
