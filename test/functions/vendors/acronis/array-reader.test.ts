import * as fc from "fast-check";
import * as z from "zod";
import { describe, expect, it } from "vitest";
import { arrayReader } from "../../../../functions/vendors/acronis/array-reader.ts";

const Whole = z.object({ items: z.array(z.never()) });

/** What is told of a text that comes in parts of so many bytes. */
const readIn = (text: string, size: number): unknown[] => {
  const told: unknown[] = [];
  const unreadable = (): Error => new Error("unreadable");
  const reader = arrayReader({ key: "items", depth: 2, tell: (element) => told.push(element), unreadable });
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) reader.take(bytes.subarray(from, from + size));
  if (!Whole.safeParse(reader.end()).success) throw unreadable();
  return told;
};

const sizes = fc.integer({ min: 1, max: 40 });
const answers = fc.record({
  before: fc.dictionary(
    fc.string().filter((key) => key !== "items"),
    fc.jsonValue(),
  ),
  items: fc.array(fc.jsonValue()),
  after: fc.jsonValue(),
  space: fc.constantFrom(0, 2, "\t"),
});
const textOf = ({ before, items, after, space }: { before: object; items: unknown[]; after: unknown; space: number | string }) =>
  JSON.stringify({ ...before, items, after }, null, space);

describe("the reader of items", () => {
  it("tells what JSON.parse would give, however the bytes are cut", () => {
    fc.assert(
      fc.property(answers, sizes, (answer, size) => {
        expect(readIn(textOf(answer), size)).toEqual(JSON.parse(JSON.stringify(answer.items)));
      }),
    );
  });

  it("takes no text for whole that ends early or goes on", () => {
    fc.assert(
      fc.property(answers, sizes, fc.nat(), (answer, size, place) => {
        const text = textOf(answer);
        expect(() => readIn(text.slice(0, place % text.length), size)).toThrow("unreadable");
        expect(() => readIn(`${text}x`, size)).toThrow("unreadable");
      }),
    );
  });

  it.each([
    '{"items":[]}',
    ' { "paging": {"items": [1]}, "more": ["items", [2]], "items" : [ ] } ',
    '{"\\"items":[1],"x":"{\\"items\\":[1,2]}","items":[],"\\\\":[3]}',
  ])("finds no element in %s", (text) => expect(readIn(text, 3)).toEqual([]));

  it("tells letters of every length and quotes in strings whole", () => {
    const items = [{ name: 'Zoë 雪 🦊 \\ " ], }' }, "],[", "\\", '\\"', null, 1.5e3, [[{}]]];
    for (let size = 1; size < 20; size += 1) expect(readIn(JSON.stringify({ items }), size)).toEqual(items);
  });

  it.each([
    "",
    "{}",
    "[]",
    "null",
    '{"items":null}',
    '{"items":{}}',
    '{"items":"[]"}',
    '{"paging":{"items":[]}}',
    '[{"items":[]}]',
    '{"items":[1,]}',
    '{"items":[,1]}',
    '{"items":[1,,2]}',
    '{"items":[{}{}]}',
    '{"items":[1}',
    '{"items":[}]}',
    '{"items":[{]}',
    '{"items":[1]]}',
    '{"items":[1],}',
    '{"items":[1]',
    '{"items":[nonsense]}',
    "<html>items</html>",
    '\uFEFF{"items":[]}',
  ])("cannot read %j", (text) => {
    for (const size of [1, 1_000]) expect(() => readIn(text, size)).toThrow("unreadable");
  });

  it("holds no element and no rest without end", () => {
    const long = "x".repeat(300 * 1024);
    for (const text of [
      `{"items":["${long}"]}`,
      `{"x":"${long}","items":[]}`,
      `{${'"items":[],'.repeat(30_000)}"x":1}`,
      "[".repeat(300 * 1024),
    ])
      expect(() => readIn(text, 16 * 1024)).toThrow("unreadable");
  });
});
