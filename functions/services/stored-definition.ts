import * as z from "zod";
import { type ServicesDefinition, SoldGroup, type SoldItem, StorageChoice } from "./definition.ts";
import { itemsIn } from "./parts.ts";

/** How a definition is stored: this text is a part itself, and its hash names the definition; items stand in parts of their own. */
export const StoredDefinition = z.object({
  format: z.literal(1),
  currency: z.string(),
  discount: z.string(),
  /** Digits of its prices after the point. */
  digits: z.int(),
  remarks: z.array(z.string()),
  /** Parts with storages. */
  storages: z.array(z.string()),
  groups: z.array(SoldGroup.omit({ items: true }).extend({ count: z.int(), parts: z.array(z.string()) })),
});

export type StoredDefinition = z.infer<typeof StoredDefinition>;

/** Reads a part's text; undefined when there is none of that hash. */
export type ReadPart = (hash: string) => Promise<string | undefined>;

/** How many parts are asked for at once. */
const AT_ONCE = 16;

/** The stored form of a definition. */
export const readStored = async (root: string, read: ReadPart): Promise<StoredDefinition> =>
  StoredDefinition.parse(JSON.parse(await needed(root, read)));

/** Every part of a stored definition, without the definition itself. */
export const partsOf = ({ storages, groups }: StoredDefinition): readonly string[] => [
  ...storages,
  ...groups.flatMap(({ parts }) => parts),
];

/** The whole definition, as it was made at that time. */
export const readDefinition = async (root: string, takenAt: string, read: ReadPart): Promise<ServicesDefinition> => {
  const { currency, discount, remarks, storages, groups } = await readStored(root, read);
  const whole: ServicesDefinition["groups"] = [];
  for (const { count: _, parts, ...head } of groups) whole.push({ ...head, items: [...(await readItems(parts, read))] });
  return { takenAt, currency, discount, groups: whole, storages: [...(await readStorages(storages, read))], remarks };
};

/** The items of these parts, in their order. */
export const readItems = async (parts: readonly string[], read: ReadPart): Promise<readonly SoldItem[]> => {
  const items: SoldItem[] = [];
  for (let from = 0; from < parts.length; from += AT_ONCE) {
    const texts = await Promise.all(parts.slice(from, from + AT_ONCE).map((hash) => needed(hash, read)));
    for (const text of texts) for (const item of itemsIn(text)) items.push(item);
  }
  return items;
};

/** The storages of these parts. */
export const readStorages = async (parts: readonly string[], read: ReadPart): Promise<readonly StorageChoice[]> =>
  (await Promise.all(parts.map(async (hash) => Storages.parse(JSON.parse(await needed(hash, read)))))).flat();

const Storages = z.array(StorageChoice);

const needed = async (hash: string, read: ReadPart): Promise<string> => {
  const text = await read(hash);
  if (text === undefined) throw new Error("a part of a services definition is missing");
  return text;
};
