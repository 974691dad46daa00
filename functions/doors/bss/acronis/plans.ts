import type { Instance } from "../../../instances/instance.ts";
import type { SentServices } from "./subscription.ts";
import type { ReadAttributes } from "../subscriptions/attributes.ts";

/** Our product types of an instance, for ever: services, and contracts of service providers. */
export const productTypesOf = (instanceId: string) => ({
  services: `acronis-${instanceId}`,
  contracts: `acronis-contract-${instanceId}`,
});

/** Whether a product type is one of ours, but of another instance: ids of instances are 20 letters and digits. */
export const isOfOtherInstance = (serviceType: string, instanceId: string): boolean => {
  const { services, contracts } = productTypesOf(instanceId);
  return /^acronis-(?:contract-)?[a-z2-7]{20}$/.test(serviceType) && serviceType !== services && serviceType !== contracts;
};

/** The plan of the product or add-on that was bought: by its attribute, else by its id, where the BSS sends ours (7.5). */
export const planOf = ({ plan, tier }: ReadAttributes, productId: string, instance: Instance): string => {
  const { instanceId } = instance;
  const named = planInId(plan, instanceId) ?? plan;
  // A plan that is a bare number is none of ours, and no tier either.
  if (named !== "") return (/^-?\d{1,2}$/.test(named) ? undefined : contractPlan(named, instance)) ?? named;
  return contractPlan(tier, instance) ?? planInId(productId, instanceId) ?? "";
};

/**
 * The plan of a contract by its tier: 3, `tier-3`, `Tier 3`, or the name that the instance's table gives it; the vendor's tiers are -2 to 7
 * (acronis-api.md, 14.4).
 */
export const contractPlan = (tier: string, { services: { tiers } }: Pick<Instance, "services">): string | undefined => {
  // A name that two tiers have tells neither.
  const [named, ...others] = tiers.filter(({ name = "" }) => name !== "" && name.toLowerCase() === tier.toLowerCase());
  const number = /^(?:tier[ _-]?)?(-?\d{1,2})$/i.exec(tier)?.[1] ?? (others.length === 0 ? named?.tier : undefined);
  return number === undefined ? undefined : `tier-${Number(number)}`;
};

/** The edition by its name, or by the words for it where a BSS sends no code. A plan says it anyway, so words beside it say nothing. */
export const editionOf = ({ edition }: ReadAttributes, plan: string): string => {
  if (/^[a-z0-9_]*$/.test(edition)) return edition;
  return plan === "" ? (editionsByWords[edition.toLowerCase()] ?? edition) : "";
};

/** Of the present billing modes (acronis-api.md, 9.5). */
const editionsByWords: Readonly<Record<string, string>> = {
  "per workload": "pck_per_workload",
  "per gigabyte": "pck_per_gigabyte",
  "per gb": "pck_per_gigabyte",
  "per user": "fss_per_user",
};

/** A contract's product type without a tier says nothing that could be sold. */
export const lacksTier = ({ serviceType }: SentServices, plan: string, instanceId: string): boolean =>
  serviceType === productTypesOf(instanceId).contracts && !isContract(plan);

export const isContract = (plan: string): boolean => /^tier--?\d{1,2}$/.test(plan);

/** Ids of our products are their product type's and their plan. */
const planInId = (id: string, instanceId: string): string | undefined => {
  const { services, contracts } = productTypesOf(instanceId);
  const prefix = [contracts, services].find((type) => id.startsWith(`${type}-`));
  return prefix === undefined ? undefined : id.slice(prefix.length + 1);
};
