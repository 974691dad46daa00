import type { ServiceNotes } from "../onboarding/services.ts";
import type { MappingTable } from "./mapping-table.ts";

/** What rows note of an account's services. */
export const mappingServices = ({ fenced }: MappingTable): ServiceNotes => ({
  noteItemsBefore: async (mapping, itemsBefore) => {
    await fenced(mapping, { set: { itemsBefore } });
    return { ...mapping, itemsBefore };
  },
});
