import * as z from "zod";
import { badRequest } from "./errors.ts";
import { mostLevels, parseJson } from "./json.ts";

export type Shown = Readonly<Record<string, unknown>>;

const Condition = z.object({
  property: z.string().optional(),
  operation: z.string(),
  collation: z.enum(["ordinal", "ignorecase", "lexicographic"]).optional(),
  value: z.unknown().optional(),
  get items() {
    return z.array(Condition).optional();
  },
});
type Condition = z.infer<typeof Condition>;

/** JSON in a query. VeeamHub's scripts send it with single quotes, and the real server takes it (sheet 9.5). */
export function readQueryJson(name: string, text: string): unknown {
  for (const candidate of [text, text.replaceAll("'", '"')]) {
    const value = parseJson(candidate);
    if (value !== undefined) return value;
  }
  throw badRequest(`'${name}' is not JSON, or nested deeper than ${mostLevels} levels.`, name);
}

/** Whether an object meets all conditions of a `filter` (sheet 9.5). */
export function filterOf(text: string | null): (shown: Shown) => boolean {
  if (text === null) return () => true;
  const parsed = z.array(Condition).safeParse(readQueryJson("filter", text));
  if (!parsed.success) throw badRequest("'filter' must be an array of {property, operation, value}.", "filter");
  return (shown) => parsed.data.every((condition) => meets(shown, condition));
}

function meets(shown: Shown, condition: Condition): boolean {
  const { operation, property, items = [] } = condition;
  const met = (): number => items.filter((item) => meets(shown, item)).length;
  switch (operation.toLowerCase()) {
    case "and":
      return met() === items.length;
    case "or":
      return met() > 0;
    case "exclusiveor":
      return met() === 1;
    case "not":
      return met() === 0;
    default:
      return compares(valueAt(shown, property ?? ""), condition);
  }
}

function compares(actual: unknown, { operation, value, collation }: Condition): boolean {
  const fold = (one: unknown): unknown => (typeof one === "string" && collation === "ignorecase" ? one.toLowerCase() : one);
  const have = Array.isArray(actual) ? actual.map(fold) : fold(actual);
  const want = Array.isArray(value) ? value.map(fold) : fold(value);
  const haveList = Array.isArray(have) ? have : [have];
  const wantList = Array.isArray(want) ? want : [want];
  switch (operation.toLowerCase()) {
    case "equals":
      return same(have, want);
    case "notequals":
      return !same(have, want);
    case "in":
      return wantList.some((one) => same(have, one));
    case "contains":
      return Array.isArray(have) ? wantList.every((one) => have.includes(one)) : textOf(have).includes(textOf(want));
    case "subset":
      return haveList.every((one) => wantList.includes(one));
    case "superset":
      return wantList.every((one) => haveList.includes(one));
    case "lessthan":
      return order(have, want) < 0;
    case "lessthanorequal":
      return order(have, want) <= 0;
    case "greaterthan":
      return order(have, want) > 0;
    case "greaterthanorequal":
      return order(have, want) >= 0;
    default:
      throw badRequest(`'${operation}' is not an operation of a filter.`, "filter");
  }
}

function same(one: unknown, other: unknown): boolean {
  return one == null || other == null ? one == null && other == null : textOf(one) === textOf(other);
}

/** Clients send numbers and booleans as text, too. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value ?? "") ?? "");
}

/** How two values sort; what is missing comes first, and is neither less nor more for a filter. */
export function order(one: unknown, other: unknown): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (one == null || other == null) return one == null && other == null ? Number.NaN : Number(one != null) - Number(other != null);
  return textOf(one).localeCompare(textOf(other), "en");
}

/** A property by its path, as `_embedded.organization.companyId`. One that no such object has is refused. */
export function valueAt(shown: Shown, path: string): unknown {
  const parts = path.split(/[./]/).filter((part) => part !== "");
  return parts.reduce<unknown>((value, part) => {
    if (value === null) return null;
    if (typeof value !== "object" || !(part in value)) throw badRequest(`There is no property '${path}' to filter or sort by.`, path);
    return Object.entries(value).find(([key]) => key === part)?.[1];
  }, shown);
}
