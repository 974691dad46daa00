import type { ServiceEntry, ServiceItem } from "../../onboarding/service-entry.ts";
import { isLive } from "../../onboarding/services.ts";
import type { OfferingItem } from "../../vendors/acronis/objects.ts";
import { itemKey } from "../choose-items.ts";

/** What names an offering item at a tenant. */
export interface ItemRef {
  readonly application_id: string;
  readonly name: string;
  readonly infra_id?: string | undefined;
}

export const refOf = ({ application_id, name, infra_id }: ItemRef): ItemRef => ({
  application_id,
  name,
  ...(infra_id === undefined ? {} : { infra_id }),
});

export const refOfService = ({ applicationId, name, infraId }: ServiceItem): ItemRef =>
  refOf({ application_id: applicationId, name, infra_id: infraId });

/** The item that a key names; ids and names of items hold no spaces. */
export const refOfKey = (key: string): ItemRef => {
  const [application_id = "", name = "", infra_id = ""] = key.split(" ");
  return { application_id, name, ...(infra_id === "" ? {} : { infra_id }) };
};

/** Keys of the items that a live subscription names. */
export const keysNamedBy = (services: readonly ServiceEntry[]): ReadonlySet<string> =>
  new Set(services.filter(isLive).flatMap(({ items }) => items.map((item) => itemKey(refOfService(item)))));

export const isOn = ({ status }: Pick<OfferingItem, "status">): boolean => status === 1;

export const byKey = <Item extends ItemRef>(items: readonly Item[]): ReadonlyMap<string, Item> =>
  new Map(items.map((item) => [itemKey(item), item]));

/** The edition that a tenant has on of a service; a customer has one (9.5). */
export const editionOn = (items: readonly OfferingItem[], applicationId: string): string | undefined =>
  items.find((item) => isOn(item) && item.application_id === applicationId && (item.edition ?? "") !== "")?.edition ?? undefined;
