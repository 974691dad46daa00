import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brake } from "../../functions/services/brake.ts";
import type { SoldItem } from "../../functions/services/definition.ts";
import { changesOf, type Side } from "../../functions/services/difference.ts";
import { keepItems, partHash } from "../../functions/services/parts.ts";
import { differenceFrom, MOST_CHANGES } from "../../functions/services/recorded-difference.ts";
import { readItems } from "../../functions/services/stored-definition.ts";

const item = (itemName: string, sell?: string, more: Partial<SoldItem> = {}): SoldItem => ({
  plan: `backup-${itemName}`,
  itemName,
  usageName: itemName,
  isFeature: false,
  unit: "pieces",
  attributeId: itemName,
  name: itemName.toUpperCase(),
  ...(sell === undefined ? {} : { price: { sell, cost: sell } }),
  ...more,
});
const group = { plan: "backup-a", applicationId: "b", edition: "a", applicationName: "B", editionName: "A", name: "Acronis B - A" };
const side = (items: readonly SoldItem[], more: Partial<Side> = {}): Side => ({
  currency: "EUR",
  discount: "18",
  groups: [{ ...group, forCustomers: true, forResellers: true }],
  items: items.map((each) => ({ group: group.plan, item: each })),
  storages: [{ id: "s1", name: "Storage", locationName: "Frankfurt" }],
  ...more,
});
const texts = (before: Side, after: Side) => [...changesOf(before, after)].map(({ text }) => text);
const reasons = (before: Side, after: Side, pricePercent = 20) => {
  const held = brake({ pricePercent });
  for (const change of changesOf(before, after)) held.judge(change);
  return held.reasons();
};

describe("a difference", () => {
  it("is told in lines that a person can read", () => {
    const before = side([item("a", "1.00"), item("b", "2.00"), item("c", "3.00"), item("d"), item("e", "5.00")]);
    const after = side([item("a", "1.10"), item("b", "2.00", { name: "Bee" }), item("c"), item("d", "4.00"), item("f", "6.00")], {
      storages: [
        { id: "s1", name: "Storage 1", locationName: "Frankfurt" },
        { id: "s2", name: "Other", locationName: "Zurich" },
      ],
      discount: "20",
    });
    expect(texts(before, after)).toEqual([
      "Changed: definition Distributor Discount (%) (discount): 18 -> 20",
      "Repriced: item A (backup-a): sell 1.00, cost 1.00 EUR -> sell 1.10, cost 1.10 EUR",
      "Renamed: item Bee (backup-b): B -> Bee",
      "Lost its price: item C (backup-c): sell 3.00, cost 3.00 EUR -> no price",
      "Got a price: item D (backup-d): no price -> sell 4.00, cost 4.00 EUR",
      "Gone: item E (backup-e): sell 5.00, cost 5.00 EUR",
      "Added: item F (backup-f): sell 6.00, cost 6.00 EUR",
      "Renamed: storage Storage 1 (s1): Storage (Frankfurt) -> Storage 1 (Frankfurt)",
      "Added: storage Other (s2): Other (Zurich)",
    ]);
  });

  it("counts every change and writes out the weightiest", () => {
    const difference = differenceFrom(1);
    const many = Array.from({ length: 700 }, (_, at) => item(`n${at}`, "1.00"));
    for (const change of changesOf(side([item("gone")]), side(many))) difference.take(change);
    const { counts, changes } = difference.recorded();
    expect(counts).toMatchObject({ added: 700, gone: 1 });
    expect([changes.length, changes[0]?.kind]).toEqual([MOST_CHANGES, "gone"]);
  });

  const items = fc
    .uniqueArray(fc.tuple(fc.nat({ max: 40 }), fc.constantFrom("1.00", "2.00", undefined)), { selector: ([number]) => number })
    .map((pairs) => pairs.map(([number, sell]) => item(`i${number}`, sell)));

  it("of a thing with itself is empty, and forth and back mirror each other", () => {
    fc.assert(
      fc.property(items, items, (one, other) => {
        expect(texts(side(one), side(one))).toEqual([]);
        const forth = [...changesOf(side(one), side(other))].map(({ kind, id }) => `${kind} ${id}`);
        const mirror = { added: "gone", gone: "added", priceLost: "priceFound", priceFound: "priceLost" } as const;
        const back = [...changesOf(side(other), side(one))].map(({ kind, id }) => {
          const turned = kind === "added" || kind === "gone" || kind === "priceLost" || kind === "priceFound" ? mirror[kind] : kind;
          return `${turned} ${id}`;
        });
        expect(forth.toSorted()).toEqual(back.toSorted());
      }),
    );
  });

  it("is the same when parts that both sides share are left out of both", async () => {
    await fc.assert(
      fc.asyncProperty(items, items, async (one, other) => {
        const kept = new Map<string, string>();
        const keep = async (text: string) => {
          kept.set(partHash(text), text);
          return partHash(text);
        };
        const sorted = (list: readonly SoldItem[]) => list.toSorted((a, b) => (a.plan < b.plan ? -1 : 1));
        const [before, after] = [await keepItems(sorted(one), keep), await keepItems(sorted(other), keep)];
        const read = async (hash: string) => kept.get(hash);
        const own = async (mine: readonly string[], theirs: readonly string[]) =>
          side(
            await readItems(
              mine.filter((hash) => !theirs.includes(hash)),
              read,
            ),
          );
        const short = texts(await own(before.parts, after.parts), await own(after.parts, before.parts));
        expect(short.toSorted()).toEqual(texts(side(one), side(other)).toSorted());
        expect(await readItems(before.parts, read)).toEqual(sorted(one));
      }),
      { numRuns: 50 },
    );
  });
});

describe("parts", () => {
  const many = Array.from({ length: 20_000 }, (_, at) => item(`item_${String(at).padStart(6, "0")}`, "1.00"));
  const partsOf = async (list: readonly SoldItem[]) => (await keepItems(list, async (text) => partHash(text))).parts;

  it("change only where an item comes or goes", async () => {
    const whole = await partsOf(many);
    expect(whole.length).toBeGreaterThan(10);
    expect(whole.length).toBeLessThan(60);
    const without = await partsOf(many.toSpliced(9_999, 1));
    expect(without.filter((hash) => !whole.includes(hash)).length).toBeLessThanOrEqual(3);
  });

  it("fit into a row whatever the names are", async () => {
    const sizes: number[] = [];
    const wide = many.slice(0, 3_000).map((each) => ({ ...each, name: "\u{1F600}".repeat(100) }));
    await keepItems(wide, async (text) => {
      sizes.push(Buffer.byteLength(text));
      return partHash(text);
    });
    expect(Math.max(...sizes)).toBeLessThan(360_000);
  });
});

describe("the brake", () => {
  it("lets a price move as far as the settings say, either way, and no further", () => {
    const at = (sell: string) => side([item("a", sell)]);
    expect(reasons(at("1.00"), at("1.20"))).toEqual([]);
    expect(reasons(at("1.00"), at("0.80"))).toEqual([]);
    expect(reasons(at("1.00"), at("1.21"))).toEqual([expect.stringMatching(/^Repriced: item A .*\(21\.0 %; the limit is 20 %\)$/)]);
    expect(reasons(at("1.00"), at("0.79"))).toEqual([expect.stringContaining("-21.0 %")]);
    expect(reasons(at("1.00"), at("0.79"), 21)).toEqual([]);
    expect(reasons(at("0.00"), at("0.01"), 10_000)).toEqual([expect.stringContaining("from nothing")]);
  });

  it("holds what is gone or lost its price, another currency, and another unit", () => {
    const one = side([item("a", "1.00")]);
    expect(reasons(one, side([]))).toHaveLength(1);
    expect(reasons(one, side([item("a")]))).toHaveLength(1);
    expect(reasons(one, side([item("a", "9.00")], { currency: "USD" }))).toEqual([expect.stringContaining("EUR -> USD")]);
    expect(reasons(one, side([item("a", "1.00", { unit: "GB", attributeId: "a_gb" })]))).toHaveLength(1);
    expect(reasons(one, { ...one, groups: [] })).toEqual([expect.stringMatching(/^Gone: product/)]);
  });

  it("lets through what is new or renamed, storages that come and go, and costs that follow the discount", () => {
    const before = side([item("a", "1.00")]);
    const after = side([{ ...item("a", "1.00"), name: "Other", price: { sell: "1.00", cost: "0.10" } }, item("b", "2.00")], {
      storages: [],
      discount: "90",
    });
    expect(reasons(before, after)).toEqual([]);
  });

  it("writes out twenty reasons and counts the rest", () => {
    const many = Array.from({ length: 30 }, (_, at) => item(`n${at}`, "1.00"));
    expect(reasons(side(many), side([]))).toHaveLength(21);
    expect(reasons(side(many), side([])).at(-1)).toBe("And 10 more like these.");
  });
});
