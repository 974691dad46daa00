import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonPieces, Many } from "../../../sandbox/acronis/json-pieces.ts";

it("says in pieces what JSON says at once", () => {
  const things = fc.array(fc.dictionary(fc.string(), fc.jsonValue()));
  fc.assert(
    fc.property(fc.jsonValue(), things, (value, list) => {
      const text = [...jsonPieces({ value, list: new Many(list), lists: [{ list: new Many(list) }] })].join("");
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ value, list, lists: [{ list }] })));
    }),
  );
});

it("never holds more than a piece at once", () => {
  const thing = { text: "x".repeat(1000) };
  const pieces = [...jsonPieces({ items: new Many(Array.from({ length: 1000 }, () => thing)) })];
  expect(pieces.length).toBeGreaterThan(10);
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(70_000);
});
