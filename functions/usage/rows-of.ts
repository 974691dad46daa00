import type { Mapping } from "../onboarding/mapping.ts";
import type { ServiceEntry, ServiceItem } from "../onboarding/service-entry.ts";
import { usageNameOf } from "../services/offered-items.ts";
import { attributeIdOf, unitOf } from "../services/units.ts";
import { usageWords } from "../services/words.ts";
import type { UsageLine } from "../vendors/acronis/usage-lines.ts";
import { isOpen, monthOf, monthOfRange } from "./month.ts";
import { aliveIn, isSameItem, type ItemPlace, ownerOf, soldOf } from "./owners.ts";
import type { UsageRow, UsedItem } from "./ports.ts";
import type { SoldNames } from "./sold-names.ts";

/** What one look at an account's tenant saw. */
export interface Seen {
  readonly mapping: Mapping & { readonly tenantId: string };
  readonly lines: readonly UsageLine[];
  /** So many lines more were told that cannot be read. */
  readonly unreadable: number;
  readonly takenAt: string;
  /** What is kept of a month by now. */
  readonly before: (month: string) => UsageRow | undefined;
}

/**
 * The rows of one look: of the running month, also where nothing was used, and of the month before while the vendor still tells of it and
 * it is open. Lines of any other month are left out, and so are sums that belong to no item (acronis-api.md, 11.1). A line that does not
 * say since when it counts is of the running month, in which meters start anew.
 */
export const rowsOf = ({ lines, ...seen }: Seen, names: SoldNames): readonly UsageRow[] => {
  const { takenAt } = seen;
  const counted = lines.filter(({ isAggregate, measurement_unit }) => !isAggregate && unitOf(measurement_unit) !== undefined);
  const byMonth = Map.groupBy(counted, ({ range_start }) => monthOfRange(range_start ?? "") ?? monthOf(takenAt));
  const months = new Set([monthOf(takenAt), ...byMonth.keys()]);
  return [...months]
    .filter((month) => isOpen(month, takenAt))
    .map((month) => rowOf({ ...seen, lines: withoutRepeats(byMonth.get(month) ?? []) }, month, names));
};

/** A line that is told twice is one line all the same, or it would be billed twice: the one that was told last. */
const withoutRepeats = (lines: readonly UsageLine[]): readonly UsageLine[] => [
  ...new Map(lines.map((line) => [keyOf({ ...line, applicationId: line.application_id, infraId: line.infra_id }), line])).values(),
];

const rowOf = ({ mapping, lines, unreadable, takenAt, before }: Seen, month: string, names: SoldNames): UsageRow => {
  const { instanceId, applicationId, accountId, tenantId, account, services = [] } = mapping;
  const alive = aliveIn(services, month);
  const earlier = new Map(before(month)?.items.map((item) => [keyOf(item), item.subscriptionId]));
  const told = lines.map((line) => itemOf(line, { alive, earlier, names }));
  // The meters of a month that is over stop one by one, and what cannot be read is no word that nothing was used.
  const isWhole = month === monthOf(takenAt) && unreadable === 0;
  const met = isWhole ? told : [...told, ...unnamed(before(month), told)];
  const wanted = alive.flatMap(({ items }) => items).filter((named) => !met.some((item) => isSameItem(named, item)));
  const contract = alive.find((entry) => entry.contract !== undefined)?.contract;
  return {
    instanceId,
    applicationId,
    accountId,
    tenantId,
    role: account.role,
    customer: account.name,
    month,
    takenAt,
    items: [...met.filter(isWorthKeeping), ...unmet(wanted, alive, names)].toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1)),
    subscriptions: alive.map(({ subscriptionId }) => subscriptionId),
    ...(unreadable === 0 ? {} : { unreadable }),
    ...(contract === undefined ? {} : { contract }),
  };
};

/** What was used by an earlier look of which this one says nothing. */
const unnamed = (before: UsageRow | undefined, told: readonly UsedItem[]): readonly UsedItem[] => {
  const keys = new Set(told.map(keyOf));
  return before?.items.filter((item) => item.value > 0 && !keys.has(keyOf(item))) ?? [];
};

/** Of items that are on without a limit, unused and unsold there are many, and nothing to say. */
const isWorthKeeping = ({ value, sold, enabled }: UsedItem): boolean =>
  value > 0 || sold !== undefined || typeof enabled?.limit === "number";

interface Sale {
  readonly alive: readonly ServiceEntry[];
  /** Whose bill items were on at an earlier look of the month. */
  readonly earlier: ReadonlyMap<string, string | undefined>;
  readonly names: SoldNames;
}

const itemOf = (line: UsageLine, { alive, earlier, names }: Sale): UsedItem => {
  const place = { applicationId: line.application_id, name: line.name, infraId: line.infra_id };
  const published = names.item(place.applicationId, place.name);
  const usageName = usageNameOf(line);
  return {
    ...placed(place),
    usageName,
    edition: line.edition ?? "",
    measurementUnit: line.measurement_unit,
    value: amountOf(line),
    ...(line.enabled === undefined ? {} : { enabled: line.enabled }),
    ...soldTo(place, alive, earlier.get(keyOf({ ...place, edition: line.edition }))),
    soldName: published?.sold.name ?? usageWords(usageName),
    group: published?.group ?? "",
    attributeId: published?.sold.attributeId ?? attributeIdOf(usageName, unitOf(line.measurement_unit)),
    location: line.infra_id === undefined ? "" : names.storage(line.infra_id),
  };
};

/** A cumulative item's absolute value counts since ever; what counts since the month began is `value` (11.1). */
const amountOf = ({ measurement_unit, value, absolute_value }: UsageLine): number =>
  measurement_unit === "seconds" ? value : (absolute_value ?? value);

/** Items that were sold and of which the vendor tells nothing. Features are never told: they have no amount. */
const unmet = (wanted: readonly ServiceItem[], alive: readonly ServiceEntry[], names: SoldNames): readonly UsedItem[] => {
  const once = new Map(wanted.map((item) => [[item.applicationId, item.name, item.infraId ?? ""].join(" "), item]));
  return [...once.values()].flatMap(({ applicationId, name, infraId }) => {
    const published = names.item(applicationId, name);
    if (published === undefined || published.sold.isFeature) return [];
    const { sold, group } = published;
    const place = { applicationId, name, infraId };
    return [
      {
        ...placed(place),
        usageName: sold.usageName,
        edition: "",
        measurementUnit: measures[sold.unit],
        value: 0,
        ...soldTo(place, alive),
        soldName: sold.name,
        group,
        attributeId: sold.attributeId,
        location: infraId === undefined ? "" : names.storage(infraId),
      },
    ];
  });
};

/** The vendor's words for what is sold in people's units (9.1). */
const measures = { GB: "bytes", hours: "seconds", pieces: "quantity", "": "n/a" } as const;

const placed = ({ applicationId, name, infraId }: { applicationId: string; name: string; infraId: string | undefined }) => ({
  applicationId,
  name,
  ...(infraId === undefined ? {} : { infraId }),
});

const soldTo = (place: ItemPlace, alive: readonly ServiceEntry[], earlier?: string) => {
  const sold = soldOf(place, alive);
  const subscriptionId = ownerOf(place, alive, earlier);
  return { ...(sold === undefined ? {} : { sold }), ...(subscriptionId === undefined ? {} : { subscriptionId }) };
};

/** A name is unique with its application, its edition and its storage (acronis-api.md, 9.1). */
const keyOf = ({ applicationId, name, infraId = "", edition }: Keyed): string => [applicationId, name, infraId, edition ?? ""].join(" ");

type Keyed = Pick<UsedItem, "applicationId" | "name" | "infraId"> & { readonly edition?: string | null | undefined };
