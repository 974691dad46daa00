import Big from "big.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PriceBook } from "../../functions/services/price-book.ts";
import { discountOf } from "../../functions/services/price-book.ts";
import { closesAt, endOf, isOpen, monthOfRange, monthsOfCycle } from "../../functions/usage/month.ts";
import { lineMoney, pricedLines, totalsOf } from "../../functions/usage/priced-lines.ts";
import { GB, itemOf } from "./fixtures.ts";

const names = ["pw_base_storage", "pw_base_workstations", "pw_base_adv_dr_compute_points", "unpriced"] as const;
const measures = { pw_base_storage: "bytes", pw_base_adv_dr_compute_points: "seconds" } as const;

const items = fc.array(
  fc
    .record({ name: fc.constantFrom(...names), value: fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 2 ** 50 })) })
    .map(({ name, value }) =>
      itemOf(name, value, { measurementUnit: Object.entries(measures).find(([each]) => each === name)?.[1] ?? "quantity" }),
    ),
  { maxLength: 12 },
);
const price = (digits: number) => fc.nat({ max: 10_000_000 }).map((units) => new Big(units).div(10 ** digits).toFixed(digits));
const bookOf = fc.constantFrom("EUR", "JPY").chain((currency) =>
  fc.constantFrom(...(currency === "JPY" ? [0] : [2, 4])).chain((digits) =>
    fc
      .record({ pw_base_storage: price(digits), pw_base_workstations: price(digits), pw_base_adv_dr_compute_points: price(digits) })
      .map((prices): PriceBook => ({
        instanceId: "i",
        month: "2026-09",
        currency,
        digits,
        prices,
        savedAt: "2026-09-01T00:00:00.000+00:00",
      })),
  ),
);
const discount = fc.integer({ min: 0, max: 10_000 }).map((hundredths) => new Big(hundredths).div(100).toFixed());

describe("the money of usage", () => {
  it("has totals that are the sums of the lines, rounded once where prices are of a unit, and never where they are of the line", () => {
    fc.assert(
      fc.property(items, bookOf, discount, (used, book, percent) => {
        const lines = pricedLines(used, { book, discount: percent });
        const digits = book.currency === "JPY" ? 0 : 2;
        const sum = (amounts: readonly Big[]): Big => amounts.reduce((total, amount) => total.plus(amount), new Big(0));
        const priced = lines.filter(({ unitPrice }) => unitPrice !== undefined);
        for (const of of ["sell", "cost"] as const) {
          const byUnit = sum(priced.map(({ quantity, unitPrice }) => new Big(quantity).times(unitPrice?.[of] ?? 0)));
          const byLine = sum(priced.map((line) => new Big(lineMoney(line, book.currency)?.[of] ?? 0)));
          expect(totalsOf(lines, "unit", book.currency)?.[of]).toBe(
            priced.length === 0 ? undefined : byUnit.round(digits, Big.roundHalfEven).toFixed(digits),
          );
          expect(totalsOf(lines, "line", book.currency)?.[of]).toBe(priced.length === 0 ? undefined : byLine.toFixed(digits));
        }
      }),
    );
  });

  it("costs what it sells for less the discount, unit by unit, and no line is of nothing", () => {
    fc.assert(
      fc.property(items, bookOf, discount, (used, book, percent) => {
        for (const { item, quantity, unitPrice } of pricedLines(used, { book, discount: percent })) {
          expect(new Big(quantity).gt(0)).toBe(true);
          expect(unitPrice === undefined).toBe(item.name === "unpriced");
          if (unitPrice === undefined) continue;
          const exact = new Big(unitPrice.sell).times(new Big(100).minus(percent)).div(100);
          expect(unitPrice.cost).toBe(exact.round(book.digits, Big.roundHalfEven).toFixed(book.digits));
        }
      }),
    );
  });

  it("counts a GB as 1024 MB of 1024 KB, to six digits, and an hour as 3,600 seconds, to two", () => {
    const quantities = (name: keyof typeof measures, value: number) =>
      pricedLines([itemOf(name, value, { measurementUnit: measures[name] })], { book: undefined, discount: "0" }).map(
        ({ quantity }) => quantity,
      );
    expect(quantities("pw_base_storage", 3.5 * GB)).toEqual(["3.5"]);
    expect(quantities("pw_base_storage", 800)).toEqual(["0.000001"]);
    expect(quantities("pw_base_storage", 500)).toEqual([]);
    expect(quantities("pw_base_adv_dr_compute_points", 5_400)).toEqual(["1.5"]);
  });
});

describe("the months", () => {
  const time = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-12-31"), noInvalidDate: true });

  it("are open from their start until twelve hours after their end", () => {
    expect(endOf("2026-12")).toBe("2027-01-01T00:00:00.000+00:00");
    expect(closesAt("2026-09")).toBe("2026-10-01T12:00:00.000+00:00");
    expect(isOpen("2026-09", "2026-10-01T11:59:59.999+00:00")).toBe(true);
    expect(isOpen("2026-09", "2026-10-01T12:00:00.000+00:00")).toBe(false);
    expect(isOpen("2026-09", "2026-08-31T23:59:59.000+00:00")).toBe(false);
  });

  it.each([
    ["2026-09-01T00:00:00", "2026-09"],
    ["2026-09-01T00:00:00Z", "2026-09"],
    ["2026-09-01T01:00:00+03:00", "2026-08"],
    ["2026-09-01", "2026-09"],
    ["soon", undefined],
  ])("of a range that starts %s is %s", (rangeStart, month) => {
    expect(monthOfRange(rangeStart)).toBe(month);
  });

  it.each([
    ["a month", "2026-09-01T00:00:00.000+00:00", "2026-09-30T23:59:59.000+00:00", ["2026-09"]],
    ["a month until midnight", "2026-09-01T00:00:00.000+00:00", "2026-10-01T00:00:00.000+00:00", ["2026-09"]],
    ["a month of Athens", "2026-08-31T21:00:00.000+00:00", "2026-09-30T20:59:59.000+00:00", ["2026-09"]],
    ["a month of New York", "2026-09-01T04:00:00.000+00:00", "2026-10-01T03:59:59.000+00:00", ["2026-09"]],
    ["the running part of a month", "2026-09-01T00:00:00.000+00:00", "2026-09-10T08:00:00.000+00:00", ["2026-09"]],
    ["a quarter", "2026-07-01T00:00:00.000+00:00", "2026-09-30T23:59:59.000+00:00", ["2026-07", "2026-08", "2026-09"]],
    ["a month from its middle", "2026-09-15T00:00:00.000+00:00", "2026-10-14T23:59:59.000+00:00", ["2026-09"]],
  ])("that %s bills", (_, from, to, months) => {
    expect(monthsOfCycle({ from, to }, 13)).toEqual(months);
  });

  it("are each billed once by cycles that follow one another, wherever they begin", () => {
    fc.assert(
      fc.property(time, fc.integer({ min: 2, max: 14 }), (begin, count) => {
        const edges = Array.from({ length: count + 1 }, (_, at) =>
          Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + at, Math.min(begin.getUTCDate(), 28)),
        );
        const iso = (at: number): string => new Date(at).toISOString().replace("Z", "+00:00");
        const billed = edges.slice(1).flatMap((end, at) => monthsOfCycle({ from: iso(edges[at] ?? 0), to: iso(end - 1000) }, 13));
        expect(billed).toEqual([...new Set(billed)].toSorted());
        expect(billed).toHaveLength(count);
      }),
    );
  });

  it("have the discount that was in force at their end", () => {
    const discounts = [
      { from: "2026-07-10T00:00:00.000+00:00", percent: "10" },
      { from: "2026-09-30T23:00:00.000+00:00", percent: "20" },
      { from: "2026-10-01T00:00:00.000+00:00", percent: "30" },
    ];
    const of = (month: string) => discountOf(discounts, "30", endOf(month));
    expect([of("2026-06"), of("2026-08"), of("2026-09"), of("2026-10")]).toEqual(["10", "10", "20", "30"]);
  });
});
