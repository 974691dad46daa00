import { createHash } from "node:crypto";
import * as z from "zod";
import { SoldItem } from "./definition.ts";

/** The name of a part: what it holds, so the same content is the same part for ever. */
export const partHash = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 32);

/** Keeps a text as a part and gives its hash. */
export type KeepPart = (text: string) => Promise<string>;

/** On average a part ends after so many items. */
const ITEMS_A_PART = 1_024;
/** Bytes of a part before it is compressed: even if that gains nothing it fits into a row of 400 KB. */
const LARGEST_PART = 350_000;

/** Items kept in parts: how many, and the parts' hashes in their order. */
export interface Kept {
  readonly count: number;
  readonly parts: readonly string[];
}

/**
 * Keeps items in parts, holding one part at a time. Where a part ends is decided by the items' own plans, so an item that comes or goes
 * changes its own part and no other.
 */
export const keepItems = async (items: Iterable<SoldItem>, keep: KeepPart): Promise<Kept> => {
  const parts: string[] = [];
  let lines: string[] = [];
  let bytes = 0;
  let count = 0;
  const end = async (): Promise<void> => {
    if (lines.length > 0) parts.push(await keep(`[${lines.join(",\n")}]`));
    lines = [];
    bytes = 0;
  };
  for (const item of items) {
    const line = JSON.stringify(item);
    const length = Buffer.byteLength(line) + 2;
    if (bytes + length > LARGEST_PART) await end();
    lines.push(line);
    bytes += length;
    count += 1;
    if (numberOf(item.plan) % ITEMS_A_PART === 0) await end();
  }
  await end();
  return { count, parts };
};

/** The items of a part's text. */
export const itemsIn = (text: string): readonly SoldItem[] => Items.parse(JSON.parse(text));

const Items = z.array(SoldItem);

/** FNV-1a, 32 bits: quick, and even enough to cut by. */
const numberOf = (text: string): number => {
  let hash = 2_166_136_261;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619) >>> 0;
  return hash;
};
