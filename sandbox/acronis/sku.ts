import { serialOf } from "./many-names.ts";

/** A stock number as the vendor writes them: seven letters, made from the item's name; numbered names never share one. */
export function skuOf(name: string): string {
  const serial = serialOf(name);
  return serial === undefined ? `SP${letters(hashOf(name))}` : `SX${letters(serial)}`;
}

function hashOf(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 11_881_376;
  return hash;
}

function letters(number: number): string {
  const places = Array.from({ length: 5 }, (_, place) => String.fromCodePoint(65 + (Math.floor(number / 26 ** place) % 26)));
  return places.join("");
}
