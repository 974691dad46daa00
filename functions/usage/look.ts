import { isDeepStrictEqual } from "node:util";
import type { Mapping } from "../onboarding/mapping.ts";
import { mappingKeyOf } from "../onboarding/names.ts";
import type { AccountKey } from "../onboarding/ports.ts";
import type { Ports } from "../ports.ts";
import type { Acronis } from "../vendors/acronis/port.ts";
import { monthOf, openMonths } from "./month.ts";
import type { UsageRow } from "./ports.ts";
import { rowsOf } from "./rows-of.ts";
import type { SoldNames } from "./sold-names.ts";
import { tell } from "./tell.ts";

/** What looking at some accounts came to. */
export interface Looked {
  readonly accounts: number;
  readonly changed: number;
  readonly absent: number;
}

type Onboarded = Mapping & { readonly tenantId: string };

/** What a look is taken with. */
interface Sight {
  readonly acronis: Acronis;
  readonly names: SoldNames;
  /** Of one account, because somebody asks: its row is written even where nothing changed, since no head tells of the look. */
  readonly isOnDemand?: boolean;
}

/** Looks at at most 100 accounts by one call of the vendor's, and writes the rows whose numbers changed. */
export const lookAt = async (
  mappings: readonly Mapping[],
  { acronis, names, isOnDemand = false }: Sight,
  { clock, usageWriter }: Pick<Ports, "clock" | "usageWriter">,
): Promise<Looked> => {
  const accounts = mappings.filter(isOnboarded);
  if (accounts.length === 0) return { accounts: 0, changed: 0, absent: 0 };
  const takenAt = clock.now();
  const used = await tell(
    acronis,
    accounts.map(({ tenantId }) => tenantId),
  );
  const keys = accounts.map(({ mappingKey }) => mappingKey);
  const known = new Map(
    await Promise.all(openMonths(takenAt).map(async (month) => [month, await usageWriter.ofAccounts(keys, month)] as const)),
  );
  const before = ({ applicationId, instanceId, accountId }: AccountKey, month: string): UsageRow | undefined =>
    known.get(month)?.get(mappingKeyOf({ applicationId, instanceId, accountId }));
  const seen = accounts.flatMap((mapping) => {
    const told = used.get(mapping.tenantId);
    return told === undefined ? [] : rowsOf({ mapping, ...told, takenAt, before: (month) => before(mapping, month) }, names);
  });

  const kept = await Promise.all(
    seen.filter((row) => isOnDemand || !isSame(before(row, row.month), row)).map((row) => usageWriter.keep(row)),
  );
  const absent = accounts.filter(({ tenantId }) => !used.has(tenantId));
  const noted = absent.map((mapping) => before(mapping, monthOf(takenAt))).filter((row) => row !== undefined);
  await Promise.all(noted.filter(({ absentSince }) => absentSince === undefined).map((row) => usageWriter.noteAbsent(row, takenAt)));
  return { accounts: accounts.length, changed: kept.filter(Boolean).length, absent: absent.length };
};

export const isOnboarded = (mapping: Mapping): mapping is Onboarded => mapping.tenantId !== undefined;

/** Whether a look saw what the row says already; then the head says that it is still true, and no write is spent on it. */
const isSame = (before: UsageRow | undefined, seen: UsageRow): boolean => {
  if (before === undefined) return false;
  const { takenAt: _, ...numbers } = before;
  const { takenAt: __, ...others } = seen;
  return isDeepStrictEqual(numbers, others);
};
