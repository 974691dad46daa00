import { setsItems } from "../../../acronis/subscriptions/rules.ts";
import type { Instance } from "../../../instances/instance.ts";
import type { ServicesWish } from "../../../onboarding/account.ts";
import type { Mapping } from "../../../onboarding/mapping.ts";
import { addonIdOf, subscriptionIdOf } from "../../../onboarding/names.ts";
import type { AccountKey } from "../../../onboarding/ports.ts";
import type { ServiceEntry } from "../../../onboarding/service-entry.ts";
import { contractPlan, editionOf, isContract, isOfOtherInstance, lacksTier, planOf } from "./plans.ts";
import type { SentAddon, SentServices } from "./subscription.ts";
import { addonAmount, isTooMuch, ownAmount, sumOf } from "../subscriptions/amounts.ts";
import type { ReadAttributes } from "../subscriptions/attributes.ts";
import type { Problem } from "../problem.ts";

type Addon = ServicesWish["addons"][number];

/** What a call says, for whom, and what the row knows of the account. */
export interface Said {
  readonly sent: SentServices;
  readonly change: ServicesWish["change"];
  readonly key: AccountKey;
  readonly instance: Instance;
  readonly mapping: Mapping | undefined;
}

/** What a call wants, in our words; or what in it makes no sense for this instance. */
export const wishOf = ({ sent, change, key, instance, mapping }: Said): ServicesWish | Problem => {
  const { instanceId } = instance;
  const faults: string[] = [];
  const entry = entryOf(sent, change, mapping);
  const id = entry?.subscriptionId ?? subscriptionIdOf(key, sent.bssId);
  const plan = planOf(sent.attributes, sent.productId, instance);
  if (plan.length > 100) faults.push("AttributeList.plan is longer than 100 characters");
  if (isOfOtherInstance(sent.serviceType, instanceId)) faults.push("ServiceType is the product type of another instance");
  const { tier } = sent.attributes;
  const contract = contractPlan(tier, instance);
  if (tier !== "" && contract === undefined) faults.push("AttributeList.tier is no tier");
  if (contract !== undefined && contract !== plan) faults.push(`AttributeList.plan is ${plan}, AttributeList.tier is of ${contract}`);
  const wish: ServicesWish = {
    id,
    bssId: sent.bssId,
    name: sent.name,
    change,
    plan,
    edition: isContract(plan) ? "" : editionOf(sent.attributes, plan),
    storage: storageOf(sent, faults),
    isTrial: sent.isTrial,
    amounts: amounts(sent.attributes, "AttributeList", (amount) => ownAmount(amount, sent.quantity), faults),
    addons: addonsOf({ sent, key, instance, entry }, faults),
  };
  // A contract that is only updated is of the tier that it has.
  const isKnown = change === "update" && entry?.contract !== undefined;
  const isWithout = setsItems(wish) && !isKnown && lacksTier(sent, plan, instanceId);
  if (isWithout && faults.length === 0) faults.push("AttributeList.tier is missing");
  return faults.length === 0 ? wish : { problem: "invalidRequest", detail: faults.join(", ") };
};

/** Our id of an add-on: the row's, by the id that we answered or by its product, else a new one. */
export const addonIdIn = (
  { id, bssProductId }: Pick<SentAddon, "id" | "bssProductId">,
  { key, entry, bssId }: { readonly key: AccountKey; readonly entry: Pick<ServiceEntry, "addons"> | undefined; readonly bssId: string },
): string =>
  (entry?.addons.find(({ addonId }) => addonId === id) ?? entry?.addons.find((one) => one.bssProductId === bssProductId))?.addonId ??
  addonIdOf(key, bssId, bssProductId);

/** The row's subscription: by our id, by the BSS's, and after a change of plan by the one it had before (7.5). */
export const entryOf = ({ id, bssId, formerBssId }: SentServices, change: ServicesWish["change"], mapping: Mapping | undefined) => {
  const services = mapping?.services ?? [];
  const by = (bss: string) => services.find(({ bssSubscriptionId }) => bss !== "" && bssSubscriptionId === bss);
  return (
    services.find(({ subscriptionId }) => subscriptionId === id) ?? by(bssId) ?? (change === "changePlan" ? by(formerBssId) : undefined)
  );
};

/** All that is not cancelled is in the total (7.5). Two lines of one product are one add-on. */
const addonsOf = (
  { sent, key, instance, entry }: Pick<Said, "sent" | "key" | "instance"> & { readonly entry: ServiceEntry | undefined },
  faults: string[],
): Addon[] => {
  const found = new Map<string, Addon>();
  for (const [index, addon] of sent.addons.entries()) {
    if (addon.action === "cancel") continue;
    const { bssProductId, name, quantity, attributes } = addon;
    const id = addonIdIn(addon, { key, entry, bssId: sent.bssId });
    const place = `Addons[${index}].AttributeList`;
    const plan = planOf(attributes, bssProductId, instance);
    if (plan.length > 100) faults.push(`${place}.plan is longer than 100 characters`);
    const rule = instance.services.addonAmounts;
    const whole = amounts(attributes, place, (amount) => addonAmount(amount, quantity, rule), faults);
    const before = found.get(id);
    found.set(id, { id, bssProductId, plan, name, amounts: before === undefined ? whole : together(before.amounts, whole) });
  }
  return [...found.values()];
};

const amounts = (
  { amounts: sent }: ReadAttributes,
  place: string,
  whole: (amount: ReadAttributes["amounts"][string]) => string,
  faults: string[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(sent).map(([id, amount]) => {
      const text = whole(amount);
      if (isTooMuch(text)) faults.push(`${place}.${id} is more than 999999999`);
      return [id, text];
    }),
  );

const together = (one: Addon["amounts"], other: Addon["amounts"]): Addon["amounts"] => ({
  ...one,
  ...Object.fromEntries(Object.entries(other).map(([id, amount]) => [id, Object.hasOwn(one, id) ? sumOf(one[id] ?? "0", amount) : amount])),
});

/** The storage may be chosen in the subscription or in an add-on that brings storage, but it is one. */
const storageOf = ({ attributes, addons }: SentServices, faults: string[]): string => {
  const [first = "", ...others] = new Set([attributes, ...addons.map((addon) => addon.attributes)].flatMap(({ storage }) => storage || []));
  if (others.length > 0) faults.push("storage_location differs between the subscription and its add-ons");
  return first;
};
