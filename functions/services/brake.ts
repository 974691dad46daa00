import Big from "big.js";
import type { Change } from "./difference.ts";
import type { ServicesSettings } from "./settings.ts";

/** Why an empty list is never published by a run, not even as the first. */
export const emptyReason = "Nothing is on offer: the vendor's list is empty.";

/** How many reasons are written out. */
const MOST_REASONS = 20;

/** Collects why a run may not change what is published by itself: what an operator must see first. Storages never hold it. */
export const brake = ({ pricePercent }: ServicesSettings["brake"]) => {
  const reasons: string[] = [];
  let more = 0;
  return {
    judge: (change: Change): void => {
      const reason = reasonOf(change, pricePercent);
      if (reason === undefined) return;
      if (reasons.length < MOST_REASONS) reasons.push(reason);
      else more += 1;
    },
    /** None: the run may publish. */
    reasons: (): readonly string[] => (more === 0 ? reasons : [...reasons, `And ${more} more like these.`]),
  };
};

const reasonOf = ({ kind, of, id, text, before, after, sell }: Change, limit: number): string | undefined => {
  if (of === "storage") return undefined;
  // A product that customers or resellers may not get any more is gone for them.
  if (kind === "changed" && of === "product") return after.includes(before) ? undefined : text;
  if (kind === "gone" || kind === "priceLost") return text;
  // Prices in another currency cannot be compared, and of another unit they are other prices.
  if (kind === "changed" && (id === "currency" || of === "item")) return text;
  if (sell === undefined || !isBeyond(sell, limit)) return undefined;
  return `${text} (${sell.percent === "" ? "from nothing" : `${sell.percent} %`}; the limit is ${limit} %)`;
};

/** Judged by the prices themselves, since the percentage that is shown is rounded. */
const isBeyond = ({ before, after }: NonNullable<Change["sell"]>, limit: number): boolean => {
  const moved = new Big(after).minus(before).abs();
  return moved.gt(0) && moved.times(100).gt(new Big(before).times(limit));
};
