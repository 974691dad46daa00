import * as z from "zod";
import { Transient } from "../errors.ts";
import type { Instance } from "../instances/instance.ts";
import { step } from "../step.ts";
import type { Acronis } from "../vendors/acronis/port.ts";
import { type Offered, offeredItems } from "./offered-items.ts";
import { keepItems, type KeepPart, partHash } from "./parts.ts";
import type { Services, ServicesWriter } from "./ports.ts";
import { priceDigitsOf, readPrices } from "./price-source.ts";
import { acronisInstance, OfInstance } from "./run.ts";
import { readStorageChoices } from "./storage-choices.ts";
import { type GroupHead, groupHeadOf, type KeptNames, type Sale, soldItemsOf } from "./sold-items.ts";
import { partsOf, readItems, readStored, type StoredDefinition } from "./stored-definition.ts";

/** Reads what may be sold and at which prices, and keeps it as a draft that nobody is shown. The same content is the same draft. */
export const readServices = step({
  name: "readServices",
  title: "Read services",
  reads: OfInstance,
  gives: z.object({ draft: z.string() }),
  needs: ["clock", "instances", "acronis", "servicesWriter"],
  run: async ({ instanceId }, ports) => {
    const instance = await acronisInstance(instanceId, ports);
    const acronis = ports.acronis(instance);
    const before = await knownParts(instanceId, ports.servicesWriter);
    // The price list first: it is the one answer that is read as a whole, and is let go before the items come.
    const month = ports.clock.now().slice(0, 7);
    const priced = await readPrices({ instance, month }, acronis, () => ports.servicesWriter.uploadedPriceList(instanceId));
    const applications = new Map((await acronis.applications()).map(({ id, ...application }) => [id, application]));
    // Plans are made of their types and stay for ever, so a list that came back empty must name nothing.
    if (applications.size === 0) throw new Transient("applications gave an empty list");
    const offered = await readOffered(acronis, instance.tenantId);
    const stored = await readStorageChoices(acronis, instance, offered.storageIds);
    const sale: Sale = {
      applications,
      prices: priced.prices,
      discount: instance.distributorDiscount,
      digits: priceDigitsOf(instance),
    };
    const keep = keeping(instanceId, before.known, ports.servicesWriter);
    const remarks = [
      ...priced.remarks,
      ...stored.remarks,
      ...leftOutRemarks(offered),
      ...unpricedRemark(offered, sale, priced.remarks.length > 0),
    ];
    const definition: StoredDefinition = {
      format: 1,
      currency: instance.primaryCurrency,
      discount: instance.distributorDiscount,
      digits: sale.digits,
      remarks,
      storages: stored.choices.length === 0 ? [] : [await keep(JSON.stringify(stored.choices))],
      groups: await keepGroups(offered, { sale, keep, namesOf: namesOf(instance, before, ports.servicesWriter) }),
    };
    return { draft: await keep(JSON.stringify(definition)) };
  },
});

/** What may be handed on, and how many items of the longer list cannot be read. */
type OfferedToAll = Offered & { readonly unreadable: number };

const readOffered = async (acronis: Acronis, tenantId: string): Promise<OfferedToAll> => {
  const offered = offeredItems();
  const lists = await Promise.all(
    (["customer", "partner"] as const).map((kind) => acronis.eachItemOnOffer(tenantId, kind, offered.take(kind))),
  );
  return { ...offered.all(), unreadable: Math.max(...lists.map(({ unreadable }) => unreadable)) };
};

/** Where there is a price list, items that it does not name are worth a look: the table of stock numbers may miss them. */
const unpricedRemark = ({ groups }: Offered, { prices }: Sale, isExplained: boolean): readonly string[] => {
  if (isExplained && prices.size === 0) return [];
  let unpriced = 0;
  for (const { items } of groups) {
    for (const { name, unit } of items.values()) if (unit !== undefined && prices.get(name)?.sell === undefined) unpriced += 1;
  }
  return unpriced === 0 ? [] : [`The price list has no price for ${unpriced} of the items that are counted.`];
};

const leftOutRemarks = ({ unsellable, unreadable }: OfferedToAll): readonly string[] => [
  ...(unsellable === 0 ? [] : [`${unsellable} of the items on offer have names that cannot be sold under, and are left out.`]),
  ...(unreadable === 0 ? [] : [`${unreadable} of the items on offer cannot be read, and are left out.`]),
];

interface Keeping {
  readonly sale: Sale;
  readonly keep: KeepPart;
  readonly namesOf: (
    product: Pick<GroupHead, "plan" | "applicationId">,
  ) => Promise<{ readonly group: string | undefined; readonly items: KeptNames }>;
}

const keepGroups = async ({ groups }: Offered, { sale, keep, namesOf: kept }: Keeping): Promise<StoredDefinition["groups"]> => {
  const made: StoredDefinition["groups"] = [];
  for (const group of groups) {
    const head = groupHeadOf(group, sale);
    const names = await kept(head);
    const { count, parts } = await keepItems(soldItemsOf(group, sale, names.items), keep);
    made.push({ ...head, name: names.group ?? head.name, count, parts: [...parts] });
  }
  return made.toSorted((one, other) => (one.plan < other.plan ? -1 : 1));
};

interface Before {
  readonly published: StoredDefinition | undefined;
  /** Hashes of parts that are kept already. */
  readonly known: Set<string>;
}

const knownParts = async (instanceId: string, services: Services): Promise<Before> => {
  const head = await services.head(instanceId);
  const read = (hash: string) => services.part(instanceId, hash);
  const known = new Set<string>();
  const learn = async (root: string): Promise<StoredDefinition> => {
    const stored = await readStored(root, read);
    for (const hash of [root, ...partsOf(stored)]) known.add(hash);
    return stored;
  };
  const others = new Set([...(head?.refused ?? []), ...(head?.held === undefined ? [] : [head.held.root])]);
  await Promise.all([...others].map(learn));
  return { published: head?.published === undefined ? undefined : await learn(head.published.root), known };
};

const keeping =
  (instanceId: string, known: Set<string>, services: ServicesWriter): KeepPart =>
  async (text) => {
    const hash = partHash(text);
    if (!known.has(hash)) await services.keepPart(instanceId, hash, text);
    known.add(hash);
    return hash;
  };

/**
 * The names that stay: where the settings keep them, those of the published definition. A product that is new there may have items that
 * the others of its application have: an item without an edition is one add-on.
 */
const namesOf =
  ({ instanceId, updateProductNames }: Instance, { published }: Before, services: Services): Keeping["namesOf"] =>
  async ({ plan, applicationId }) => {
    if (updateProductNames !== "keep" || published === undefined) return { group: undefined, items: undefined };
    const same = published.groups.filter((each) => each.plan === plan);
    const known = same.length > 0 ? same : published.groups.filter((each) => each.applicationId === applicationId);
    const parts = known.flatMap((each) => each.parts);
    const items = await readItems(parts, (hash) => services.part(instanceId, hash));
    return { group: same[0]?.name, items: new Map(items.map((item) => [item.plan, item.name])) };
  };
