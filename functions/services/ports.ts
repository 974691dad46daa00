import type { ServicesDefinition } from "./definition.ts";
import type { ServicesHead } from "./head.ts";
import type { PriceBook } from "./price-book.ts";
import type { Difference } from "./recorded-difference.ts";
import type { UploadedPriceList } from "./uploaded-price-list.ts";

/** The rows of what instances sell, to read: one head an instance, and parts, which are named by what they hold and never change. */
export interface Services {
  /** The published definition; undefined while there is none. */
  published(instanceId: string): Promise<ServicesDefinition | undefined>;
  /** The prices of a month; undefined where none were kept. */
  priceBook(instanceId: string, month: string): Promise<PriceBook | undefined>;
  /** The head, strongly consistent; undefined before the first run. */
  head(instanceId: string): Promise<ServicesHead | undefined>;
  /** The text of a part; undefined when there is none of that hash. */
  part(instanceId: string, hash: string): Promise<string | undefined>;
  /** A definition by the hash of its stored form. */
  definition(instanceId: string, version: { readonly root: string; readonly takenAt: string }): Promise<ServicesDefinition>;
  /** The difference that a version was made with. */
  difference(instanceId: string, hash: string): Promise<Difference>;
  /** The price list that the distributor uploaded last; undefined when there is none, or it was taken away. */
  uploadedPriceList(instanceId: string): Promise<UploadedPriceList | undefined>;
}

/** The same rows, to read and to write. */
export interface ServicesWriter extends Services {
  /** Writes the head in the place of the one that was read; false: somebody was faster, and nothing is written. */
  saveHead(read: ServicesHead, next: ServicesHead): Promise<boolean>;
  /** Keeps a text as the part of that hash; one that is there stays as it is. */
  keepPart(instanceId: string, hash: string, text: string): Promise<void>;
  /** Replaces the uploaded price list; undefined takes it away. */
  replaceUploadedPriceList(instanceId: string, list: UploadedPriceList | undefined): Promise<void>;
}
