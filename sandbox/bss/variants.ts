/** How a BSS may write one and the same body: nulls written, left out, or names in camel case (bss-service-management-api.md, 11). */
export const variants = ["nulls", "noNulls", "camelCase"] as const;
export type Variant = (typeof variants)[number];

/** The body in that variant. */
export const inVariant = (body: unknown, variant: Variant): unknown => {
  switch (variant) {
    case "nulls":
      return body;
    case "noNulls":
      return rebuilt(body, (members) => members.filter(([, value]) => value !== null));
    case "camelCase":
      return rebuilt(body, (members) => members.map(([name, value]) => [camel(name), value]));
  }
};

type Member = readonly [name: string, value: unknown];

/** Their keys are data, not names. */
const maps = new Set(["SyncOptions", "ExtraDetails", "CustomFieldValues", "ExtraParameters"]);

const rebuilt = (value: unknown, change: (members: readonly Member[]) => readonly Member[]): unknown => {
  if (Array.isArray(value)) return value.map((inner) => rebuilt(inner, change));
  if (typeof value !== "object" || value === null) return value;
  const inside = Object.entries(value).map(([name, inner]): Member => [name, maps.has(name) ? inner : rebuilt(inner, change)]);
  return Object.fromEntries(change(inside));
};

/** `ExternalID` becomes `externalID`, `ID` becomes `id`. */
const camel = (name: string): string => name.replace(/^[A-Z]+(?![a-z])|^[A-Z]/u, (start) => start.toLowerCase());
