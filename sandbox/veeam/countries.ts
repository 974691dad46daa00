const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
const codeOfName = new Map(
  letters.flatMap((first) => letters.flatMap((second) => pair(first + second))).map(([code, name]) => [name.toLowerCase(), code]),
);

function pair(code: string): [code: string, name: string][] {
  const name = names.of(code);
  return name === undefined ? [] : [[code, name]];
}

/** Pulse's country is picked from a list, not typed (sheet 3.1): by its name, or by its ISO code; null if it is on no list. */
export function countryNamed(text: string): string | null {
  const code = codeOfName.get(text.toLowerCase()) ?? text.toUpperCase();
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? null) : null;
}
