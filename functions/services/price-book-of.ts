import type { ServicesDefinition } from "./definition.ts";
import type { PriceBook } from "./price-book.ts";

/** The prices of a month, by item name: those of the definition that was published last by its end. */
export const priceBookOf = (
  { currency, takenAt, groups }: ServicesDefinition,
  of: Pick<PriceBook, "instanceId" | "month" | "digits">,
): PriceBook => {
  const priced = groups.flatMap(({ items }) =>
    items.flatMap(({ itemName, price }) => (price === undefined ? [] : [[itemName, price.sell] as const])),
  );
  return { ...of, currency, prices: Object.fromEntries(priced), savedAt: takenAt };
};
