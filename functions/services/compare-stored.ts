import { brake, emptyReason } from "./brake.ts";
import { changesOf, type PlacedItem, type Side } from "./difference.ts";
import { type Difference, differenceFrom } from "./recorded-difference.ts";
import type { ServicesSettings } from "./settings.ts";
import { type ReadPart, readItems, readStorages, type StoredDefinition } from "./stored-definition.ts";

/** What a comparison found: the difference, and why it may not be published without an operator (none: it may). */
export interface Compared {
  readonly difference: Difference;
  readonly reasons: readonly string[];
}

/** The published version that a draft is compared with. */
export interface Against {
  readonly version: number;
  readonly stored: StoredDefinition;
}

/** Compares a draft with what is published. Parts that both have are the same, so only the others are read. */
export const compareStored = async (
  against: Against | undefined,
  draft: StoredDefinition,
  { brake: limits, read }: Pick<ServicesSettings, "brake"> & { readonly read: ReadPart },
): Promise<Compared> => {
  const isEmpty = draft.groups.length === 0;
  if (against === undefined) return { difference: firstDifference(draft), reasons: isEmpty ? [emptyReason] : [] };
  const { stored: before, version } = against;
  const held = brake(limits);
  const difference = differenceFrom(version);
  for (const change of changesOf(await sideOf(before, draft, read), await sideOf(draft, before, read))) {
    difference.take(change);
    held.judge(change);
  }
  return { difference: difference.recorded(), reasons: isEmpty ? [emptyReason, ...held.reasons()] : held.reasons() };
};

/** A side without the parts that the other has too. */
const sideOf = async (side: StoredDefinition, other: StoredDefinition, read: ReadPart): Promise<Side> => {
  const shared = new Set([...other.storages, ...other.groups.flatMap(({ parts }) => parts)]);
  const own = (parts: readonly string[]): readonly string[] => parts.filter((hash) => !shared.has(hash));
  const items: PlacedItem[] = [];
  for (const { plan: group, parts } of side.groups) {
    for (const item of await readItems(own(parts), read)) items.push({ group, item });
  }
  return {
    currency: side.currency,
    discount: side.discount,
    groups: side.groups,
    items,
    storages: await readStorages(own(side.storages), read),
  };
};

/** Of the first version each item is new: it is enough to say how many there are. */
const firstDifference = ({ groups }: StoredDefinition): Difference => {
  const first = differenceFrom(null);
  for (const { plan, name, count } of groups) {
    const after = `${count} items`;
    first.take({ kind: "added", of: "product", id: plan, name, before: "", after, text: `Added: product ${name} (${plan}): ${after}` });
  }
  return first.recorded();
};
