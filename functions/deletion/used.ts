import { fromVendor, unitOf, type Unit } from "../services/units.ts";
import type { UsageLine } from "../vendors/acronis/usage-lines.ts";

/** What is used of one item on one storage, in people's units. */
export interface Used {
  readonly item: string;
  readonly edition: string | null;
  readonly storageId: string | null;
  /** Decimal text. */
  readonly amount: string;
  readonly unit: Unit;
}

/** What is there to lose. Sums are left out: their parts are told. `value` counts since the month began where a number only grows (acronis-api.md, 11.1). */
export const usedOf = (lines: readonly UsageLine[]): readonly Used[] =>
  lines
    .filter(({ isAggregate, value }) => !isAggregate && value > 0)
    .map(({ name, edition = null, infra_id: storageId = null, value, measurement_unit }) => {
      const unit = unitOf(measurement_unit) ?? "pieces";
      return { item: name, edition, storageId, amount: fromVendor(value, unit), unit };
    });

/** For a sentence: what and how much, ten at most. */
export const spoken = (used: readonly Used[]): string => {
  const told = used.slice(0, MOST).map(({ item, amount, unit }) => `${item} ${amount} ${unit}`);
  return [...told, ...(used.length > MOST ? [`and ${used.length - MOST} more`] : [])].join(", ");
};

const MOST = 10;
