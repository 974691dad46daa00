import * as z from "zod";
import { Transient } from "../../errors.ts";
import { listOf } from "./answers.ts";
import { type Call, type Calls, query } from "./calls.ts";
import { maybe } from "./objects.ts";

/** Lists of ids take that many in one call (acronis-api.md, 3). */
const idsAtOnce = 100;
const pageSize = 1_000;
const mostPages = 1_000;

const Paging = maybe(z.object({ cursors: maybe(z.object({ after: maybe(z.string()) })) }));

/** Every page of a list. A cursor holds the filters, so it is sent alone (acronis-api.md, 3); one page is in memory at a time. */
export async function everyPage<Item>(
  calls: Calls,
  {
    operation,
    path,
    filters,
  }: { readonly operation: Call["operation"]; readonly path: string; readonly filters: Readonly<Record<string, string>> },
  item: z.ZodType<Item>,
): Promise<readonly Item[]> {
  const page = listOf(item).extend({ paging: Paging });
  const limit = String(pageSize);
  const seen = new Set<string>();
  const found: Item[] = [];
  let selector: Readonly<Record<string, string>> = filters;
  for (;;) {
    const { items, paging } = await calls.read({ operation, method: "GET", path: `${path}${query({ ...selector, limit })}` }, page);
    found.push(...items);
    const after = paging?.cursors?.after;
    if (after === undefined || after === "") return found;
    if (seen.has(after) || seen.size >= mostPages) throw new Transient(`${operation} gave pages without end`);
    seen.add(after);
    selector = { after };
  }
}

/** Objects by their ids, a hundred at once. Acronis leaves out ids that it does not know (acronis-api.md, 6.5). */
export async function byIds<Item>(
  calls: Calls,
  { operation, path, by = "uuids", ids }: ByIds,
  item: z.ZodType<Item>,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (let from = 0; from < ids.length; from += idsAtOnce) {
    const filter = query({ [by]: ids.slice(from, from + idsAtOnce).join(",") });
    const { items } = await calls.read({ operation, method: "GET", path: `${path}${filter}` }, listOf(item));
    found.push(...items);
  }
  return found;
}

interface ByIds {
  readonly operation: Call["operation"];
  readonly path: string;
  /** How the call names the ids. */
  readonly by?: "uuids" | "tenants";
  readonly ids: readonly string[];
}

/** Without what is deleted softly. */
export const alive = <Item extends { readonly deleted_at?: string | undefined }>(items: readonly Item[]): readonly Item[] =>
  items.filter(({ deleted_at }) => deleted_at === undefined);
