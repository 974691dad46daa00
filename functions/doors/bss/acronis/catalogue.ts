import type { Instance } from "../../../instances/instance.ts";
import type { ServicesDefinition, SoldGroup } from "../../../services/definition.ts";
import { priceDigitsOf } from "../../../services/price-source.ts";
import { addonName, attributesOf, type SoldAddon } from "./catalogue-attributes.ts";
import { fixed, prepaidAddon, productByUse, productType, type ProductTypeCollection, scopes, updateOptions } from "../fields/catalogue.ts";
import { contractType } from "./contract-catalogue.ts";

/** Add-ons that one answer holds: a function's answer on AWS has at most 6 MB. */
export const MOST_ADDONS = 3_000;
/** Bytes of the services; a tenth more is for the quotes that are escaped in a function's answer, and the contracts stand beside them. */
const LARGEST_ANSWER = 5_000_000;

/** The id of an instance's product type: the same for ever, so that two agreements never mix. */
const productTypeIdOf = (instanceId: string): string => `acronis-${instanceId}`;

/** What GSD may overwrite in the BSS on a later run (bss-service-management-api.md, 7.3): names only where the settings say so. */
const updatesOf = ({ updateProductNames }: Pick<Instance, "updateProductNames">): readonly number[] => [
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
  return { ProductTypes: [largestServicesType(instance, definition), contractType(instance, updatesOf(instance))] };
};

/** With long names, or items of many editions, fewer add-ons go into an answer: half of them, and half again. */
const largestServicesType = (instance: Instance, definition: ServicesDefinition | undefined) => {
  let most = MOST_ADDONS;
  let type = servicesType(instance, definition, most);
  while (most > 1 && Buffer.byteLength(JSON.stringify(type)) > LARGEST_ANSWER) {
    most = Math.floor(most / 2);
    type = servicesType(instance, definition, most);
  }
  return type;
};

const servicesType = (instance: Instance, definition: ServicesDefinition | undefined, most: number) => {
  const groups = definition?.groups ?? [];
  const id = productTypeIdOf(instance.instanceId);
  const sold = addonsOf(groups, most);
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

/** Every item that is counted, once, however many products have it; at most so many. */
const addonsOf = (groups: readonly SoldGroup[], most: number): readonly SoldAddon[] => {
  const byPlan = new Map<string, SoldAddon & { readonly groups: SoldGroup[] }>();
  for (const group of groups) {
    for (const item of group.items) {
      if (item.isFeature) continue;
      const known = byPlan.get(item.plan);
      if (known !== undefined) known.groups.push(group);
      else if (byPlan.size < most) byPlan.set(item.plan, { item, groups: [group] });
    }
  }
  return [...byPlan.values()];
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
