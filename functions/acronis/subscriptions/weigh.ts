import { Rejected } from "../../errors.ts";
import type { ServicesWish } from "../../onboarding/account.ts";
import type { AcronisWork } from "../../onboarding/order-at-hand.ts";
import type { ServiceContent, ServiceEntry } from "../../onboarding/service-entry.ts";
import { isLive, serviceEntryOf } from "../../onboarding/services.ts";
import type { OfferingItem, OfferingItemChange } from "../../vendors/acronis/objects.ts";
import { byKey, isOn } from "./item-refs.ts";
import { itemKey } from "../choose-items.ts";
import { compare, type Comparison, type Situation } from "./comparison.ts";
import { plannedBy } from "./plans.ts";
import { refusedByRow, setsItems } from "./rules.ts";
import { askedAmounts } from "./asked-amounts.ts";
import { type Asked, askedItems } from "./asked-items.ts";
import { driftedStorages, joined } from "./shifts.ts";
import { refuseUsed } from "./usage-check.ts";

/** What a wish means at the tenant. */
export interface Weighed {
  /** What the subscription will bring. */
  readonly content: ServiceContent;
  /** Whether items are set or released at all. */
  readonly touchesItems: boolean;
  /** The edition to switch to; empty: it stays. */
  readonly switchTo: string;
  /** What the switch would switch off. */
  readonly lost: readonly OfferingItem[];
  readonly storages: ReadonlyMap<string, string>;
  /** Against the tenant's items as they are, or as they will be after the switch. */
  readonly comparison: Comparison;
  /** Definitions of the items in it. */
  readonly items: readonly OfferingItem[];
  /** The vendor's words on the switch. */
  readonly warnings: readonly string[];
  readonly ignored: readonly string[];
}

const nothing = {
  touchesItems: false,
  switchTo: "",
  lost: [],
  storages: new Map<string, string>(),
  comparison: { difference: [], before: {} },
  items: [],
  warnings: [],
  ignored: [],
} as const;

/** Judges a wish by the row, the settings and the tenant: reads only. Throws Rejected with why it cannot be had. */
export const weigh = async (work: AcronisWork, wish: ServicesWish): Promise<Weighed> => {
  const { mapping, instance } = work;
  const refused = refusedByRow(mapping, wish, instance.services);
  if (refused !== undefined) throw new Rejected(refused.problem, refused.detail);
  const entry = serviceEntryOf(mapping, wish);
  const { applicationId = "", edition = "", items = [] } = entry ?? {};
  const content = { applicationId, edition, items, contract: entry?.contract };
  if (!setsItems(wish) && wish.change !== "cancel") return { ...nothing, content };
  if (wish.change === "create" && wish.isTrial && (entry === undefined || !isLive(entry))) await refuseNoTrial(work);
  if (wish.change === "cancel") return release(work, wish, { ...content, items: [] });
  const contract = contractOf(work, wish, entry);
  if (contract !== undefined) {
    const weighed = await release(work, wish, { applicationId: "", edition: "", items: [], contract });
    // A contract sets no items, and does not pretend to.
    return { ...weighed, ignored: [...askedAmounts(wish).keys()] };
  }
  const asked = await askedItems(work, wish, entry);
  const situation = situationOf(work, wish, asked);
  return weighed(work, situation, { ...nothing, ...asked, content: { ...asked.content, contract: undefined } });
};

/** What the tenant is compared with; after a switch of edition, or a race, with its items as they are then. */
export const situationOf = (
  { mapping, instance }: Pick<AcronisWork, "mapping" | "instance">,
  wish: ServicesWish,
  asked: Pick<Asked, "content" | "storages" | "tenantItems">,
): Situation => {
  const isCustomer = mapping.account.role === "customer";
  const { applicationId, edition } = asked.content;
  const entry = serviceEntryOf(mapping, wish);
  const others = (mapping.services ?? []).filter((one) => one !== entry && isLive(one)).map(({ items }) => items);
  const storages = isCustomer ? joined(driftedStorages(mapping, asked.tenantItems), asked.storages) : asked.storages;
  return {
    isCustomer,
    tenantItems: asked.tenantItems,
    storages,
    before: mapping.itemsBefore ?? {},
    subscriptions: wish.change === "cancel" ? others : [...others, asked.content.items],
    policy: instance.services,
    ...(isCustomer && applicationId !== "" && edition !== "" && wish.change !== "cancel"
      ? { edition: { applicationId, name: edition } }
      : {}),
  };
};

/** Without items: what the subscription brought goes back to what it was. Nothing noted, nothing to read. */
const release = async (work: AcronisWork, wish: ServicesWish, content: ServiceContent): Promise<Weighed> => {
  const { itemsBefore = {}, tenantId = "" } = work.mapping;
  if (Object.keys(itemsBefore).length === 0) return { ...nothing, content };
  const tenantItems = await work.acronis.itemsOf(tenantId);
  const situation = situationOf(work, wish, { content: { ...content, items: [] }, storages: new Map(), tenantItems });
  return weighed(work, situation, { ...nothing, content, items: tenantItems });
};

const weighed = async (work: AcronisWork, situation: Situation, found: Omit<Weighed, "comparison" | "touchesItems">): Promise<Weighed> => {
  const comparison = compare(situation);
  const { content, items, switchTo, lost, warnings, ignored } = found;
  await refuseDifference(work, comparison.difference, { items, lost, storages: situation.storages, present: situation.tenantItems });
  return { content, items, switchTo, lost, warnings, ignored, storages: situation.storages, comparison, touchesItems: true };
};

/** A locked item keeps its status (acronis-api.md, 9.1), one in use is not switched off (9.7.6). */
const refuseDifference = async (
  { mapping: { tenantId = "" }, acronis }: AcronisWork,
  difference: readonly OfferingItemChange[],
  { items, lost, storages, present }: Pick<Weighed, "items" | "lost" | "storages"> & { readonly present: readonly OfferingItem[] },
): Promise<void> => {
  const now = byKey(present);
  const locked = difference.filter((change) => {
    const item = now.get(itemKey(change));
    return item?.locked === true && isOn(item) !== (change.status === 1);
  });
  if (locked.length > 0) throw new Rejected("itemsRefused", `locked: ${locked.map(({ name }) => name).join(", ")}`);
  const off = [...difference.filter(({ status }) => status === 0), ...lost];
  if (off.length === 0) return;
  const usages = (await acronis.usagesOf([tenantId])).get(tenantId)?.lines ?? [];
  refuseUsed(off, { items, usages, leaving: new Set(storages.keys()) });
};

/** A trial needs a tenant that is on trial, and production is one-way (6.9). */
const refuseNoTrial = async ({ mapping: { account, tenantId = "" }, instance, acronis }: AcronisWork): Promise<void> => {
  if (account.role === "reseller") throw new Rejected("trialImpossible", "a partner is in production from the start");
  if (instance.rule.customer.mode !== "trial") throw new Rejected("trialImpossible", "the standard rule gives production");
  const { mode } = await acronis.readPricing(tenantId);
  if (mode !== "trial") throw new Rejected("trialImpossible", "the tenant is in production");
};

/** The contract that the wish names, or that the subscription is already; its tier as the settings have it now. */
const contractOf = (
  { instance: { services } }: AcronisWork,
  wish: ServicesWish,
  entry: ServiceEntry | undefined,
): ServiceEntry["contract"] => {
  const planned = plannedBy(wish);
  const number = planned.tier ?? (planned.edition === undefined ? entry?.contract?.tier : undefined);
  if (number === undefined) return undefined;
  const tier = services.tiers.find((one) => one.tier === number);
  // A tier that the table has no more keeps what it was agreed with.
  return tier === undefined ? entry?.contract : { tier: number, commitment: tier.commitment, currency: services.tierCurrency };
};
