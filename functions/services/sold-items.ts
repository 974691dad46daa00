import type { Application } from "../vendors/acronis/objects.ts";
import type { Price, SoldGroup, SoldItem } from "./definition.ts";
import { costOf } from "./money.ts";
import type { OfferedGroup, OfferedItem } from "./offered-items.ts";
import type { ItemPrice, ItemPrices } from "./price-choice.ts";
import { attributeIdOf } from "./units.ts";
import { editionName, plainName, usageWords } from "./words.ts";

/** What names and prices come from. */
export interface Sale {
  /** The vendor's services by id; one that is not there is called by its id. */
  readonly applications: ReadonlyMap<string, Pick<Application, "name" | "type">>;
  readonly prices: ItemPrices;
  /** Per cent. */
  readonly discount: string;
  readonly digits: number;
}

/** A product without its items. */
export type GroupHead = Omit<SoldGroup, "items">;

/** Names that were published first and stay, by plan; undefined: names follow the vendor. */
export type KeptNames = ReadonlyMap<string, string> | undefined;

/** The product of an application in one edition. Its plan never changes: `backup-pck_per_workload`, or `notary` without editions. */
export const groupHeadOf = ({ applicationId, edition, forCustomers, forResellers }: OfferedGroup, { applications }: Sale): GroupHead => {
  const { name, type } = applications.get(applicationId) ?? { name: applicationId, type: applicationId };
  const applicationName = plainName(name) || type;
  const words = editionName(edition);
  return {
    plan: edition === "" ? type : `${type}-${edition}`,
    applicationId,
    edition,
    applicationName,
    editionName: words,
    name: `Acronis ${applicationName}${words === "" ? "" : ` - ${words}`}`,
    forCustomers,
    forResellers,
  };
};

/** The group's items as they are sold, in the order of their plans, made one by one. */
export function* soldItemsOf({ applicationId, items }: OfferedGroup, sale: Sale, kept: KeptNames): Generator<SoldItem> {
  const type = sale.applications.get(applicationId)?.type ?? applicationId;
  const priceOf = pricing(sale);
  for (const name of [...items.keys()].toSorted()) {
    const item = items.get(name);
    if (item !== undefined) yield soldItem(item, `${type}-${name}`, { said: sale.prices.get(name), priceOf, kept });
  }
}

interface Said {
  readonly said: ItemPrice | undefined;
  readonly priceOf: ReturnType<typeof pricing>;
  readonly kept: KeptNames;
}

const soldItem = ({ name, usageName, unit }: OfferedItem, plan: string, { said, priceOf, kept }: Said): SoldItem => {
  const price = unit === undefined ? undefined : priceOf(said?.sell);
  return {
    plan,
    itemName: name,
    usageName,
    isFeature: unit === undefined,
    unit: unit ?? "",
    attributeId: attributeIdOf(usageName, unit),
    name: kept?.get(plan) ?? (plainName(said?.friendlyName ?? "") || usageWords(usageName)),
    ...(price === undefined ? {} : { price }),
  };
};

/** The distributor's cost is the sell price less the discount, each rounded half to even. Many items have the same price. */
const pricing = ({ discount, digits }: Sale): ((sell: string | undefined) => Price | undefined) => {
  const known = new Map<string, Price>();
  return (sell) => {
    if (sell === undefined) return undefined;
    const price = known.get(sell) ?? { sell, cost: costOf(sell, discount, digits) };
    known.set(sell, price);
    return price;
  };
};
