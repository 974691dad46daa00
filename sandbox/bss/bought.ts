import { randomUUID } from "node:crypto";
import type { PublishedType } from "./published-types.ts";
import { attribute, type Bought, type BssAttribute, type BssAttributes, choice } from "./service-bodies.ts";

type PublishedProduct = PublishedType["ProductsCollection"]["Products"][number] | PublishedType["ProductsCollection"]["Addons"][number];

/** What is typed into an order: amounts by attribute, and choices by attribute and the words of one of its values. */
export interface Typed {
  readonly amounts?: Readonly<Record<string, string>>;
  readonly choices?: Readonly<Record<string, string>>;
}

/** A published product as it is ordered, under an id of the BSS's own: with its fixed attributes, and with what was typed. Throws for what was not published. */
export const boughtProduct = (type: PublishedType, plan: string, { amounts = {}, choices = {} }: Typed): Bought => {
  const typed = [
    ...Object.entries(amounts).map(([id, amount]) => attribute(idOf(type, id), amount)),
    ...Object.entries(choices).map(([id, words]) => chosen(type, id, ({ Name }) => Name === words)),
  ];
  return bought(type, withPlan(type.ProductsCollection.Products, plan), { quantity: 1, typed });
};

/** A published add-on as it is ordered. Throws for one that was not published. */
export const boughtAddon = (type: PublishedType, plan: string, quantity: number): Bought =>
  bought(type, withPlan(type.ProductsCollection.Addons, plan), { quantity, typed: [] });

const withPlan = <Product extends PublishedProduct>(products: readonly Product[], plan: string): Product => {
  const product = products.find(({ Attributes }) => Attributes.some(({ ID, Values }) => ID === "plan" && Values[0] === plan));
  if (product === undefined) throw new Error(`${plan} was not published`);
  return product;
};

interface Order {
  readonly quantity: number;
  readonly typed: readonly BssAttributes[];
}

const bought = (type: PublishedType, product: PublishedProduct, { quantity, typed }: Order): Bought => {
  const fixed = product.Attributes.map(({ ID, Values: [value = ""] }) =>
    valuesOf(type, ID).length > 0 ? chosen(type, ID, (each) => each.ID === value) : attribute(ID, value),
  );
  const attributes = Object.fromEntries([...fixed, ...typed].flatMap(Object.entries<BssAttribute>));
  return { name: product.Name, productId: randomUUID(), quantity, attributes };
};

type Value = PublishedType["AttributeList"][number]["PredefinedValues"][number];

const chosen = (type: PublishedType, id: string, isMeant: (value: Value) => boolean): BssAttributes => {
  const value = valuesOf(type, id).find(isMeant);
  if (value === undefined) throw new Error(`the attribute ${id} was published without that value`);
  return choice(id, value.ID, value.Name);
};

const valuesOf = (type: PublishedType, id: string): readonly Value[] => definitionOf(type, id)?.PredefinedValues ?? [];

const idOf = (type: PublishedType, id: string): string => {
  if (definitionOf(type, id) === undefined) throw new Error(`the attribute ${id} was not published`);
  return id;
};

const definitionOf = (type: PublishedType, id: string) => type.AttributeList.find(({ ID }) => ID === id);
