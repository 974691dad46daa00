import { Rejected } from "../../errors.ts";
import type { OfferingItem, Storage } from "../../vendors/acronis/objects.ts";
import { chooseStorages } from "../choose-items.ts";
import { isOn } from "./item-refs.ts";

/** What the choice of a storage is made from. */
export interface StorageQuestion {
  /** Id of the storage that was chosen; empty: the tenant's own, or the rule's. */
  readonly wished: string;
  /** The rule's: `first`, or a name or id. */
  readonly standard: string;
  readonly tenantItems: readonly OfferingItem[];
  readonly onOffer: readonly OfferingItem[];
  /** Everything known of the storages that occur in both. */
  readonly storages: readonly Storage[];
}

/** Where items go that are bound to a storage. */
export interface StorageChoice {
  /** The storage of items of one name. */
  readonly of: (items: readonly OfferingItem[]) => string;
  /** From which storage a customer's items move to which. */
  readonly moves: ReadonlyMap<string, string>;
}

/** A customer has one storage of a capability, all in one location (acronis-api.md, 9.7, 1 and 2). Throws Rejected("storageRefused"). */
export const customerStorages = (question: StorageQuestion): StorageChoice => {
  const { wished, standard, tenantItems, onOffer, storages } = question;
  const known = new Map(storages.map((storage) => [storage.id, storage]));
  const present = storagesOn(tenantItems);
  const moves = wished === "" ? new Map<string, string>() : movesTo(wished, { ...question, present, known });
  refuseStranded(moves, question);
  const settled = [...new Set([...present.map((id) => moves.get(id) ?? id), ...(wished === "" ? [] : [wished])])];
  // What one item is given, the next ones must go with.
  const usual = settled.length > 0 ? settled : [...chooseStorages(standard, byName(onOffer, known))];
  const of = (items: readonly OfferingItem[]): string => {
    const candidates = byName(items, known);
    const own = tenantItems.find((item) => isOn(item) && item.infra_id !== undefined && isSameName(item, items));
    const ownId = own?.infra_id === undefined ? undefined : (moves.get(own.infra_id) ?? own.infra_id);
    const fitting = candidates.find(({ id }) => usual.every((other) => other === id || !clash(known.get(other), known.get(id))));
    const chosen = [wished, ownId, candidates.find(({ id }) => usual.includes(id))?.id, fitting?.id];
    const found = chosen.find((id) => candidates.some((candidate) => candidate.id === id));
    if (found === undefined)
      throw new Rejected("storageRefused", `${items[0]?.name} has no storage in the location of ${usual[0] ?? standard}`);
    usual.push(found);
    return found;
  };
  return { of, moves };
};

/** A reseller may have many storages (9.7, 3), so nothing ever moves. */
export const resellerStorages = ({ wished, standard, tenantItems, onOffer, storages }: StorageQuestion): StorageChoice => {
  const known = new Map(storages.map((storage) => [storage.id, storage]));
  if (wished !== "" && !onOffer.some(({ infra_id }) => infra_id === wished)) throw notOnOffer(wished);
  const of = (items: readonly OfferingItem[]): string => {
    const candidates = byName(items, known);
    const own = byName(
      tenantItems.filter((item) => isOn(item) && isSameName(item, items)),
      known,
    );
    const usual = candidates.find(({ id, name }) => id === standard || name === standard);
    const chosen = [wished, own[0]?.id, usual?.id, candidates[0]?.id].find((id) => candidates.some((one) => one.id === id));
    if (chosen === undefined) throw new Rejected("storageRefused", `${items[0]?.name} has no storage`);
    return chosen;
  };
  return { of, moves: new Map() };
};

interface Moving extends StorageQuestion {
  readonly present: readonly string[];
  readonly known: ReadonlyMap<string, Storage>;
}

/** What must leave its storage when another one is chosen: its like, and all that is in another location. */
const movesTo = (wished: string, { onOffer, present, known }: Moving): ReadonlyMap<string, string> => {
  const chosen = known.get(wished);
  if (chosen === undefined || !onOffer.some(({ infra_id }) => infra_id === wished)) throw notOnOffer(wished);
  const leaving = present.filter((id) => id !== wished && clash(known.get(id), chosen));
  const staying = present.flatMap((id) => (leaving.includes(id) ? [] : (known.get(id) ?? [])));
  const taken = [chosen, ...staying];
  const moves = new Map<string, string>();
  for (const id of leaving) {
    const fits = (one: Storage): boolean => taken.every((other) => other.id === one.id || !clash(other, one));
    const candidates = [...taken, ...byName(onOffer, known).filter(fits)];
    const next = candidates.find((one) => sharesCapability(one, known.get(id)));
    if (next === undefined) throw new Rejected("storageRefused", `the tenant has ${id} in another location than ${wished}`);
    moves.set(id, next.id);
    taken.push(next);
  }
  return moves;
};

/** What would move and is on offer, but not there: a storage of two capabilities may leave some behind. */
const refuseStranded = (moves: ReadonlyMap<string, string>, { tenantItems, onOffer }: StorageQuestion): void => {
  const stranded = tenantItems.find((item) => {
    const to = moves.get(item.infra_id ?? "");
    const sames = onOffer.filter((one) => isSameName(item, [one]));
    return isOn(item) && to !== undefined && sames.length > 0 && !sames.some(({ infra_id }) => infra_id === to);
  });
  if (stranded !== undefined)
    throw new Rejected("storageRefused", `${stranded.name} is not on offer on ${moves.get(stranded.infra_id ?? "")}`);
};

const notOnOffer = (id: string): Rejected => new Rejected("storageRefused", `${id} is not on offer`);

/** Two storages of which a customer cannot have both. */
const clash = (one: Storage | undefined, other: Storage | undefined): boolean =>
  one?.location_id !== other?.location_id || sharesCapability(one, other);

const sharesCapability = (one: Storage | undefined, other: Storage | undefined): boolean =>
  one?.capabilities.some((capability) => other?.capabilities.includes(capability) === true) === true;

/** The storages on which a tenant has something on. */
export const storagesOn = (items: readonly OfferingItem[]): readonly string[] => [
  ...new Set(items.filter(isOn).flatMap(({ infra_id }) => infra_id ?? [])),
];

const byName = (items: readonly OfferingItem[], known: ReadonlyMap<string, Storage>): readonly Storage[] =>
  [...new Set(items.flatMap(({ infra_id }) => infra_id ?? []))].flatMap((id) => known.get(id) ?? []).toSorted(sortedByName);

const sortedByName = (one: Storage, other: Storage): number => one.name.localeCompare(other.name, "en") || (one.id < other.id ? -1 : 1);

const isSameName = (item: OfferingItem, [first]: readonly OfferingItem[]): boolean =>
  first !== undefined && item.name === first.name && item.application_id === first.application_id;
