import * as z from "zod";
import { Change, type ChangeKind, changeKinds } from "./difference.ts";

/** How many changes are written out; the counts are of all. */
export const MOST_CHANGES = 500;

/** A difference as it is kept with a version. */
export const Difference = z.object({
  /** Version that it is against; null for the first. */
  against: z.int().nullable(),
  /** How many changes of each kind there are. */
  counts: z.record(z.enum(changeKinds), z.int()),
  /** Those that a person should see first, first; at most 500. */
  changes: z.array(Change),
});

export type Difference = z.infer<typeof Difference>;

/** Collects changes: counts all, and keeps the weightiest. */
export const differenceFrom = (against: number | null) => {
  const byKind: Record<ChangeKind, Change[]> = {
    gone: [],
    priceLost: [],
    repriced: [],
    changed: [],
    renamed: [],
    added: [],
    priceFound: [],
  };
  const counts: Record<ChangeKind, number> = { gone: 0, priceLost: 0, repriced: 0, changed: 0, renamed: 0, added: 0, priceFound: 0 };
  return {
    take: (change: Change): void => {
      counts[change.kind] += 1;
      if (byKind[change.kind].length < MOST_CHANGES) byKind[change.kind].push(change);
    },
    recorded: (): Difference => ({ against, counts, changes: changeKinds.flatMap((kind) => byKind[kind]).slice(0, MOST_CHANGES) }),
  };
};
