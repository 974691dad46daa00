/** The object with some of its fields left out, for answers that must not show them. */
export function without<Thing extends object>(thing: Thing, ...hidden: readonly (keyof Thing & string)[]): Record<string, unknown> {
  const names: readonly string[] = hidden;
  return Object.fromEntries(Object.entries(thing).filter(([name]) => !names.includes(name)));
}
