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

/**
 * What is there to lose. Sums are left out where their parts are told; a server that tells sums alone is taken at its word. `value` counts
 * since the month began where a number only grows (acronis-api.md, 11.1), and of data what is there counts, whenever it came.
 */
export const usedOf = (lines: readonly UsageLine[]): readonly Used[] => {
  const used = lines.filter((line) => amountOf(line) > 0);
  const parts = used.filter(({ isAggregate }) => !isAggregate);
  return (parts.length > 0 ? parts : used).map((line) => {
    const { name, edition = null, infra_id: storageId = null, measurement_unit } = line;
    const unit = unitOf(measurement_unit) ?? "pieces";
    return { item: name, edition, storageId, amount: fromVendor(amountOf(line), unit), unit };
  });
};

const amountOf = ({ value, absolute_value = 0, measurement_unit }: UsageLine): number =>
  measurement_unit === "bytes" ? Math.max(value, absolute_value) : value;

/** For a sentence: what and how much, ten at most. */
export const spoken = (used: readonly Used[]): string => {
  const told = used.slice(0, MOST).map(({ item, amount, unit }) => `${item} ${amount} ${unit}`);
  return [...told, ...(used.length > MOST ? [`and ${used.length - MOST} more`] : [])].join(", ");
};

const MOST = 10;
