/** What is nested deeper could be read, but not written down again. */
export const mostLevels = 100;

/** The value of a JSON text; undefined if it is none, or nested deeper than `mostLevels`. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isWithin(value, mostLevels) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((one) => isWithin(one, levels - 1));
}
