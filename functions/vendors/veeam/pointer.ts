/** A JSON pointer (RFC 6901), as far as it leads; own members alone, so that no text reaches a prototype. */
export function atPointer(value: unknown, pointer: string): unknown {
  if (pointer === "") return value;
  return pointer
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<unknown>(
      (at, part) => (typeof at === "object" && at !== null && Object.hasOwn(at, part) ? Reflect.get(at, part) : undefined),
      value,
    );
}

/** A text, number or truth value as text; undefined for what is none of them. */
export const textAt = (value: unknown, pointer: string): string | undefined => {
  const found = atPointer(value, pointer);
  return typeof found === "string" || typeof found === "number" || typeof found === "boolean" ? String(found) : undefined;
};
