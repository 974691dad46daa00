import { describe, expect, it } from "vitest";
import { choosePriceList, itemPricesOf, type PricedLine, type PriceSource } from "../../functions/services/price-choice.ts";
import { readPriceList } from "../../functions/services/uploaded-price-list.ts";

const list = (more: Partial<PriceSource>): PriceSource => ({ month: "2026-11", currency: "EUR", commitment: "0", prices: [], ...more });
const wanted = { month: "2026-11", currency: "EUR", commitment: null };

describe("of several price lists", () => {
  const lists = [
    list({ commitment: "1000" }),
    list({ commitment: "250.00" }),
    list({ commitment: "custom" }),
    list({ currency: "USD", commitment: "0" }),
    list({ month: "2026-10", commitment: "0" }),
  ];

  it("the one of the month in the Primary Currency with the least commitment counts", () => {
    expect(choosePriceList(lists, wanted)?.commitment).toBe("250.00");
  });

  it("or the one whose commitment the settings name, and no other", () => {
    expect(choosePriceList(lists, { ...wanted, commitment: "custom" })?.commitment).toBe("custom");
    expect(choosePriceList(lists, { ...wanted, commitment: "77" })).toBeUndefined();
  });

  it("none counts that is of another currency", () => {
    expect(choosePriceList(lists, { ...wanted, currency: "JPY" })).toBeUndefined();
  });
});

describe("the price of an item", () => {
  const line = (sku: string, name: string, listPrice: string | undefined): PricedLine => ({ sku, name, friendlyName: "", listPrice });
  const pricesOf = (lines: readonly PricedLine[], skus: Record<string, string> = {}) =>
    Object.fromEntries([...itemPricesOf(lines, { skus, digits: 2 })].map(([name, { sell }]) => [name, sell]));

  it("is found by the settings' table, by a stock number that ends in the item's name, by the line's own name", () => {
    const lines = [line("SPAAAA", "Servers", "1"), line("ACR__pw_base_nas", "NAS", "2"), line("SPBBBB", "pw_base_vms", "3")];
    expect(pricesOf(lines, { SPAAAA: "pw_base_servers" })).toEqual({ pw_base_servers: "1.00", pw_base_nas: "2.00", pw_base_vms: "3.00" });
  });

  it("is the surer one where two lines tell it, and the first of two that are as sure", () => {
    const lines = [line("S1", "pw_base_vms", "1"), line("X__pw_base_vms", "x", "2"), line("S2", "y", "3"), line("S3", "z", "4")];
    expect(pricesOf(lines, { S2: "pw_base_vms", S3: "pw_base_vms" })).toMatchObject({ pw_base_vms: "3.00" });
    expect(pricesOf(lines)).toMatchObject({ pw_base_vms: "2.00" });
  });

  it("is rounded half to even, and none where the list has no number that can be read", () => {
    expect(pricesOf([line("", "a", "0.125000000000000000"), line("", "b", undefined), line("", "c", "1e5"), line("", "d", "")])).toEqual({
      a: "0.12",
      b: undefined,
      c: undefined,
      d: undefined,
    });
  });

  it("is not looked for where objects have members of their own", () => {
    expect(pricesOf([line("constructor", "pw_base_vms", "1")])).toEqual({ pw_base_vms: "1.00" });
  });
});

describe("an uploaded price list", () => {
  const read = (text: string) => readPriceList(text, "EUR");

  it("is read by the names of its columns, in any order, with a point or a comma", () => {
    expect(read("\u{FEFF}List Price;Note;Item;SKU\r\n1,25;x;pw_base_vms;\r\n\r\n2;;;SPXYZ\r\n")).toEqual({
      currency: "EUR",
      prices: [
        { item: "pw_base_vms", sku: "", price: "1.25" },
        { item: "", sku: "SPXYZ", price: "2" },
      ],
    });
  });

  it("is told apart by its first line, whatever commas stand below, and its texts may have quotes", () => {
    const text = 'item;price;note\na;1,50;"fast, cold; ""big"""\nb;2,50;3.5" disk, new, with, bay\na;1,50;\n';
    expect(read(text)).toMatchObject({ prices: [{ price: "1.50" }, { price: "2.50" }, { price: "1.50" }] });
  });

  it("may name the currency, if it is the instance's", () => {
    expect(read("item,price,currency\na,1,eur\nb,2,\n")).toMatchObject({ currency: "EUR", prices: [{ item: "a" }, { item: "b" }] });
    expect(read("item,price,currency\na,1,EUR\n\nb,2,USD\n")).toEqual({ problems: [expect.stringMatching(/^Line 4: .*not EUR/)] });
  });

  it.each([
    ["nothing", "", /empty/],
    ["column names alone", "item,price\n", /no prices/],
    ["no item", "name,price\na,1\n", /^Line 1: .*item or sku/],
    ["no price", "item,amount\na,1\n", /^Line 1: .*price/],
    ["a line without an item", "item,price\na,1\n,2\n", /^Line 3: neither/],
    ["a name over two lines", 'item,price\n"a\nb",1\nc,-2\n', /^Line 2: .*characters/],
    ["a negative price after such a name", 'item,price\n"a\nb",1\nc,-2\n', /Line 4: the price/],
    ["a price that may be a thousand or one", "item;price\na;0,125\nb;1,200\n", /^Line 3: the price may be a thousand or one/],
    ["a thousands mark", "item;price\na;1\n\nb;1.000,00\n", /^Line 4: the price/],
    ["a cell too many", "item,price\na,1\n\nb,1.000,00\n", /^Line 4: there are more cells/],
    ["a currency in the price", "item,price\na,EUR 5\n", /^Line 2: the price/],
    ["a name too long", `item,price\n${"x".repeat(129)},5\n`, /^Line 2: .*128/],
    ["a thousand million in short", "item,price\na,1e9\n", /^Line 2: the price/],
    ["two prices of one item", "item,sku,price\na,,1\n,S,1\na,,1\na,,2\n,S,3\n", /^Line 5: .*line 2\.\nLine 6: .*line 3\.$/],
    ["two columns of prices", "item,price,list_price\na,1,2\n", /^Line 1: .*two columns/],
    ["a quote that is never closed", 'item,price,note\na,1,x\nb,2,"3.5 inch\nc,3,x\n', /^Line 3: a quote/],
    ["a quote that another line closes", 'item,price,note\na,1,"x\nb,2,"y\nc,3,x\n', /^Line 2: a quote/],
    ["too many lines", `item,price\n${"a,1\n".repeat(50_001)}`, /more than 50000/],
  ])("that has %s is refused, with the line and the reason", (_, text, problem) => {
    const outcome = read(text);
    expect("problems" in outcome ? outcome.problems.join("\n") : "").toMatch(problem);
    expect(JSON.stringify(outcome)).not.toContain("EUR 5");
  });

  it("with many faults names twenty", () => {
    const outcome = read(`item,price\n${"a,none\n".repeat(100)}`);
    expect("problems" in outcome && outcome.problems).toHaveLength(20);
  });
});
