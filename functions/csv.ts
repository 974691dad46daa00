/** A sheet: rows of cells as texts. */
export type Sheet = readonly (readonly string[])[];

/** A row with the line on which it begins, counted from 1. */
export interface Line {
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote is opened and not closed before the cell's end, so that the cell may have taken lines that are not its own. */
  readonly isBroken: boolean;
}

/** More is no table of ours, and would only fill the memory. */
export const mostRows = 100_000;
export const mostColumns = 200;

/** Reads CSV: cells between quotes may hold delimiters, quotes (doubled) and line ends. The delimiter is found, never configured. */
export const readCsv = (text: string): Sheet => readCsvLines(text).map(({ cells }) => cells);

/**
 * The same with the number of each row's line, so that a person can be told where something is wrong. Blank rows are left out. Where the
 * first row names the columns (`header`), it alone tells the delimiter: texts and decimal commas below it do not.
 */
export function readCsvLines(text: string, sample: "all" | "header" = "all"): readonly Line[] {
  const [, hint, rest = text] = /^sep=(.)\r?\n([\s\S]*)$/.exec(text) ?? [];
  const delimiter = hint ?? delimiterOf(sample === "header" ? (/[^\r\n]+/.exec(rest)?.[0] ?? "") : rest);
  const rows: Line[] = [];
  let row: string[] = [];
  // A hint of the delimiter takes the first line.
  let line = hint === undefined ? 1 : 2;
  let counted = 0;
  let from = 0;
  // Only blanks so far: a quote opens a quoted cell there, and is a character elsewhere.
  let isStart = true;
  let isBroken = false;
  const endCell = (to: number): void => {
    const cell = rest.slice(from, to).trim();
    isBroken ||= cell.startsWith('"') && !quoted.test(cell);
    row.push(unquoted(cell));
  };
  for (let at = 0; at <= rest.length && rows.length < mostRows; at += 1) {
    const char = rest.charAt(at);
    if (char === '"' && isStart) at = closingQuote(rest, at);
    isStart &&= char === " ";
    if (char === delimiter) {
      endCell(at);
      from = at + 1;
      isStart = true;
    } else if (char === "\n" || at === rest.length) {
      endCell(char === "\n" && rest.charAt(at - 1) === "\r" && at > from ? at - 1 : at);
      if (row.some((cell) => cell !== "")) rows.push({ line, cells: row.slice(0, mostColumns), isBroken });
      row = [];
      isBroken = false;
      line += linesIn(rest, counted, at + 1);
      counted = at + 1;
      from = at + 1;
      isStart = true;
    }
  }
  return rows;
}

const linesIn = (text: string, from: number, to: number): number => {
  let lines = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
};

/** The last character before the next delimiter: the quote that closes, or the end of the text. */
function closingQuote(text: string, opening: number): number {
  let at = opening;
  do {
    at = text.indexOf('"', at + 1);
    if (at === -1) return text.length - 1;
    if (text.charAt(at + 1) !== '"') return at;
    at += 1;
  } while (at < text.length);
  return text.length - 1;
}

/** A cell between quotes, in which each quote is doubled. */
const quoted = /^"(?:[^"]|"")*"$/;

const unquoted = (cell: string): string =>
  /^"[\s\S]*"$/.test(cell) && cell.length > 1 ? cell.slice(1, -1).replaceAll('""', '"').trim() : cell;

/** Whichever stands most often in the first lines, outside quotes. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 4_000).replaceAll(/"(?:[^"]|"")*"/g, "");
  const counted = [",", ";", "\t"].map((delimiter) => ({ delimiter, count: start.split(delimiter).length }));
  return counted.toSorted((one, other) => other.count - one.count)[0]?.delimiter ?? ",";
}
