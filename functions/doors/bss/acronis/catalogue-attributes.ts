import type { ServicesDefinition, SoldGroup, SoldItem } from "../../../services/definition.ts";
import { type AttributeRow, choice } from "../fields/catalogue-attributes.ts";

/** An item that is sold as an add-on, with the products that it goes with. */
export interface SoldAddon {
  readonly item: SoldItem;
  readonly groups: readonly SoldGroup[];
}

/** The attributes of the services: plan, edition, storage, and one for each amount or feature. */
export const attributesOf = (
  groups: readonly SoldGroup[],
  addons: readonly SoldAddon[],
  storages: ServicesDefinition["storages"],
): readonly AttributeRow[] => [
  {
    id: "plan",
    name: "Plan",
    description: "Tells the product or add-on; never change it",
    usage: "ProductCharacteristic",
    kind: "PredefinedChooseOne",
    isRequired: true,
    choices: [...groups.map(({ plan, name }) => choice(plan, name)), ...addons.map((addon) => choice(addon.item.plan, addonName(addon)))],
  },
  {
    id: "edition",
    name: "Edition",
    description: "Edition and billing mode at Acronis",
    usage: "ProductCharacteristic",
    kind: "PredefinedChooseOne",
    choices: [...editionsOf(groups)].map(([edition, name]) => choice(edition, name)),
  },
  {
    id: "storage_location",
    name: "Storage",
    description: "Where the data is kept; left empty, the tenant's present storage, or the standard one",
    usage: "OrderCharacteristic",
    kind: "PredefinedChooseOne",
    choices: [...storages]
      .toSorted((one, other) => (`${one.locationName} ${one.name}` < `${other.locationName} ${other.name}` ? -1 : 1))
      .map(({ id, name, locationName }) => choice(id, locationName === "" ? name : `${name} (${locationName})`)),
  },
  ...amountsOf(groups, new Set(addons.map(({ item }) => item.attributeId))),
];

/** Editions by their words. Where those of another are the same, the application tells which one it is. */
const editionsOf = (groups: readonly SoldGroup[]): ReadonlyMap<string, string> => {
  const named = new Map<string, string>();
  const told = new Set<string>();
  for (const { edition, editionName, applicationName } of groups) {
    if (edition === "" || named.has(edition)) continue;
    named.set(edition, told.has(editionName) ? `${editionName} (${applicationName})` : editionName);
    told.add(editionName);
  }
  return named;
};

/** Features that can be switched, of which the vendor has dozens. */
const MOST_FEATURES = 500;

/** One attribute an amount or feature, shared by the editions; an amount where any of them counts it. Of what is counted those that an add-on sells. */
const amountsOf = (groups: readonly SoldGroup[], sold: ReadonlySet<string>): readonly AttributeRow[] => {
  const rows = new Map<string, AttributeRow>();
  let features = 0;
  for (const { attributeId, isFeature, name, unit } of groups.flatMap(({ items }) => items)) {
    const known = rows.get(attributeId);
    if (known !== undefined && (isFeature || known.kind === "Numeric")) continue;
    if (!isFeature && !sold.has(attributeId)) continue;
    if (isFeature && (features += 1) > MOST_FEATURES) continue;
    rows.set(attributeId, {
      id: attributeId,
      name: unit === "GB" || unit === "hours" ? `${name} (${unit})` : name,
      usage: "OrderCharacteristic",
      kind: isFeature ? "Boolean" : "Numeric",
      allowUnlimited: !isFeature,
    });
  }
  return [...rows.values()];
};

/** The same item of two editions has two prices, so its name says which one it is. */
export const addonName = ({ item, groups }: SoldAddon): string => {
  const [group] = groups;
  return groups.length > 1 || group === undefined || group.editionName === ""
    ? `Acronis ${item.name}`
    : `Acronis ${item.name} - ${group.editionName}`;
};
