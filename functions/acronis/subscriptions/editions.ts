import type { Rule } from "../../instances/rule.ts";
import type { Account, ServicesWish } from "../../onboarding/account.ts";
import type { ServiceEntry } from "../../onboarding/service-entry.ts";
import { usageNameOf } from "../../services/offered-items.ts";
import type { OfferingItem } from "../../vendors/acronis/objects.ts";
import { editionOn, isOn, refOf } from "./item-refs.ts";
import { plannedBy } from "./plans.ts";

/** Cyber Protection, the same id in every data centre (acronis-api.md, 8). */
const BACKUP = "6e6d758d-8e74-3ae3-ac84-50eb0dff12eb";

/**
 * The edition that a subscription is of: as it is wished, else its own by now, else what the tenant has on of Cyber Protection, else
 * the rule's. Empty: of an application without editions.
 */
export const chosenEdition = (wish: ServicesWish, { entry, tenantItems, rule, role }: EditionQuestion): string =>
  plannedBy(wish).edition ??
  (entry === undefined || entry.contract !== undefined ? undefined : entry.edition) ??
  editionOn(tenantItems, BACKUP) ??
  standardEdition(rule, role);

export interface EditionQuestion {
  readonly entry: ServiceEntry | undefined;
  readonly tenantItems: readonly OfferingItem[];
  readonly rule: Rule;
  readonly role: Account["role"];
}

/** Items without an edition are on offer in every one, so this serves to read them too (9.2). */
export const standardEdition = (rule: Rule, role: Account["role"]): string =>
  role === "customer" ? rule.customer.edition : (rule.reseller.editions[0] ?? rule.customer.edition);

/** An edition of a service. */
interface EditionOf {
  readonly applicationId: string;
  readonly edition: string;
}

/**
 * A customer's items as they will be after the vendor's switch of edition: the same set under the other prefix, each quota copied
 * (9.8). To judge by before the switch; what it really made is read after it.
 */
export const afterSwitch = (
  tenantItems: readonly OfferingItem[],
  { applicationId, edition }: EditionOf,
  onOffer: readonly OfferingItem[],
): readonly OfferingItem[] => {
  const leaves = leavesFor({ applicationId, edition });
  const leaving = new Map(tenantItems.filter(leaves).map((item) => [sameUsage(item), item]));
  const arrived = itemsOfEdition(onOffer, { applicationId, edition }).map((item) => {
    const old = leaving.get(sameUsage(item));
    return old === undefined
      ? { ...item, status: 0, quota: undefined }
      : { ...item, status: 1, quota: old.quota && { ...old.quota, version: 0 } };
  });
  const others = tenantItems.filter((item) => item.application_id !== applicationId || item.edition !== edition);
  return [...others.map((item) => (leaves(item) ? { ...item, status: 0, quota: undefined } : item)), ...arrived];
};

/** What a switch of edition would switch off, since the other edition does not offer it: the vendor does that without asking (9.8). */
export const lostBySwitch = (
  tenantItems: readonly OfferingItem[],
  target: EditionOf,
  onOffer: readonly OfferingItem[],
): readonly OfferingItem[] => {
  const offered = new Set(itemsOfEdition(onOffer, target).map(sameUsage));
  return tenantItems.filter((item) => leavesFor(target)(item) && !offered.has(sameUsage(item)));
};

const leavesFor =
  ({ applicationId, edition }: EditionOf) =>
  (item: OfferingItem): boolean =>
    isOn(item) && item.application_id === applicationId && (item.edition ?? "") !== "" && item.edition !== edition;

const itemsOfEdition = (items: readonly OfferingItem[], { applicationId, edition }: EditionOf): readonly OfferingItem[] =>
  items.filter((item) => item.application_id === applicationId && item.edition === edition);

const sameUsage = (item: OfferingItem): string => JSON.stringify({ ...refOf(item), name: usageNameOf(item) });
