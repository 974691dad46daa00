/** Characters with which a spreadsheet takes a cell for a formula. */
const formula = /^[=+\-@\t\r]/;

/**
 * Rows as CSV (RFC 4180): UTF-8 without a mark, lines end with CR LF, each cell between quotes. A cell that a spreadsheet would run begins
 * with an apostrophe: names come from accounts, and so from anybody.
 */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((cells) => `${cells.map((cell) => `"${(formula.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(",")}\r\n`)
    .join("");
