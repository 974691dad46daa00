/** What a member of the library's types is, and so what may be null: texts, maps, lists and objects; a number, a flag or an enum never. */
export type Kind =
  | "text"
  /** A text that the library's `Check()` wants to be there (bss-service-management-api.md, 7.6). */
  | "filled"
  | "date"
  /** A decimal that `Check()` wants to be above 0. */
  | "positive"
  /** A decimal that may be null. */
  | "price"
  | "whole"
  | "decimal"
  | "flag"
  | "map"
  | "free"
  | { readonly name: readonly string[] }
  | { readonly number: { readonly least: number; readonly most: number } }
  /** A number that may be null. */
  | { readonly maybe: Kind }
  | { readonly list: Kind }
  | { readonly members: Readonly<Record<string, Kind>> };

/** What a reading found. */
export interface Findings {
  /** Where the library throws, and the BSS gets nothing. */
  readonly faults: readonly string[];
  /** What it reads all the same, but what no manager built with the kit sends: unknown members, members left out, names in another case. */
  readonly remarks: readonly string[];
}

/** Reads a value as the vendor's library does (bss-service-management-api.md, 4): strict about kinds, lenient about names. */
export const readAs = (kind: Kind, value: unknown): Findings => {
  const faults: string[] = [];
  const remarks: string[] = [];
  visit(kind, value, { path: "", fault: (text) => faults.push(text), remark: (text) => remarks.push(text) });
  return { faults, remarks };
};

interface Place {
  readonly path: string;
  readonly fault: (text: string) => void;
  readonly remark: (text: string) => void;
}

const visit = (kind: Kind, value: unknown, place: Place): void => {
  const fault = (wanted: string): void => place.fault(`${place.path === "" ? "the answer" : place.path} is ${shown(value)}, not ${wanted}`);
  if (kind === "free") return;
  if (kind === "flag") return typeof value === "boolean" ? undefined : fault("true or false");
  if (kind === "whole") return isWhole(value) ? undefined : fault("a whole number");
  if (kind === "decimal") return isDecimal(value) ? undefined : fault("a number");
  if (typeof kind === "object" && "maybe" in kind) return value === null ? undefined : visit(kind.maybe, value, place);
  if (typeof kind === "object" && "name" in kind) {
    const isKnown = isWhole(value) || kind.name.some((name) => name.toLowerCase() === String(value).toLowerCase());
    return isKnown ? undefined : fault(`one of ${kind.name.join(", ")}`);
  }
  if (typeof kind === "object" && "number" in kind) {
    const { least, most } = kind.number;
    return isWhole(value) && Number(value) >= least && Number(value) <= most ? undefined : fault(`a number from ${least} to ${most}`);
  }
  if (kind === "positive") return isDecimal(value) && Number(value) > 0 ? undefined : fault("a number above 0");
  if (kind === "date") return isDate(value) ? undefined : fault("a date with its offset");
  if (kind === "filled") return typeof value === "string" && value.trim() !== "" ? undefined : fault("a text that says something");
  if (value === null) return;
  if (kind === "price") return isDecimal(value) ? undefined : fault("a number");
  if (kind === "text") return typeof value === "object" ? fault("a text") : undefined;
  if (kind === "map") return isMap(value) ? undefined : fault("a map of texts");
  if ("list" in kind) {
    if (!Array.isArray(value)) return fault("a list");
    return value.forEach((item, index) => visit(kind.list, item, { ...place, path: `${place.path}[${index}]` }));
  }
  if (!isObject(value)) return fault("an object");
  visitMembers(kind.members, value, place);
};

const visitMembers = (members: Readonly<Record<string, Kind>>, value: object, place: Place): void => {
  const pathTo = (name: string): string => (place.path === "" ? name : `${place.path}.${name}`);
  const given = Object.entries(value);
  for (const [name, kind] of Object.entries(members)) {
    const found = given.find(([each]) => each.toLowerCase() === name.toLowerCase());
    if (found === undefined) {
      place.remark(`${pathTo(name)} is left out`);
      continue;
    }
    if (found[0] !== name) place.remark(`${pathTo(name)} is written ${found[0]}`);
    visit(kind, found[1], { ...place, path: pathTo(name) });
  }
  const known = new Set(Object.keys(members).map((name) => name.toLowerCase()));
  for (const [name] of given) if (!known.has(name.toLowerCase())) place.remark(`${pathTo(name)} is unknown`);
};

/** Numbers from text are read. */
const isWhole = (value: unknown): boolean => Number.isInteger(value) || (typeof value === "string" && /^-?\d+$/.test(value));

const isDecimal = (value: unknown): boolean => Number.isFinite(value) || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));

/** Without an offset the library takes its own machine's zone (4.8). */
const isDate = (value: unknown): boolean =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?(Z|[+-]\d{2}:\d{2})$/.test(value);

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

/** A scalar becomes text; an object or a list makes the reader throw. */
const isMap = (value: unknown): boolean =>
  isObject(value) && Object.values(value).every((each) => each === null || typeof each !== "object");

/** Its kind only: the value may be a person's. */
const shown = (value: unknown): string => {
  if (value === null) return "null";
  if (value === undefined) return "absent";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
};
