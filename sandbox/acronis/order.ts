/** The `order` parameter of lists (sheet 6.5): a key, reversed by a minus sign; `as_is` and unknown keys keep the order. */
export function byOrder<Thing>(
  things: readonly Thing[],
  order: string,
  keys: Readonly<Record<string, (thing: Thing) => string>>,
): readonly Thing[] {
  const reversed = order.startsWith("-");
  const key = keys[reversed ? order.slice(1) : order];
  if (key === undefined) return reversed ? things.toReversed() : things;
  const sorted = things.toSorted((one, other) => compare(key(one), key(other)));
  return reversed ? sorted.toReversed() : sorted;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
