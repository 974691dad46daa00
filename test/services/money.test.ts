import Big from "big.js";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attributesIn } from "../../functions/doors/bss/subscriptions/attributes.ts";
import { costOf, rounded } from "../../functions/services/money.ts";
import { attributeIdOf, fromVendor, toVendor, unitOf } from "../../functions/services/units.ts";

/** Decimal texts of up to that many digits after the point. */
const decimal = (most: number, digits: number) =>
  fc
    .tuple(fc.nat({ max: most }), fc.nat({ max: 10 ** digits - 1 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(digits, "0")}`);
const percent = fc.nat({ max: 10_000 }).map((basis) => new Big(basis).div(100).toString());
const digits = fc.constantFrom(0, 2, 4, 6);

describe("rounding", () => {
  it.each([
    ["0.005", 2, "0.00"],
    ["0.015", 2, "0.02"],
    ["0.025", 2, "0.02"],
    ["2.5", 0, "2"],
    ["3.5", 0, "4"],
    ["2.50001", 0, "3"],
    ["1", 2, "1.00"],
  ])("%s with %i digits is %s: half goes to the even neighbour", (amount, places, expected) => {
    expect(rounded(new Big(amount), places)).toBe(expected);
  });

  it("moves an amount by half of its last digit at most, and what is rounded stays", () => {
    fc.assert(
      fc.property(decimal(1_000_000, 8), digits, (amount, places) => {
        const text = rounded(new Big(amount), places);
        expect(new Big(text).minus(amount).abs().times(2).lte(new Big(10).pow(-places))).toBe(true);
        expect(rounded(new Big(text), places)).toBe(text);
        expect(text).toMatch(places === 0 ? /^\d+$/ : new RegExp(`^\\d+\\.\\d{${places}}$`));
      }),
    );
  });

  it("leaves the sum of rounded amounts exact: no amount is ever a binary fraction", () => {
    fc.assert(
      fc.property(fc.array(decimal(10_000, 2), { maxLength: 50 }), (amounts) => {
        const cents = amounts.reduce((sum, amount) => sum + BigInt(amount.replace(".", "")), 0n);
        const sum = amounts.reduce((so, amount) => so.plus(rounded(new Big(amount), 2)), new Big(0));
        expect(sum.times(100).toFixed(0)).toBe(String(cents));
      }),
    );
  });
});

describe("the cost", () => {
  it("is the sell price less the discount: 100 less 18 % is 82", () => {
    expect(costOf("100.00", "18", 2)).toBe("82.00");
    expect(costOf("100", "18", 0)).toBe("82");
    expect(costOf("1.25", "12.5", 2)).toBe("1.09");
  });

  it("is never above the sell price, nor below nothing, and nothing or all of it where the discount says so", () => {
    fc.assert(
      fc.property(decimal(100_000, 6), percent, digits, (amount, discount, places) => {
        const sell = rounded(new Big(amount), places);
        const cost = new Big(costOf(sell, discount, places));
        expect(cost.lte(sell)).toBe(true);
        expect(cost.gte(0)).toBe(true);
        expect(costOf(sell, "0", places)).toBe(sell);
        expect(new Big(costOf(sell, "100", places)).eq(0)).toBe(true);
      }),
    );
  });

  it("never falls when the sell price rises", () => {
    fc.assert(
      fc.property(decimal(1_000, 2), decimal(1_000, 2), percent, (one, other, discount) => {
        const [low, high] = new Big(one).lte(other) ? [one, other] : [other, one];
        expect(new Big(costOf(low, discount, 2)).lte(costOf(high, discount, 2))).toBe(true);
      }),
    );
  });
});

describe("units", () => {
  it("are those that people say", () => {
    expect(["bytes", "seconds", "quantity", "n/a", undefined, "parsecs"].map(unitOf)).toEqual([
      "GB",
      "hours",
      "pieces",
      undefined,
      "pieces",
      "pieces",
    ]);
    expect([attributeIdOf("storage", "GB"), attributeIdOf("compute_points", "hours"), attributeIdOf("nas", "pieces")]).toEqual([
      "storage_gb",
      "compute_points_hours",
      "nas",
    ]);
  });

  it("travel in attributes that come back from the BSS under the id that was published, whatever the vendor calls an item", () => {
    const name = fc.stringMatching(/^\w[\w.-]{0,40}$/);
    const odd = fc.constantFrom("plan", "edition", "tier", "storage_location", "2fa", "Odd.Name-x", "__proto__", "_", "3f2504e0_4f89_41d3");
    fc.assert(
      fc.property(fc.oneof(name, odd), fc.constantFrom("GB", "hours", "pieces", undefined), (usageName, unit) => {
        const id = attributeIdOf(usageName, unit);
        const faults: string[] = [];
        const read = attributesIn({ [id]: { Value: "5" } }, "AttributeList", (_, value) => value ?? "", faults);
        expect(faults).toEqual([]);
        expect(Object.keys(read.amounts)).toEqual([id]);
      }),
    );
  });

  it("of a sold amount come back from the vendor's as they went there", () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.constantFrom("GB" as const, "hours" as const, "pieces" as const), (amount, unit) => {
        expect(fromVendor(toVendor(String(amount), unit), unit)).toBe(String(amount));
      }),
    );
  });

  it("never make less of an amount than was sold", () => {
    fc.assert(
      fc.property(decimal(10_000, 6), (amount) => {
        expect(new Big(toVendor(amount, "GB")).gte(new Big(amount).times(1_073_741_824))).toBe(true);
      }),
    );
  });
});
