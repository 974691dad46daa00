import type { Mapping } from "./mapping.ts";
import { type ItemBefore, mostServices, type ServiceEntry } from "./service-entry.ts";

/** What the rows note of subscriptions of Acronis services. Fenced like every other write of a step. */
export interface ServiceNotes {
  /** Before items that no subscription named yet are changed: what they are now. Gives the row as it is then. */
  noteItemsBefore(mapping: Mapping, itemsBefore: Readonly<Record<string, ItemBefore>>): Promise<Mapping>;
}

/** What an order of `change-acronis-services` leaves behind. */
export interface ServicesCompletion {
  readonly services: ServiceEntry[];
  /** Of the items that a live subscription still names. */
  readonly itemsBefore: Record<string, ItemBefore>;
  readonly suspended: boolean;
}

export const isLive = ({ state }: Pick<ServiceEntry, "state">): boolean => state !== "cancelled";

/** The row's entry of a subscription, by our id of it or by the BSS's own. */
export const serviceEntryOf = (
  { services = [] }: Pick<Mapping, "services">,
  { id, bssId }: { readonly id: string; readonly bssId: string },
): ServiceEntry | undefined =>
  services.find(({ subscriptionId }) => subscriptionId === id) ?? services.find(({ bssSubscriptionId }) => bssSubscriptionId === bssId);

/** Whether a new subscription finds room in the row. */
export const hasRoom = ({ services = [] }: Pick<Mapping, "services">): boolean => services.filter(isLive).length < mostServices;

/** The row's list with the subscription as it is now; of those that are cancelled the first one makes room. */
export const withService = ({ services = [] }: Pick<Mapping, "services">, entry: ServiceEntry): ServiceEntry[] => {
  if (services.some(({ subscriptionId }) => subscriptionId === entry.subscriptionId)) {
    return services.map((one) => (one.subscriptionId === entry.subscriptionId ? entry : one));
  }
  const [first] = services.filter((one) => !isLive(one)).toSorted((one, other) => ((one.endedAt ?? "") < (other.endedAt ?? "") ? -1 : 1));
  return [...(services.length < mostServices ? services : services.filter((one) => one !== first)), entry];
};
