import type { ServicesWish } from "../../onboarding/account.ts";
import type { Mapping } from "../../onboarding/mapping.ts";
import type { ServiceContent, ServiceEntry } from "../../onboarding/service-entry.ts";
import { isLive, serviceEntryOf, type ServicesCompletion, withService } from "../../onboarding/services.ts";
import { keysNamedBy } from "./item-refs.ts";
import { modeAfter } from "./mode.ts";
import { setsItems } from "./rules.ts";
import { movedItem } from "./shifts.ts";

/** What an order found and did, as far as the row is to know it. */
export interface Outcome {
  readonly content: ServiceContent;
  readonly storages: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
  readonly ignored: readonly string[];
}

/** The subscription as it is once its order is done. */
export const entryAfter = (
  wish: ServicesWish,
  before: ServiceEntry | undefined,
  { content, warnings, ignored }: Outcome,
  now: string,
): ServiceEntry => {
  const { endedAt: _, remarks: __, ...kept } = before ?? blank(now);
  const isNew = before === undefined || !isLive(before);
  const said = setsItems(wish) ? saidBy(wish, kept) : {};
  const remarks = warnings.length + ignored.length > 0 ? { remarks: { warnings: [...warnings], ignored: [...ignored] } } : {};
  return {
    ...kept,
    ...content,
    items: [...content.items],
    ...said,
    subscriptionId: before?.subscriptionId ?? wish.id,
    bssSubscriptionId: wish.bssId,
    state: stateAfter(wish, kept.state),
    isTrial: isNew && wish.change === "create" ? wish.isTrial : kept.isTrial && wish.change !== "upgradeToPaid",
    startedAt: isNew && wish.change === "create" ? now : kept.startedAt,
    changedAt: now,
    ...(wish.change === "cancel" ? { items: [], addons: [], endedAt: before?.endedAt ?? now } : {}),
    ...remarks,
  };
};

/** All that the row says of services once the order is done. */
export const completionAfter = (
  mapping: Pick<Mapping, "services" | "itemsBefore" | "suspended">,
  wish: ServicesWish,
  outcome: Outcome,
  now: string,
): ServicesCompletion => {
  const entry = entryAfter(wish, serviceEntryOf(mapping, wish), outcome, now);
  const services = withService(mapping, entry).map((one) => ({
    ...one,
    items: one.items.map((item) => movedItem(item, outcome.storages)),
  }));
  const noted = mapping.itemsBefore ?? {};
  // A change that set no items released none either: what a parked order put is still to be taken back.
  const itemsBefore = setsItems(wish) || wish.change === "cancel" ? ofNamed(noted, services) : noted;
  return { services, itemsBefore, suspended: modeAfter(wish.change, services, mapping.suspended === true).suspended };
};

/** Of the items that a live subscription names. */
const ofNamed = (noted: ServicesCompletion["itemsBefore"], services: readonly ServiceEntry[]): ServicesCompletion["itemsBefore"] => {
  const named = keysNamedBy(services);
  return Object.fromEntries(Object.entries(noted).filter(([key]) => named.has(key)));
};

const blank = (now: string): ServiceEntry => ({
  subscriptionId: "",
  bssSubscriptionId: "",
  name: "",
  plan: "",
  applicationId: "",
  edition: "",
  state: "active",
  isTrial: false,
  items: [],
  addons: [],
  startedAt: now,
  changedAt: now,
});

type Said = Pick<ServiceEntry, "name" | "plan" | "addons">;

/** What the BSS says of it with every call that sets items; a text that it leaves out stays. */
const saidBy = ({ name, plan, addons }: ServicesWish, known: Said): Said => ({
  name: name || known.name,
  plan: plan || known.plan,
  addons: addons.map((addon) => ({ addonId: addon.id, bssProductId: addon.bssProductId, plan: addon.plan, name: addon.name })),
});

const stateAfter = ({ change }: ServicesWish, state: ServiceEntry["state"]): ServiceEntry["state"] => {
  if (change === "create" || change === "activate") return "active";
  if (change === "suspend") return "suspended";
  return change === "cancel" ? "cancelled" : state;
};
