import * as z from "zod";
import { jsonOf } from "./answers.ts";

const mostNames = 10;
/** Objects in objects are looked through that deep. */
const deepest = 6;

const Context = z.object({ error: z.object({ context: z.unknown() }) });
const Name = z.string().regex(/^[\w.-]{1,64}$/);
const Named = z.object({ name: Name });

/**
 * The names of the offering items that a refusal is about, ten at most. Acronis says that `error.context` holds them, and not in
 * which shape (9.8): they are taken from every list in it, be it of texts or of objects with a name.
 */
export function itemNamesIn(text: string): readonly string[] {
  const { data } = Context.safeParse(jsonOf(text));
  const names = new Set<string>();
  for (const name of namesIn(data?.error.context, deepest)) {
    names.add(name);
    if (names.size === mostNames) break;
  }
  return [...names];
}

function* namesIn(value: unknown, depth: number): Generator<string> {
  if (depth === 0 || typeof value !== "object" || value === null) return;
  for (const each of Object.values(value)) {
    const name = Array.isArray(value) ? (Name.safeParse(each).data ?? Named.safeParse(each).data?.name) : undefined;
    if (name === undefined) yield* namesIn(each, depth - 1);
    else yield name;
  }
}
