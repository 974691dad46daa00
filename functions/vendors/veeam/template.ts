import * as z from "zod";

/** What a template's places are filled with; undefined where there is none. */
export type Values = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** A body as data: places such as `{name}` stand in its texts. */
export type BodyTemplate = string | number | boolean | null | readonly BodyTemplate[] | { readonly [Field in string]: BodyTemplate };

const field = z
  .string()
  .max(100)
  .regex(/^(?!__proto__$)[\w.@$-]+$/);

/** Bounded in depth and size: it is interpreted for each call. */
export const BodyTemplate: z.ZodType<BodyTemplate> = z.lazy(() => levelOf(8));

const levelOf = (depth: number): z.ZodType<BodyTemplate> => {
  const leaf = z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]);
  if (depth === 0) return leaf;
  const below = z.lazy(() => levelOf(depth - 1));
  return z.union([
    leaf,
    z.array(below).max(50),
    z.record(field, below).refine((one) => Object.keys(one).length <= 100, "has over 100 fields"),
  ]);
};

/** The names of the places of a template; anything else in braces is told by `strayIn`. */
export const placesIn = (text: string): readonly string[] => [...text.matchAll(place)].map(([, name = ""]) => name);

/** Whether a text has braces that are no place. */
export const hasStrayBraces = (text: string): boolean => /[{}]/.test(text.replaceAll(place, ""));

/** Every text of a body template. */
export const textsOf = (template: BodyTemplate): readonly string[] => {
  if (typeof template === "string") return [template];
  if (template === null || typeof template !== "object") return [];
  return Object.values(template).flatMap((one: BodyTemplate) => textsOf(one));
};

/** A path of which every value is encoded; a value that is no segment would make it another path. */
export const fillPath = (template: string, values: Values): string | undefined => {
  const texts = placesIn(template).map((name) => textOf(values[name]));
  if (texts.some((text) => /^\.{0,2}$/.test(text))) return undefined;
  return template.replaceAll(place, (_, name: string) => encodeURIComponent(textOf(values[name])));
};

/** A query's values; one whose place is empty is left out. */
export const fillQuery = (templates: Readonly<Record<string, string>>, values: Values): string => {
  const filled = Object.entries(templates).filter(([, text]) => placesIn(text).every((name) => textOf(values[name]) !== ""));
  const query = new URLSearchParams(Object.fromEntries(filled.map(([name, text]) => [name, fillText(text, values)]))).toString();
  return query === "" ? "" : `?${query}`;
};

/** A body; a field whose only place is empty is left out, and an object that lost all its fields too. */
export const fillBody = (template: BodyTemplate, values: Values): unknown => {
  if (typeof template === "string") return fillLeaf(template, values);
  if (template === null || typeof template !== "object") return template;
  if (isList(template)) return template.map((one) => fillBody(one, values)).filter((one) => one !== undefined);
  const fields = Object.entries(template)
    .map(([name, one]) => [name, fillBody(one, values)] as const)
    .filter(([, value]) => value !== undefined);
  return fields.length === 0 && Object.keys(template).length > 0 ? undefined : Object.fromEntries(fields);
};

const place = /\{([a-zA-Z]\w{0,40})\}/g;

const isList = (template: object): template is readonly BodyTemplate[] => Array.isArray(template);

// A text that is one place takes the value as it is: a truth value or a list stays one.
const fillLeaf = (text: string, values: Values): unknown => {
  const [, only] = /^\{([a-zA-Z]\w{0,40})\}$/.exec(text) ?? [];
  if (only === undefined) return fillText(text, values);
  const value = values[only];
  return value === "" ? undefined : value;
};

const fillText = (text: string, values: Values): string => text.replaceAll(place, (_, name: string) => textOf(values[name]));

const textOf = (value: Values[string]): string => (Array.isArray(value) ? value.join(",") : String(value ?? ""));
