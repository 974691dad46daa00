import Big from "big.js";
import type { Instance } from "../../../instances/instance.ts";
import { digitsOf } from "../../../services/money.ts";
import { fixed, productByUse, productType, scopes } from "../fields/catalogue.ts";
import { choice } from "../fields/catalogue-attributes.ts";

/** The id of an instance's product type of contracts. */
const contractTypeIdOf = (instanceId: string): string => `acronis-contract-${instanceId}`;

/** The plan of a tier's product: `tier-3`. */
const tierPlanOf = (tier: number): string => `tier-${tier}`;

/** Contracts of service providers: a product a tier of the instance's own table, since the vendor publishes its ends only. */
export const contractType = (instance: Instance, updateOptions: readonly number[]) => {
  const { instanceId, systemName, gateway, services } = instance;
  const type = contractTypeIdOf(instanceId);
  const tiers = services.tiers.toSorted((one, other) => new Big(one.commitment).cmp(other.commitment) || one.tier - other.tier);
  const named = tiers.map((tier) => ({ ...tier, plan: tierPlanOf(tier.tier), name: tier.name ?? `Tier ${tier.tier}` }));
  return productType({
    id: type,
    name: `Acronis Cyber Cloud for Service Providers - ${systemName}`,
    description: "Contracts of service providers: each month a minimum, by tier",
    portal: gateway,
    scope: scopes.reseller,
    attributes: [
      {
        id: "plan",
        name: "Plan",
        description: "Tells the contract; never change it",
        usage: "ProductCharacteristic",
        kind: "PredefinedChooseOne",
        isRequired: true,
        choices: named.map(({ plan, name }) => choice(plan, name)),
      },
      {
        id: "tier",
        name: "Tier",
        usage: "ProductCharacteristic",
        kind: "PredefinedChooseOne",
        isRequired: true,
        choices: named.map(({ tier, name }) => choice(String(tier), name)),
      },
    ],
    products: named.map(({ tier, plan, name, commitment }) =>
      productByUse({
        id: `${type}-${plan}`,
        name: `Acronis Cyber Cloud for Service Providers - ${name} (at least ${commitment} ${services.tierCurrency} a month)`,
        description: `Contract of a service provider, ${name}: at least ${commitment} ${services.tierCurrency} a month, billed on the 1st`,
        attributes: [fixed("plan", plan, true), fixed("tier", String(tier))],
        updateOptions,
        digits: digitsOf(services.tierCurrency),
        upgrades: tiers.filter((other) => new Big(other.commitment).gt(commitment)).map((other) => `${type}-${tierPlanOf(other.tier)}`),
      }),
    ),
    addons: [],
  });
};
