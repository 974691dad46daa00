import { amountIn, type SentAmount } from "./amounts.ts";
import type { Line } from "../lines.ts";
import { isLine, isObject, isUnreadable } from "../reading.ts";
import { ServiceAttribute } from "./service-definition.ts";

/** What a list of attributes says. */
export interface ReadAttributes {
  readonly plan: string;
  readonly edition: string;
  /** Id of the chosen storage. */
  readonly storage: string;
  readonly tier: string;
  /** All others that hold an amount, by attribute id. */
  readonly amounts: Readonly<Record<string, SentAmount>>;
}

export const noAttributes: ReadAttributes = { plan: "", edition: "", storage: "", tier: "", amounts: {} };

const mostAttributes = 200;

/** Reads an `AttributeList` (bss-service-management-api.md, 6.2 and 7.5); `place` names it in a fault. */
export const attributesIn = (raw: unknown, place: string, line: Line, faults: string[]): ReadAttributes => {
  if (raw === null || raw === undefined) return noAttributes;
  if (!isObject(raw)) {
    faults.push(`${place} is no map of attributes`);
    return noAttributes;
  }
  const entries = Object.entries(raw);
  if (entries.length > mostAttributes) {
    faults.push(`${place} holds more than ${mostAttributes} attributes`);
    return noAttributes;
  }
  const special = { plan: "", edition: "", storage_location: "", tier: "" };
  const amounts: [string, SentAmount][] = [];
  for (const [key, each] of entries) {
    if (key.length > 100 || !isLine(key)) {
      faults.push(`${place} holds a name that cannot be used`);
      continue;
    }
    const field = `${place}.${key}`;
    const attribute = ServiceAttribute.parse(each);
    if (attribute === null) {
      if (each !== null) faults.push(`${field} is no attribute`);
      continue;
    }
    if (isUnreadable(each, "Value") || isUnreadable(each, "Code")) faults.push(`${field} holds a value that is no text`);
    const ids = [key, attribute.ID ?? "", attribute.Name ?? ""].map(idIn);
    const value = (attribute.Value ?? "").trim();
    const code = (attribute.Code ?? "").trim();
    const kind = ids.find(isSpecial);
    if (kind !== undefined) {
      // A predefined value travels as its words in Value and as its id in Code.
      special[kind] = line(field, code || value, longest[kind]);
      continue;
    }
    const id = ids.find((name) => name !== "");
    const amount = amountOf(value, code);
    if (amount === "unreadable") faults.push(`${field} is no amount: send a number such as 25 or 0.5, or unlimited`);
    else if (id !== undefined && amount !== "nothing") amounts.push([id, { ...amount, isLinked: attribute.QuantityLinked }]);
  }
  const { storage_location: storage, ...others } = special;
  return { ...others, storage, amounts: Object.fromEntries(amounts) };
};

const longest = { plan: 160, edition: 64, storage_location: 100, tier: 20 } as const;

const isSpecial = (id: string): id is keyof typeof longest => Object.hasOwn(longest, id);

/** The id that a key, ID or name may be, in the form of our attribute ids; the BSS's own numbers and GUIDs are none. */
const idIn = (name: string): string => {
  const id = name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  return /^[a-z]/.test(id) && id.length <= 100 && !/^[0-9a-f]{8}_[0-9a-f]{4}_/.test(id) ? id : "";
};

/** The number of a predefined value may stand in its code alone. */
const amountOf = (value: string, code: string): ReturnType<typeof amountIn> => {
  const amount = amountIn(value);
  if (typeof amount === "object") return amount;
  const coded = amountIn(code);
  return typeof coded === "object" ? coded : amount;
};
