import { Rejected } from "../../errors.ts";
import type { ServicesWish } from "../../onboarding/account.ts";
import type { AcronisWork } from "../../onboarding/order-at-hand.ts";
import type { ServiceContent, ServiceEntry } from "../../onboarding/service-entry.ts";
import { isLive } from "../../onboarding/services.ts";
import type { OfferingItem, Storage } from "../../vendors/acronis/objects.ts";
import { askedAmounts } from "./asked-amounts.ts";
import { documentedAttributes } from "./documented-attributes.ts";
import { afterSwitch, chosenEdition, lostBySwitch, standardEdition } from "./editions.ts";
import { editionOn } from "./item-refs.ts";
import { customerStorages, resellerStorages, type StorageChoice, storagesOn } from "./storage-choice.ts";
import { attributeOf, matched, serviceItems } from "./wanted-items.ts";

/** What a subscription asks for, found among the items on offer. */
export interface Asked {
  readonly content: ServiceContent;
  /** From which storage a customer's items move to which. */
  readonly storages: ReadonlyMap<string, string>;
  /** The tenant's items as they are, or as they will be after the switch of edition. */
  readonly tenantItems: readonly OfferingItem[];
  /** Of the tenant and on offer. */
  readonly items: readonly OfferingItem[];
  readonly switchTo: string;
  /** What the switch would switch off. */
  readonly lost: readonly OfferingItem[];
  readonly warnings: readonly string[];
  readonly ignored: readonly string[];
}

/** Most names that a refusal lists. */
const MOST_NAMED = 10;

/** Reads the tenant and what its parent offers, and finds there what is asked. Throws Rejected with what cannot be had. */
export const askedItems = async (work: AcronisWork, wish: ServicesWish, entry: ServiceEntry | undefined): Promise<Asked> => {
  const { mapping, instance, acronis } = work;
  const { role, parentTenantId } = mapping.account;
  const { tenantId = "" } = mapping;
  const amounts = askedAmounts(wish);
  const present = await acronis.itemsOf(tenantId);
  const edition = chosenEdition(wish, { entry, tenantItems: present, rule: instance.rule, role });
  const kind = role === "customer" ? "customer" : "partner";
  const onOffer = await acronis.itemsOnOffer(parentTenantId, kind, edition === "" ? standardEdition(instance.rule, role) : edition);
  const ofEdition = onOffer.find((item) => edition !== "" && item.edition === edition);
  if (edition !== "" && ofEdition === undefined) throw new Rejected("itemsNotOnOffer", `edition ${edition}`);
  const { answering, missing } = matched(amounts, onOffer, edition);
  const ignored = await strangers(missing, work, kind);
  refuseMissing(
    missing.filter((attribute) => !ignored.includes(attribute)),
    edition,
  );

  const applicationId = ofEdition?.application_id ?? answering[0]?.items[0]?.application_id ?? "";
  const isSwitched = role === "customer" && edition !== "" && (editionOn(present, applicationId) ?? edition) !== edition;
  if (role === "customer" && edition !== "") refuseTakenEdition(mapping.services ?? [], { entry, applicationId, edition });
  const warnings = isSwitched ? await acronis.editionWarnings(tenantId, applicationId, edition) : [];
  const tenantItems = isSwitched ? afterSwitch(present, { applicationId, edition }, onOffer) : present;
  const hasStorage = wish.storage !== "" || answering.some(({ items }) => items.some(({ infra_id }) => infra_id !== undefined));
  const choice = hasStorage ? await storageChoice(work, wish, { tenantItems, onOffer }) : undefined;
  const items = serviceItems(answering, (candidates) => choice?.of(candidates));
  return {
    content: { applicationId, edition, items },
    storages: choice?.moves ?? new Map<string, string>(),
    tenantItems,
    items: [...tenantItems, ...onOffer],
    switchTo: isSwitched ? edition : "",
    lost: isSwitched ? lostBySwitch(present, { applicationId, edition }, onOffer) : [],
    warnings,
    ignored,
  };
};

const storageChoice = async (
  { mapping: { account }, instance, acronis }: AcronisWork,
  { storage }: ServicesWish,
  items: { readonly tenantItems: readonly OfferingItem[]; readonly onOffer: readonly OfferingItem[] },
): Promise<StorageChoice> => {
  const ids = [...storagesOn(items.tenantItems), ...items.onOffer.flatMap(({ infra_id }) => infra_id ?? [])];
  const storages = await acronis.storages(account.parentTenantId, ids);
  const question = { wished: idOf(storage, storages), standard: instance.rule.customer.storage, storages, ...items };
  return account.role === "customer" ? customerStorages(question) : resellerStorages(question);
};

/** A storage may be called by its name, also with its location behind it as it is published; one that two have is none. */
const idOf = (wished: string, storages: readonly Storage[]): string => {
  const [named, ...others] = storages.filter(({ name }) => wished === name || (wished.startsWith(`${name} (`) && wished.endsWith(")")));
  return named === undefined || others.length > 0 || storages.some(({ id }) => id === wished) ? wished : named.id;
};

/** Attributes that are no offering item at all: neither documented, nor among what the distributor itself can hand on. */
const strangers = async (
  attributes: readonly string[],
  { instance, acronis }: AcronisWork,
  kind: "customer" | "partner",
): Promise<readonly string[]> => {
  const unknown = new Set(attributes.filter((attribute) => !documentedAttributes.has(attribute)));
  if (unknown.size > 0) await acronis.eachItemOnOffer(instance.tenantId, kind, (item) => unknown.delete(attributeOf(item)));
  return [...unknown];
};

const refuseMissing = (missing: readonly string[], edition: string): void => {
  if (missing.length === 0) return;
  const more = missing.length > MOST_NAMED ? ` and ${missing.length - MOST_NAMED} more` : "";
  const of = edition === "" ? "" : ` in edition ${edition}`;
  throw new Rejected("itemsNotOnOffer", `${missing.slice(0, MOST_NAMED).join(", ")}${more}${of}`);
};

/** A customer has one edition of a service (acronis-api.md, 9.5), so its subscriptions agree on it. */
const refuseTakenEdition = (
  services: readonly ServiceEntry[],
  { entry, applicationId, edition }: { readonly entry: ServiceEntry | undefined; readonly applicationId: string; readonly edition: string },
): void => {
  const other = services.find(
    (one) => one !== entry && isLive(one) && one.applicationId === applicationId && one.edition !== "" && one.edition !== edition,
  );
  if (other !== undefined) throw new Rejected("editionTaken", `${other.edition}, subscription ${other.subscriptionId}`);
};
