import Big from "big.js";
import * as z from "zod";
import { Time } from "../clock.ts";
import { readCsvLines } from "../csv.ts";
import { decimalText } from "./money.ts";
import type { PricedLine, PriceSource } from "./price-choice.ts";

/** A line of an uploaded list: the price of an offering item, or of a stock number. */
const UploadedPrice = z.object({
  /** The offering item's name; empty where the line names a stock number. */
  item: z.string(),
  sku: z.string(),
  /** Decimal text. */
  price: z.string(),
});

/** The price list that the distributor uploads where Acronis' own cannot be read. */
export const UploadedPriceList = z.object({ currency: z.string(), savedAt: Time, prices: z.array(UploadedPrice) });

export type UploadedPriceList = z.infer<typeof UploadedPriceList>;

/** More lines than the vendor has items that anybody sells. */
const MOST_LINES = 50_000;

/** A file that cannot be used: what is wrong and where, for the person who sent it. No text quotes a cell. */
export interface WrongFile {
  readonly problems: readonly string[];
}

const MOST_PROBLEMS = 20;

/**
 * Reads a price list: CSV with a first line of column names, of which `item` or `sku` and `price` or `list_price` must be there, and
 * `currency` may be. Prices have a point or a comma; all lines have one currency, `primaryCurrency` where none is named.
 */
export const readPriceList = (text: string, primaryCurrency: string): Omit<UploadedPriceList, "savedAt"> | WrongFile => {
  const [header, ...lines] = readCsvLines(text.replace(/^\u{FEFF}/u, ""), "header");
  if (header === undefined) return wrong("The file is empty.");
  // What a quote has swallowed would be missing and nobody told.
  const broken = [header, ...lines].find(({ isBroken }) => isBroken);
  if (broken !== undefined) return wrong(`Line ${broken.line}: a quote is not closed at the end of its cell.`);
  const columns = columnsOf(header.cells);
  if ("problems" in columns) return columns;
  if (lines.length === 0) return wrong("The file has column names and no prices.");
  if (lines.length > MOST_LINES) return wrong(`The file has more than ${MOST_LINES} prices.`);
  const problems: string[] = [];
  const first = new Map<string, { readonly line: number; readonly price: string }>();
  const prices = lines.flatMap(({ line, cells }) => {
    const read = cells.length > header.cells.length ? "there are more cells than columns" : asBefore(priceIn(cells, columns), line, first);
    if (typeof read === "object") return [read];
    if (problems.length < MOST_PROBLEMS) problems.push(`Line ${line}: ${read}.`);
    return [];
  });
  const foreign = lines.find(({ cells }) => currencyIn(cells, columns, primaryCurrency) !== primaryCurrency);
  if (foreign !== undefined) {
    problems.push(`Line ${foreign.line}: the currency is not ${primaryCurrency}, the Primary Currency of the instance.`);
  }
  return problems.length > 0 ? { problems } : { currency: primaryCurrency, prices };
};

/** An uploaded list as a price list of that month: it holds until another is uploaded. */
export const sourceOf = ({ currency, prices }: UploadedPriceList, month: string): PriceSource => ({
  month,
  currency,
  commitment: "",
  prices: prices.map(({ item, sku, price }): PricedLine => ({
    sku: item === "" ? sku : "",
    name: item,
    friendlyName: "",
    listPrice: price,
  })),
});

interface Columns {
  readonly item: number;
  readonly sku: number;
  readonly price: number;
  readonly currency: number;
}

/** What columns may be called, without blanks and dashes. */
const called = { item: ["item", "offeringitem"], sku: ["sku"], price: ["price", "listprice"], currency: ["currency"] };

const columnsOf = (names: readonly string[]): Columns | WrongFile => {
  const known = names.map((name) => name.toLowerCase().replaceAll(/[\s_-]+/g, ""));
  const at = (column: keyof Columns): readonly number[] => known.flatMap((name, index) => (called[column].includes(name) ? [index] : []));
  const twice = (["item", "sku", "price", "currency"] as const).find((column) => at(column).length > 1);
  // With a list price and another one beside it nobody knows which is meant.
  if (twice !== undefined) return wrong(`Line 1: there are two columns of the ${twice}.`);
  const [item = -1, sku = -1, price = -1, currency = -1] = [at("item")[0], at("sku")[0], at("price")[0], at("currency")[0]];
  if (item === -1 && sku === -1) return wrong("Line 1: there is no column item or sku.");
  return price === -1 ? wrong("Line 1: there is no column price or list_price.") : { item, sku, price, currency };
};

/** The price of a line, or what is wrong with it. */
const priceIn = (cells: readonly string[], columns: Columns): UploadedPriceList["prices"][number] | string => {
  const cell = (column: number): string => (cells[column] ?? "").trim();
  const [item, sku] = [cell(columns.item), cell(columns.sku)];
  if (item === "" && sku === "") return "neither an item nor a sku is named";
  if (!isName(item) || !isName(sku)) return "the item or sku is longer than 128 characters, or has characters that none has";
  if (isGrouped.test(cell(columns.price))) return "the price may be a thousand or one; write it without a mark, or with a point";
  const price = cell(columns.price).replace(/^(\d+),(\d+)$/, "$1.$2");
  return decimalText.test(price) ? { item, sku, price } : "the price is no number such as 12.50 (no sign, no currency, no thousands mark)";
};

/** `1,000`: nothing is sold for a thousandth of its price. */
const isGrouped = /^[1-9]\d{0,2},\d{3}$/;

/** Of two prices of one item nobody knows which is meant; the same price twice does no harm. */
const asBefore = (
  read: ReturnType<typeof priceIn>,
  line: number,
  first: Map<string, { readonly line: number; readonly price: string }>,
): typeof read => {
  if (typeof read === "string") return read;
  const { item, sku, price } = read;
  const key = item === "" ? `sku ${sku}` : `item ${item}`;
  const before = first.get(key);
  if (before === undefined) first.set(key, { line, price });
  return before === undefined || new Big(before.price).eq(price) ? read : `the same item or sku has another price in line ${before.line}`;
};

const currencyIn = (cells: readonly string[], { currency }: Columns, primary: string): string => {
  const said = (cells[currency] ?? "").trim().toUpperCase();
  return said === "" ? primary : said;
};

const isName = (text: string): boolean => text.length <= 128 && text.isWellFormed() && !/\p{Cc}/u.test(text);

const wrong = (problem: string): WrongFile => ({ problems: [problem] });
