import type { PriceBook } from "./price-book.ts";
import type { ServicesDefinition } from "./definition.ts";

/** What others read of an instance's services: usage prices its lines by it, subscriptions show its names. */
export interface PublishedServices {
  /** The published definition; undefined while there is none. */
  published(instanceId: string): Promise<ServicesDefinition | undefined>;
  /** The prices of a month; undefined where none were kept. */
  priceBook(instanceId: string, month: string): Promise<PriceBook | undefined>;
}
