import type { Instance } from "../../instances/instance.ts";
import type { ServicesDefinition, SoldGroup, SoldItem } from "../../services/definition.ts";
import { priceDigitsOf } from "../../services/price-source.ts";
import {
  type AttributeRow,
  choice,
  fixed,
  prepaidAddon,
  productByUse,
  productType,
  type ProductTypeCollection,
  scopes,
  updateOptions,
} from "./catalogue.ts";
import { contractType } from "./contract-catalogue.ts";

/** Add-ons that one answer holds: a function's answer on AWS has at most 6 MB. */
export const MOST_ADDONS = 3_000;

/** The id of an instance's product type: the same for ever, so that two agreements never mix. */
export const productTypeIdOf = (instanceId: string): string => `acronis-${instanceId}`;

/** What GSD may overwrite in the BSS on a later run (bss-service-management-api.md, 7.3): names only where the settings say so. */
export const updatesOf = ({ updateProductNames }: Pick<Instance, "updateProductNames">): readonly number[] => [
  ...(updateProductNames === "update" ? [updateOptions.name] : []),
  updateOptions.prices,
  updateOptions.relatedProducts,
];

/**
 * The catalogue of an instance as the BSS reads it: its services, and its contracts of service providers. Without a definition the types
 * are there and the services have no products: some may be made by hand. A definition that is really empty sells nothing at all.
 */
export const acronisCatalogue = (instance: Instance, definition: ServicesDefinition | undefined): ProductTypeCollection => {
  if (definition?.groups.length === 0) return { ProductTypes: [] };
  return { ProductTypes: [servicesType(instance, definition), contractType(instance, updatesOf(instance))] };
};

const servicesType = (instance: Instance, definition: ServicesDefinition | undefined) => {
  const groups = definition?.groups ?? [];
  const id = productTypeIdOf(instance.instanceId);
  const sold = addonsOf(groups);
  return productType({
    id,
    name: `Acronis Cyber Cloud - ${instance.systemName}`,
    description: "Services of Acronis Cyber Cloud",
    portal: instance.gateway,
    scope: scopes.both,
    attributes: attributesOf(groups, sold, definition?.storages ?? []),
    products: groups.map((group) => productOf(group, groups, instance)),
    addons: sold.map((addon) => addonOf(addon, definition?.currency ?? instance.primaryCurrency, instance)),
  });
};

/** An item that is sold as an add-on, with the products that it goes with. */
interface SoldAddon {
  readonly item: SoldItem;
  readonly groups: readonly SoldGroup[];
}

/** Every item that is counted, once, however many products have it. */
const addonsOf = (groups: readonly SoldGroup[]): readonly SoldAddon[] => {
  const byPlan = new Map<string, { readonly item: SoldItem; readonly groups: SoldGroup[] }>();
  for (const group of groups) {
    for (const item of group.items) {
      if (item.isFeature) continue;
      const known = byPlan.get(item.plan);
      if (known !== undefined) known.groups.push(group);
      else if (byPlan.size < MOST_ADDONS) byPlan.set(item.plan, { item, groups: [group] });
    }
  }
  return [...byPlan.values()];
};

const attributesOf = (
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

const editionsOf = (groups: readonly SoldGroup[]): ReadonlyMap<string, string> =>
  new Map(groups.flatMap(({ edition, editionName }) => (edition === "" ? [] : [[edition, editionName] as const])));

/** One attribute an amount or feature, shared by the editions; of what is counted those that an add-on sells. */
const amountsOf = (groups: readonly SoldGroup[], sold: ReadonlySet<string>): readonly AttributeRow[] => {
  const rows = new Map<string, AttributeRow>();
  for (const { attributeId, isFeature, name, unit } of groups.flatMap(({ items }) => items)) {
    if (rows.has(attributeId) || (!isFeature && !sold.has(attributeId))) continue;
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

const productOf = (group: SoldGroup, groups: readonly SoldGroup[], instance: Instance) => {
  const type = productTypeIdOf(instance.instanceId);
  const others = groups.filter((other) => other.applicationId === group.applicationId && other.plan !== group.plan);
  return productByUse({
    id: `${type}-${group.plan}`,
    name: group.name,
    description: `${group.applicationName}${group.editionName === "" ? "" : `, ${group.editionName.toLowerCase()}`}: billed by use, each month on the 1st`,
    attributes: [fixed("plan", group.plan, true), ...(group.edition === "" ? [] : [fixed("edition", group.edition)])],
    updateOptions: updatesOf(instance),
    digits: priceDigitsOf(instance),
    upgrades: others.map(({ plan }) => `${type}-${plan}`),
  });
};

const addonOf = ({ item, groups }: SoldAddon, currency: string, instance: Instance) => {
  const type = productTypeIdOf(instance.instanceId);
  const editions = [...new Set(groups.map(({ edition }) => edition))];
  const [edition = ""] = editions;
  return prepaidAddon({
    id: `${type}-${item.plan}`,
    products: groups.map(({ plan }) => `${type}-${plan}`),
    name: addonName({ item, groups }),
    description: `${item.name}: one of the quantity is ${item.unit === "pieces" ? "one piece" : `1 ${item.unit === "hours" ? "hour" : item.unit}`}`,
    attributes: [
      fixed("plan", item.plan, true),
      ...(editions.length > 1 || edition === "" ? [] : [fixed("edition", edition)]),
      fixed(item.attributeId, "1"),
    ],
    unit: item.unit,
    updateOptions: updatesOf(instance),
    price: item.price === undefined ? undefined : { currency, ...item.price },
  });
};

/** The same item of two editions has two prices, so its name says which one it is. */
const addonName = ({ item, groups }: SoldAddon): string => {
  const [group] = groups;
  return groups.length > 1 || group === undefined || group.editionName === ""
    ? `Acronis ${item.name}`
    : `Acronis ${item.name} - ${group.editionName}`;
};
