import type { CauseName } from "../causes.ts";
import { Rejected, StepError } from "../errors.ts";
import type { Instance } from "../instances/instance.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import { accountKeyOf } from "../onboarding/names.ts";
import type { Ports } from "../ports.ts";
import { seenAt } from "./head.ts";
import { lookAt } from "./look.ts";
import { isOpen, monthOf } from "./month.ts";
import { ownedBy } from "./owners.ts";
import type { UsageRow } from "./ports.ts";
import { soldNamesOf } from "./sold-names.ts";

/** A look that is so old is taken anew when somebody asks: the schedule takes one every eight hours. */
const FRESH_SECONDS = 8 * 3_600;

type Needed = Pick<Ports, "clock" | "acronis" | "services" | "usageWriter">;

/** A row, and when its numbers were last seen to be true. */
export interface KeptRow {
  readonly row: UsageRow;
  readonly seenAt: string;
}

/**
 * An account's rows of these months, as they are kept. Where an open month is asked for and the last look is older than eight hours, or
 * there was none, the tenant is looked at first, by one call; if that fails, what is kept is told, with its true time.
 */
export const keptUsage = async (
  mapping: Mapping,
  instance: Instance,
  months: readonly string[],
  needed: Needed,
): Promise<readonly KeptRow[] | { readonly problem: CauseName }> => {
  const now = needed.clock.now();
  const open = months.filter((month) => isOpen(month, now));
  if (open.length === 0) return rowsOfMonths(mapping, months, needed);
  const [latest] = await rowsOfMonths(mapping, [monthOf(now)], needed);
  const isFresh = latest !== undefined && needed.clock.secondsSince(latest.seenAt) <= FRESH_SECONDS;
  const problem = isFresh ? undefined : await look(mapping, instance, needed);
  const rows = await rowsOfMonths(mapping, months, needed);
  const isWhole = open.every((month) => rows.some(({ row }) => row.month === month));
  return problem === undefined || isWhole ? rows : { problem };
};

const rowsOfMonths = async (
  mapping: Mapping,
  months: readonly string[],
  { clock, usageWriter: usage }: Needed,
): Promise<readonly KeptRow[]> => {
  const now = clock.now();
  const key = accountKeyOf(mapping.mappingKey);
  const [head, rows] = await Promise.all([usage.head(key.instanceId), Promise.all(months.map((month) => usage.find(key, month)))]);
  return rows
    .filter((row) => row !== undefined)
    .map((row) => ({ row: isOpen(row.month, now) ? ownedBy(mapping.services ?? [], row) : row, seenAt: seenAt(row, head) }));
};

const look = async (mapping: Mapping, instance: Instance, needed: Needed): Promise<CauseName | undefined> => {
  try {
    const names = soldNamesOf(await needed.services.published(instance.instanceId));
    const { absent } = await lookAt([mapping], { acronis: needed.acronis(instance), names, isOnDemand: true }, needed);
    return absent === 0 ? undefined : "tenantGone";
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    return error instanceof Rejected ? error.reason : "vendorUnavailable";
  }
};
