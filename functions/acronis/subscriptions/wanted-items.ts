import { Rejected } from "../../errors.ts";
import type { ServiceItem } from "../../onboarding/service-entry.ts";
import { usageNameOf } from "../../services/offered-items.ts";
import { attributeIdOf, type Unit, unitOf } from "../../services/units.ts";
import type { ItemOnOffer, OfferingItem } from "../../vendors/acronis/objects.ts";
import { type Amount, vendorAmount } from "./asked-amounts.ts";

/** The most offering items that one subscription may name: twenty of them must find room in a row of 400 KB. */
const MOST_ITEMS = 60;

/** An item on offer that answers to an attribute; of a storage's item there is one a storage. */
export interface Answering {
  readonly attribute: string;
  readonly amount: Amount;
  /** At least one; all of the same name. */
  readonly items: readonly OfferingItem[];
}

export interface Matched {
  readonly answering: readonly Answering[];
  /** Attributes that nothing on offer answers to. */
  readonly missing: readonly string[];
}

/**
 * Finds what is asked among the items on offer, by usage name and unit. `edition` empty: the items of applications without editions
 * alone.
 */
export const matched = (amounts: ReadonlyMap<string, Amount>, onOffer: readonly OfferingItem[], edition: string): Matched => {
  const answers = new Map<string, OfferingItem[]>();
  // The edition's own items come first, so they win over one without an edition.
  const fitting = onOffer.filter((item) => (item.edition ?? "") === "" || item.edition === edition);
  for (const item of fitting.toSorted((one, other) => Number((other.edition ?? "") !== "") - Number((one.edition ?? "") !== ""))) {
    const attribute = attributeOf(item);
    const sames = answers.get(attribute);
    if (sames === undefined) answers.set(attribute, [item]);
    else if (sames[0]?.name === item.name && sames[0].application_id === item.application_id) sames.push(item);
  }
  const answering = [...amounts].flatMap(([attribute, amount]) => {
    const items = answers.get(attribute);
    return items === undefined ? [] : [{ attribute, amount, items }];
  });
  return { answering: [...answering, ...needed(answering, answers)], missing: [...amounts.keys()].filter((one) => !answers.has(one)) };
};

/** What the subscription wants of each item, in the vendor's units. Rejected("amountInvalid") where it cannot be said exactly. */
export const serviceItems = (
  answering: readonly Answering[],
  storageOf: (items: readonly OfferingItem[]) => string | undefined,
): readonly ServiceItem[] => {
  if (answering.length > MOST_ITEMS) throw new Rejected("amountInvalid", `more than ${MOST_ITEMS} offering items in one subscription`);
  return answering.flatMap(({ attribute, amount, items }) => {
    const [item] = items;
    if (item === undefined) return [];
    const infraId = items.some(({ infra_id }) => infra_id !== undefined) ? storageOf(items) : undefined;
    const unit = countedIn(item);
    const value = unit === undefined ? null : vendorAmount(attribute, amount, unit);
    return [{ applicationId: item.application_id, name: item.name, ...(infraId === undefined ? {} : { infraId }), value }];
  });
};

/** The attribute in which an amount of the item travels. */
export const attributeOf = (item: ItemOnOffer): string => attributeIdOf(usageNameOf(item), countedIn(item)).toLowerCase();

/** The unit of an item; undefined for a feature, which is on or off. */
export const countedIn = ({ type, measurement_unit }: Pick<OfferingItem, "type" | "measurement_unit">): Unit | undefined =>
  type === "feature" ? undefined : unitOf(measurement_unit);

/** Features without which the platform refuses an item (acronis-api.md, 9.7.4), and those of which disaster recovery consists, by usage name. */
const features: Readonly<Record<string, readonly string[]>> = {
  mailboxes: ["o365_mailboxes", "o365_onedrive"],
  o365_seats: ["o365_mailboxes", "o365_onedrive"],
  gsuite_seats: ["google_mail", "google_drive"],
  dr_storage: ["dr_base"],
  compute_points: ["dr_base"],
  dr_cloud_servers: ["dr_base"],
  dr_internet_access: ["dr_base"],
  public_ips: ["dr_base"],
};

/** The features that asked items bring with them, where they are on offer and not asked for themselves. */
const needed = (answering: readonly Answering[], answers: ReadonlyMap<string, readonly OfferingItem[]>): readonly Answering[] => {
  const asked = new Set(answering.map(({ attribute }) => attribute));
  const names = answering.flatMap(({ items: [item] }) => (item === undefined ? [] : (features[usageNameOf(item)] ?? [])));
  return [...new Set(names)].flatMap((attribute) => {
    const items = answers.get(attribute);
    return items === undefined || asked.has(attribute) ? [] : [{ attribute, amount: "unlimited" as const, items }];
  });
};
