import type { Mapping, StepTime } from "../onboarding/mapping.ts";

/** What the rows note of deletions. The wish itself is written with the order that disables the tenant (`Mappings.reserve`). */
export interface DeletionNotes {
  /** Takes the wish back. False: the row has moved on since it was read, or the wish was another. */
  withdrawDeletion(mapping: Mapping): Promise<boolean>;
  /** Rows whose wish is due, by index, the longest due first; `after` is the last page's `next`. */
  dueDeletions(limit: number, after?: string): Promise<{ mappings: readonly Mapping[]; next?: string | undefined }>;
  /**
   * The last write of a deletion's order. Where the wish still stands the row forgets its tenant: the account counts as one that was
   * never synchronised. Fenced like every other write of a step.
   */
  completeDeletion(mapping: Mapping, steps: readonly StepTime[]): Promise<void>;
}
