import { actionTypes } from "./service-bodies.ts";

/** How a BSS may write one and the same body: nulls written, left out, names in camel case, or enums by number instead of name and the other way round (bss-service-management-api.md, 4 and 11). */
export const variants = ["nulls", "noNulls", "camelCase", "otherEnums"] as const;
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
    case "otherEnums":
      return rebuilt(body, (members) => members.map(([name, value]) => [name, otherEnums[name]?.(value) ?? value]));
  }
};

/** The enums of a `ServiceDefinition` (6.1). */
const otherEnums: Readonly<Record<string, (value: unknown) => unknown>> = {
  ActionType: (value) => actionTypes.findIndex((name) => name === value),
  Derivative: (value) => (value === 1 ? "SUBSCRIPTION" : value),
  Type: (value) => (value === "BSS" ? "0" : value),
};

type Member = readonly [name: string, value: unknown];

/** Their keys are data, not names. */
const maps = new Set(["SyncOptions", "ExtraDetails", "CustomFieldValues", "ExtraParameters"]);

type Change = (members: readonly Member[]) => readonly Member[];

const rebuilt = (value: unknown, change: Change): unknown => {
  if (Array.isArray(value)) return value.map((inner) => rebuilt(inner, change));
  if (typeof value !== "object" || value === null) return value;
  const inside = Object.entries(value).map(([name, inner]): Member => [name, withinMember(name, inner, change)]);
  return Object.fromEntries(change(inside));
};

/** The keys of an attribute list are data as well, but each attribute is an object of the library's. */
const withinMember = (name: string, inner: unknown, change: Change): unknown => {
  if (maps.has(name)) return inner;
  if (name !== "AttributeList" || typeof inner !== "object" || inner === null) return rebuilt(inner, change);
  return Object.fromEntries(Object.entries(inner).map(([key, attribute]) => [key, rebuilt(attribute, change)]));
};

/** `ExternalID` becomes `externalID`, `ID` becomes `id`. */
const camel = (name: string): string => name.replace(/^[A-Z]+(?![a-z])|^[A-Z]/u, (start) => start.toLowerCase());
