import * as z from "zod";

/**
 * Readers as lenient as the vendor's own (bss-service-management-api.md, 2 and 4): member names without case, unknown members
 * ignored, numbers and booleans as text, null like absent, and a member that cannot be read is skipped. None of them ever fails.
 */

/** An object with these members, all of them present; null when it is none. */
export const members = <Shape extends z.ZodRawShape>(shape: Shape) => {
  const names = new Map(Object.keys(shape).map((name) => [name.toLowerCase(), name]));
  return z.preprocess((raw) => (isObject(raw) ? withNames(names, raw) : null), z.object(shape).nullable());
};

/** A text; numbers and booleans become one. */
export const text = z.unknown().transform((raw) => asText(raw));

/** True, or a text or number for it; anything else is false, the library's default. */
export const flag = z.unknown().transform((raw) => ["true", "1"].includes((asText(raw) ?? "").trim().toLowerCase()));

/** A map from text to text; scalars become text, other values are left out. */
export const texts = z.unknown().transform((raw): Readonly<Record<string, string>> => {
  if (!isObject(raw)) return {};
  return Object.fromEntries(
    Object.entries(raw).flatMap(([key, value]) => {
      const read = asText(value);
      return read === null ? [] : [[key, read]];
    }),
  );
});

/** A list, empty when it is none; its items are read by another reader. */
export const list = <Item extends z.ZodType>(item: Item) => z.preprocess((raw) => (Array.isArray(raw) ? raw : []), z.array(item));

/** An enum value by its name without case, its number or the digits of it; an unknown one is skipped. */
export const choice = <const Name extends string>(values: readonly (readonly [Name, number])[]) =>
  z.unknown().transform((raw): Name | null => {
    const asked = asText(raw)?.trim().toLowerCase();
    return values.find(([name, number]) => asked === name.toLowerCase() || asked === String(number))?.[0] ?? null;
  });

/** One line of text: no control characters, no half characters, and not the mark that a decoder leaves where bytes were no UTF-8. */
export const isLine = (read: string): boolean => !/[\p{Cc}\u{FFFD}]/u.test(read) && read.isWellFormed();

export const isObject = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw);

/** The value of a key without regard to case; of several the last, as the vendor's reader takes it. */
export const valueOf = <Value>(map: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.entries(map).findLast(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];

/** Whether a member was sent and is no text, or a number that JSON has rounded: read as nothing, it would be as if it had not been sent. */
export const isUnreadable = (raw: unknown, name: string): boolean => {
  const sent = isObject(raw) ? valueOf(raw, name) : null;
  return sent !== null && sent !== undefined && asText(sent) === null;
};

const withNames = (names: ReadonlyMap<string, string>, raw: Readonly<Record<string, unknown>>) => {
  const absent = [...names.values()].map((name): [string, unknown] => [name, null]);
  const known = Object.entries(raw).flatMap(([key, value]): [string, unknown][] => {
    const name = names.get(key.toLowerCase());
    return name === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries([...absent, ...known]);
};

const asText = (raw: unknown): string | null => {
  if (typeof raw === "string") return raw;
  if (typeof raw === "boolean") return String(raw);
  if (typeof raw !== "number") return null;
  // JSON.parse has rounded such a number: as an id it would be somebody else's.
  if (Number.isInteger(raw) && !Number.isSafeInteger(raw)) return null;
  return String(raw);
};
