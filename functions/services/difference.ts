import Big from "big.js";
import * as z from "zod";
import type { Price, SoldItem, StorageChoice } from "./definition.ts";
import type { GroupHead } from "./sold-items.ts";

export const changeKinds = ["gone", "priceLost", "repriced", "changed", "renamed", "added", "priceFound"] as const;

/** One change between two versions, for a person (`text`) and for programs. */
export const Change = z.object({
  kind: z.enum(changeKinds),
  of: z.enum(["product", "item", "storage", "definition"]),
  /** Plan of a product or item, id of a storage, name of a member of the definition. */
  id: z.string(),
  name: z.string(),
  before: z.string(),
  after: z.string(),
  /** Of a price that moved in one currency: the sell prices, and how far in per cent with its sign (empty from 0 on). */
  sell: z.object({ before: z.string(), after: z.string(), percent: z.string() }).optional(),
  text: z.string(),
});

export type ChangeKind = (typeof changeKinds)[number];
export type Change = z.infer<typeof Change>;

/** An item with the plan of its product: one name may be sold in two of them. */
export interface PlacedItem {
  readonly group: string;
  readonly item: SoldItem;
}

/** One side of a comparison. Items that are the same on both sides may be left out of both. */
export interface Side {
  readonly currency: string;
  readonly discount: string;
  readonly groups: readonly GroupHead[];
  readonly items: readonly PlacedItem[];
  readonly storages: readonly StorageChoice[];
}

/** Every change from one side to the other, one by one. */
export function* changesOf(before: Side, after: Side): Generator<Change> {
  yield* facts(before, after);
  yield* listed(before.groups, after.groups, ({ plan }) => plan, groupChanges);
  yield* listed(before.items, after.items, ({ group, item }) => `${group} ${item.plan}`, itemChanges(before.currency, after.currency));
  yield* listed(before.storages, after.storages, ({ id }) => id, storageChanges);
}

/** What became of one thing; undefined on a side where it is not. */
type Compare<Thing> = (before: Thing | undefined, after: Thing | undefined) => Iterable<Change>;

function* listed<Thing>(
  before: readonly Thing[],
  after: readonly Thing[],
  idOf: (thing: Thing) => string,
  compare: Compare<Thing>,
): Generator<Change> {
  const later = new Map(after.map((thing) => [idOf(thing), thing]));
  for (const thing of before) {
    const id = idOf(thing);
    yield* compare(thing, later.get(id));
    later.delete(id);
  }
  for (const thing of later.values()) yield* compare(undefined, thing);
}

function* facts(before: Side, after: Side): Generator<Change> {
  const fact = (id: string, name: string, from: string, to: string): Change => change("changed", "definition", { id, name }, [from, to]);
  if (before.currency !== after.currency) yield fact("currency", "Primary Currency", before.currency, after.currency);
  if (before.discount !== after.discount) yield fact("discount", "Distributor Discount (%)", before.discount, after.discount);
}

const groupChanges: Compare<GroupHead> = function* (before, after) {
  const named = nameOf(before, after, ({ plan }) => plan);
  if (before === undefined) return yield change("added", "product", named, ["", after?.name ?? ""]);
  if (after === undefined) return yield change("gone", "product", named, [before.name, ""]);
  if (before.name !== after.name) yield change("renamed", "product", named, [before.name, after.name]);
  if (soldTo(before) !== soldTo(after)) yield change("changed", "product", named, [soldTo(before), soldTo(after)]);
};

const soldTo = ({ forCustomers, forResellers }: GroupHead): string =>
  [forCustomers ? "for customers" : "", forResellers ? "for resellers" : ""].filter((text) => text !== "").join(" and ");

const storageChanges: Compare<StorageChoice> = function* (before, after) {
  const named = nameOf(before, after, ({ id }) => id);
  if (before === undefined) return yield change("added", "storage", named, ["", placed(after)]);
  if (after === undefined) return yield change("gone", "storage", named, [placed(before), ""]);
  if (placed(before) !== placed(after)) yield change("renamed", "storage", named, [placed(before), placed(after)]);
};

const placed = (storage: StorageChoice | undefined): string => (storage === undefined ? "" : `${storage.name} (${storage.locationName})`);

const itemChanges = (was: string, is: string): Compare<PlacedItem> =>
  function* (earlier, later) {
    const [before, after] = [earlier?.item, later?.item];
    const named = nameOf(before, after, ({ plan }) => plan);
    if (before === undefined) return yield change("added", "item", named, ["", priced(after?.price, is)]);
    if (after === undefined) return yield change("gone", "item", named, [priced(before.price, was), ""]);
    if (before.name !== after.name) yield change("renamed", "item", named, [before.name, after.name]);
    if (meant(before) !== meant(after)) yield change("changed", "item", named, [meant(before), meant(after)]);
    const prices = [priced(before.price, was), priced(after.price, is)] as const;
    if (before.price === undefined && after.price === undefined) return;
    if (before.price === undefined) yield change("priceFound", "item", named, prices);
    else if (after.price === undefined) yield change("priceLost", "item", named, prices);
    else if (prices[0] !== prices[1]) {
      yield { ...change("repriced", "item", named, prices), ...(was === is ? { sell: moved(before.price.sell, after.price.sell) } : {}) };
    }
  };

/** What an amount of the item is. */
const meant = ({ itemName, attributeId, unit, isFeature }: SoldItem): string =>
  `${itemName} as ${attributeId} ${isFeature ? "(on or off)" : `in ${unit}`}`;

const priced = (price: Price | undefined, currency: string): string =>
  price === undefined ? "no price" : `sell ${price.sell}, cost ${price.cost} ${currency}`;

const moved = (before: string, after: string): NonNullable<Change["sell"]> => {
  const from = new Big(before);
  return { before, after, percent: from.eq(0) ? "" : new Big(after).minus(from).times(100).div(from).toFixed(1) };
};

const nameOf = <Thing extends { readonly name: string }>(
  before: Thing | undefined,
  after: Thing | undefined,
  idOf: (thing: Thing) => string,
): { readonly id: string; readonly name: string } => {
  const thing = after ?? before;
  return thing === undefined ? { id: "", name: "" } : { id: idOf(thing), name: thing.name };
};

const words: Readonly<Record<ChangeKind, string>> = {
  gone: "Gone",
  priceLost: "Lost its price",
  repriced: "Repriced",
  changed: "Changed",
  renamed: "Renamed",
  added: "Added",
  priceFound: "Got a price",
};

const change = (
  kind: ChangeKind,
  of: Change["of"],
  { id, name }: { readonly id: string; readonly name: string },
  [before, after]: readonly [string, string],
): Change => ({ kind, of, id, name, before, after, text: `${words[kind]}: ${of} ${name} (${id})${told(before, after)}` });

const told = (before: string, after: string): string => {
  if (before === "" || after === "") return before === after ? "" : `: ${before}${after}`;
  return `: ${before} -> ${after}`;
};
