import type { ServicesDefinition, SoldItem } from "../services/definition.ts";

/** How items and storages are called where they are sold. */
export interface SoldNames {
  /** The item as it is published, and its product's name; undefined for one that is not. */
  item(applicationId: string, name: string): { readonly sold: SoldItem; readonly group: string } | undefined;
  /** A storage's name, or its id where it has none. */
  storage(id: string): string;
}

/** The names of a published definition; of none where there is none. */
export const soldNamesOf = (definition: ServicesDefinition | undefined): SoldNames => {
  const items = new Map(
    definition?.groups.flatMap(({ applicationId, name: group, items: sold }) =>
      sold.map((item) => [`${applicationId} ${item.itemName}`, { sold: item, group }] as const),
    ),
  );
  const storages = new Map(definition?.storages.map(({ id, name }) => [id, name]));
  return {
    item: (applicationId, name) => items.get(`${applicationId} ${name}`),
    storage: (id) => storages.get(id) ?? id,
  };
};
