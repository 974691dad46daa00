import { plain } from "../spellings.ts";
import type { Sheet } from "../../../csv.ts";

/** A row by our names of its columns; a column that the report does not have is missing. */
export type Row = Readonly<Partial<Record<Column, string>>>;
export type Column = keyof typeof titles;

// Titles as reports and pages write them (veeam-api.md, 3.4, 5.3); letters alone are compared. A person may add and move columns.
const titles = {
  name: ["VCSP Tenant Account: Customer Name", "VCSP Tenant Account: Name", "Customer Name", "Customer"],
  tenantId: ["VCSP Tenant Account: ID", "VCSP Tenant Account: Record ID", "Tenant Account ID", "Tenant ID", "Record ID"],
  marker: ["Tenant Account CRM ID", "VCSP Tenant Account: Tenant Account CRM ID", "Customer CRM ID"],
  country: ["Country", "VCSP Tenant Account: Country"],
  domain: ["Domain", "VCSP Tenant Account: Domain"],
  vdcRegistered: ["VDC Registered", "VCSP Tenant Account: VDC Registered"],
  verification: ["Verified End Customer Status", "Verified", "Verification Status"],
  type: ["Type", "Tenant Type", "Customer Type", "VCSP Tenant Account: Type"],
  status: ["Status", "Customer Status", "VCSP Tenant Account: Status"],
  subscriptionId: ["Subscription", "Subscription Number", "Subscription Request"],
} as const;

/** A formatted report has its title and filters above the header. */
const rowsAboveHeader = 50;

/** The rows below the header; undefined without one that names the customer and something more. */
export function rowsOf(sheet: Sheet): readonly Row[] | undefined {
  const places = sheet.slice(0, rowsAboveHeader).map(placesIn);
  const header = places.findIndex((place) => place.has("name") && place.size > 1);
  const place = places[header];
  if (place === undefined) return undefined;
  let group: string | undefined;
  return sheet.slice(header + 1).flatMap((cells) => {
    if (cells.some((cell) => /^(sub|grand )?total\b|^(count|sum)\b/i.test(cell.trim()))) return [];
    const row = Object.fromEntries([...place].map(([column, index]) => [column, cells[index] ?? ""]));
    // A report that is grouped says the group in its first row only, or in a row of its own.
    if ((row["verification"] ?? "") !== "") group = row["verification"];
    return (row["name"] ?? "") === "" ? [] : [{ ...row, ...(group === undefined ? {} : { verification: group }) }];
  });
}

const known: readonly { readonly column: Column; readonly title: string; readonly rank: number }[] = Object.entries(titles).flatMap(
  ([column, names]) => names.flatMap((title, rank) => (isColumn(column) ? [{ column, title: plain(title), rank }] : [])),
);

function isColumn(text: string): text is Column {
  return Object.hasOwn(titles, text);
}

/** Where each column stands: of two titles of one column the better one, of two equal ones the first. */
function placesIn(cells: readonly string[]): ReadonlyMap<Column, number> {
  const best = new Map<Column, { readonly index: number; readonly rank: number }>();
  cells.forEach((cell, index) => {
    const found = known.find(({ title }) => title === plain(cell));
    const before = found === undefined ? undefined : best.get(found.column);
    if (found !== undefined && (before === undefined || before.rank > found.rank)) best.set(found.column, { index, rank: found.rank });
  });
  return new Map([...best].map(([column, { index }]) => [column, index]));
}
