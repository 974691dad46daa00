import * as z from "zod";
import { badRequest } from "./errors.ts";
import { type Answer, type Exchange, textParam } from "./exchange.ts";
import { filterOf, order, readQueryJson, type Shown, valueAt } from "./filter.ts";

/** A collection of the console: filtered, sorted, paged, cut to the selected properties (sheet 9.5). */
export function listed(exchange: Exchange, things: readonly Shown[]): Answer {
  const meets = filterOf(textParam(exchange, "filter"));
  const found = sorted(exchange, things.filter(meets));
  const limit = whole(exchange, "limit", { preset: 100, least: 1, most: 500 });
  const asked = whole(exchange, "offset", { preset: 0, least: 0, most: 2 ** 31 - 1 });
  const offset = exchange.ignoresOffset ? 0 : asked;
  // Past the end there is an empty page: pagers ask for one too many.
  const page = found.slice(offset, offset + limit);
  const pagingInfo = { total: found.length, count: page.length, offset };
  return { status: 200, body: { meta: { pagingInfo }, data: page.map((one) => selected(exchange, one)), errors: null } };
}

/** One object, cut to the selected properties. */
export function shownOne(exchange: Exchange, thing: Shown): Answer {
  return { status: 200, body: { data: selected(exchange, thing) } };
}

function whole(exchange: Exchange, name: string, { preset, least, most }: { preset: number; least: number; most: number }): number {
  const text = textParam(exchange, name);
  if (text === null) return preset;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) throw badRequest(`'${name}' must be ${least}..${most}.`, name);
  return value;
}

const Sorting = z.array(z.object({ property: z.string(), direction: z.enum(["ascending", "descending"]).default("ascending") }));

function sorted(exchange: Exchange, things: readonly Shown[]): readonly Shown[] {
  const text = textParam(exchange, "sort");
  if (text === null) return things;
  const parsed = Sorting.safeParse(readQueryJson("sort", text));
  if (!parsed.success) throw badRequest("'sort' must be an array of {property, direction}.", "sort");
  return things.toSorted((one, other) => {
    for (const { property, direction } of parsed.data) {
      const difference = order(valueAt(one, property), valueAt(other, property)) || 0;
      if (difference !== 0) return direction === "ascending" ? difference : -difference;
    }
    return 0;
  });
}

const Selected = z.array(z.union([z.string(), z.object({ propertyPath: z.string() }).transform(({ propertyPath }) => propertyPath)]));

function selected(exchange: Exchange, thing: Shown): Shown {
  const text = textParam(exchange, "select");
  if (text === null) return thing;
  const parsed = Selected.safeParse(/^\s*\[/.test(text) ? readQueryJson("select", text) : text.split(","));
  if (!parsed.success) throw badRequest("'select' must be an array of property names.", "select");
  const names = new Set(parsed.data.map((name) => name.replace(/^\//, "").split(/[./]/)[0] ?? ""));
  return Object.fromEntries(Object.entries(thing).filter(([name]) => names.has(name)));
}
