import * as z from "zod";
import { stamp } from "./clock.ts";
import { badRequest } from "./errors.ts";
import { type Exchange, numberParam, textParam } from "./exchange.ts";

/** Where a page ended: objects sort by these two numbers, so nothing is skipped when others come or go. */
export type Cursor = readonly [number, number];

const CursorContent = z.object({ query: z.string(), last: z.tuple([z.number(), z.number()]) });

/** The cursor carries the filters of the first page, so only `after` need be sent again (sheet 3, pagination). */
export function restoreQuery(exchange: Exchange): Exchange {
  const content = readCursor(exchange);
  if (content === null) return exchange;
  const query = new URLSearchParams(content.query);
  query.set("after", exchange.query.get("after") ?? "");
  const limit = exchange.query.get("limit");
  if (limit !== null) query.set("limit", limit);
  return { ...exchange, query };
}

interface Paged<Thing> {
  readonly limit: number;
  readonly key: (thing: Thing) => Cursor;
  readonly show: (thing: Thing) => object;
}

/** One page: `timestamp`, `items`, and the cursor of the next page if there is one. */
export function page<Thing>(exchange: Exchange, things: readonly Thing[], { limit: preset, key, show }: Paged<Thing>): object {
  const limit = numberParam(exchange, "limit", { min: 1, max: Number.MAX_SAFE_INTEGER, preset });
  const last = readCursor(exchange)?.last;
  const keyed = things.map((thing) => ({ thing, at: key(thing) })).toSorted((one, other) => compare(one.at, other.at));
  const rest = last === undefined ? keyed : keyed.filter(({ at }) => compare(at, last) > 0);
  const shown = rest.slice(0, limit);
  const end = shown.at(-1);
  const paging = end !== undefined && rest.length > limit ? { paging: { cursors: { after: writeCursor(exchange, end.at) } } } : {};
  return { timestamp: stamp(), items: shown.map(({ thing }) => show(thing)), ...paging };
}

function compare(one: Cursor, other: Cursor): number {
  return one[0] - other[0] || one[1] - other[1];
}

function writeCursor({ query }: Exchange, last: Cursor): string {
  const filters = new URLSearchParams(query);
  filters.delete("after");
  return Buffer.from(JSON.stringify({ query: filters.toString(), last })).toString("base64");
}

function readCursor(exchange: Exchange): z.infer<typeof CursorContent> | null {
  const after = textParam(exchange, "after");
  if (after === null) return null;
  // A client that forgot to encode the cursor sends its plus signs as blanks.
  const parsed = CursorContent.safeParse(parse(Buffer.from(after.replaceAll(" ", "+"), "base64").toString("utf8")));
  if (!parsed.success) throw badRequest("ParameterMalformed: 'after' is not a cursor");
  return parsed.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
