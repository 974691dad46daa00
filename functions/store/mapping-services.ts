import type { ServiceNotes, ServicesCompletion } from "../onboarding/services.ts";
import type { MappingTable } from "./mapping-table.ts";
import type { Change } from "./row.ts";

/** What rows note of an account's services. */
export const mappingServices = ({ fenced }: MappingTable): ServiceNotes => ({
  noteItemsBefore: async (mapping, itemsBefore) => {
    await fenced(mapping, { set: { itemsBefore } });
    return { ...mapping, itemsBefore };
  },
});

/** What an order of services leaves in the row; another order leaves all of that as it is. */
export const servicesChange = (services: ServicesCompletion | undefined): Required<Pick<Change, "set" | "remove">> => {
  if (services === undefined) return { set: {}, remove: [] };
  const { services: entries, itemsBefore, suspended } = services;
  const isAllReleased = Object.keys(itemsBefore).length === 0;
  return {
    set: { services: entries, itemsBefore: isAllReleased ? undefined : itemsBefore, suspended: suspended ? true : undefined },
    remove: [...(isAllReleased ? ["itemsBefore"] : []), ...(suspended ? [] : ["suspended"])],
  };
};
