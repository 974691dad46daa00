import Big from "big.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addonAmount, amountIn, ownAmount, sumOf } from "../../../../functions/doors/bss/subscriptions/amounts.ts";
import { attribute, create, storageAddon } from "../../../fixtures/bss/service-requests.ts";
import { wished } from "./a-wish.ts";

const linked = (text: string) => ({ text, isSwitch: false, isLinked: true });
const single = (text: string) => ({ text, isSwitch: false, isLinked: false });

/** A decimal with up to four digits after the mark, in thousandths, as a BSS may write it. */
const thousandths = fc.integer({ min: 0, max: 999_999_999 });
const written = fc.tuple(thousandths, fc.constantFrom(".", ",")).map(([count, mark]) => ({
  count,
  text: `${Math.floor(count / 1000)}${mark}${String(count % 1000).padStart(3, "0")}${mark === "," ? "0" : ""}`,
}));
const exactly = (count: bigint): string => {
  const [whole, fraction] = [
    count / 1_000_000n,
    String(count % 1_000_000n)
      .padStart(6, "0")
      .replace(/0+$/, ""),
  ];
  return fraction === "" ? String(whole) : `${whole}.${fraction}`;
};

describe("an amount", () => {
  it("is read exactly, with a point or a comma, and written without trailing zeros", () => {
    fc.assert(
      fc.property(written, ({ count, text }) => {
        expect(amountIn(text)).toStrictEqual({ text: exactly(BigInt(count) * 1000n), isSwitch: false });
      }),
    );
  });

  it.each(["1,000", "25,000", "999,999"])("of %s may be a thousand times more, and is refused", (text) => {
    expect(amountIn(text)).toBe("unreadable");
  });

  it.each([
    ["0,500", "0.5"],
    ["1234,500", "1234.5"],
    ["1,5", "1.5"],
    ["1.000", "1"],
  ])("of %s is %s and nothing else", (text, read) => {
    expect(amountIn(text)).toStrictEqual({ text: read, isSwitch: false });
  });

  it("that was written by us is read as itself", () => {
    fc.assert(
      fc.property(written, ({ text }) => {
        const once = amountIn(text);
        if (typeof once === "string") throw new Error("it was not read");
        expect(amountIn(once.text)).toStrictEqual(once);
      }),
    );
  });

  it("of a subscription stands as it is; one piece that is tied to the quantity is the quantity", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 999_999 }), fc.integer({ min: 0, max: 999_999 }), fc.boolean(), (value, quantity, isLinked) => {
        expect(ownAmount({ text: String(value), isSwitch: false, isLinked }, String(quantity))).toBe(String(value));
        expect(ownAmount({ text: "1", isSwitch: false, isLinked }, String(quantity))).toBe(isLinked ? String(quantity) : "1");
      }),
    );
    expect(ownAmount(linked("1"), "")).toBe("1");
    expect(ownAmount({ ...linked("1"), isSwitch: true }, "25")).toBe("1");
    expect(ownAmount(linked("unlimited"), "25")).toBe("unlimited");
  });

  it("of an add-on is a piece's times the pieces, exactly; what is tied to the quantity and equals it has followed it", () => {
    fc.assert(
      fc.property(written, thousandths, fc.boolean(), ({ count, text }, pieces, isLinked) => {
        const amount = amountIn(text);
        if (typeof amount === "string") throw new Error("it was not read");
        const quantity = exactly(BigInt(pieces) * 1000n);
        const product = exactly(BigInt(count) * BigInt(pieces));
        const whole = addonAmount({ ...amount, isLinked }, quantity, "timesQuantity");
        expect(whole).toBe(isLinked && count === pieces ? amount.text : product);
      }),
    );
  });

  it("of an add-on is never less than what was sold, whatever the digits", () => {
    expect(addonAmount(single("0.333333"), "0.1", "timesQuantity")).toBe("0.033334");
  });

  it.each([
    ["two of 100 GB", linked("100"), "2", ["200", "100"]],
    ["one that follows the quantity", linked("1"), "5", ["5", "5"]],
    ["one that has followed it", linked("5"), "5", ["5", "5"]],
    ["two of two, not tied", single("2"), "2", ["4", "2"]],
    ["without a quantity", single("7"), "", ["7", "7"]],
    ["no pieces", single("7"), "0", ["0", "7"]],
    ["no limit", single("unlimited"), "3", ["unlimited", "unlimited"]],
    ["a switch", { text: "1", isSwitch: true, isLinked: true }, "3", ["1", "1"]],
  ] as const)("of an add-on, by pieces and as it is sent: %s", (_name, sent, quantity, whole) => {
    expect([addonAmount(sent, quantity, "timesQuantity"), addonAmount(sent, quantity, "asSent")]).toStrictEqual(whole);
  });

  it("of nothing is no amount, and no pieces of no limit are none", () => {
    expect(addonAmount(single("unlimited"), "0", "timesQuantity")).toBe("0");
    expect(addonAmount(single("0"), "12", "timesQuantity")).toBe("0");
  });
});

describe("the total of a call", () => {
  const amount = fc.oneof(
    { weight: 9, arbitrary: thousandths.map((count) => exactly(BigInt(count) * 1000n)) },
    { weight: 1, arbitrary: fc.constant("unlimited") },
  );

  it("does not depend on the order of its parts, and is never a binary fraction", () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 20 }), (parts) => {
        const total = parts.reduce(sumOf);
        expect(parts.toReversed().reduce(sumOf)).toBe(total);
        const sum = parts.includes("unlimited") ? "unlimited" : parts.reduce((all, part) => all.plus(part), new Big(0)).toFixed();
        expect(total).toBe(sum);
      }),
    );
    expect(["0.1", "0.2"].reduce(sumOf)).toBe("0.3");
  });

  it("is the same whether an add-on is bought as one of many pieces or many times as one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 9_999 }), (pieces, gigabytes) => {
        const addon = (Quantity: number) => ({
          ...storageAddon,
          Quantity,
          AttributeList: attribute("storage_gb", "Storage", String(gigabytes)),
        });
        const once = wished({ ...create, Addons: [addon(pieces)] }).addons;
        const often = wished({ ...create, Addons: Array.from({ length: pieces }, () => addon(1)) }).addons;
        expect(once).toStrictEqual(often);
        expect(once).toMatchObject([{ amounts: { storage_gb: String(pieces * gigabytes) } }]);
      }),
      { numRuns: 30 },
    );
  });

  it("leaves the amounts of add-ons as they are sent where the instance says so", () => {
    const body = { ...create, Addons: [storageAddon] };
    expect(wished(body, { addonAmounts: "asSent" }).addons).toMatchObject([{ amounts: { storage_gb: "100" } }]);
    expect(wished(body, { addonAmounts: "timesQuantity" }).addons).toMatchObject([{ amounts: { storage_gb: "200" } }]);
  });
});
