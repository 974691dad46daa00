import { Rejected } from "../../../errors.ts";
import { isSameTenant, longTenantId } from "../ids.ts";
import { Customer } from "../objects.ts";
import type { CustomerQuery, Found } from "../port.ts";
import { checkedOf, customerStatusOf, customerTypeOf, plain, verificationOf } from "../spellings.ts";
import { type Row, rowsOf } from "./columns.ts";
import { readCsv, type Sheet } from "../../../csv.ts";
import { readXlsx } from "./xlsx.ts";

const mostBytes = 20 * 1024 * 1024;

export interface Export {
  readonly customers: readonly Customer[];
  /** Rows that name a customer and cannot be read all the same. */
  readonly skipped: number;
}

/**
 * Reads Pulse's report "All Customers" (veeam-api.md, 3.4): XLSX, or CSV in ISO-8859-1 unless a mark at its start or `encoding` says
 * UTF-8. Throws `Rejected("exportUnreadable")` for any other file.
 */
export function readExport(file: Uint8Array, encoding: "latin1" | "utf-8" = "latin1"): Export {
  if (file.length > mostBytes) throw new Rejected("exportUnreadable", "over 20 MB");
  const sheet = sheetIn(Buffer.from(file.buffer, file.byteOffset, file.byteLength), encoding);
  const rows = rowsOf(sheet);
  if (rows === undefined) throw new Rejected("exportUnreadable", "no row of column titles");
  const read = rows.map(customerIn);
  const customers = read.filter((one) => one !== undefined);
  return { customers: merged(customers), skipped: read.length - customers.length };
}

function sheetIn(bytes: Buffer, encoding: "latin1" | "utf-8"): Sheet {
  if (bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004", "latin1"))) {
    const sheet = readXlsx(bytes);
    if (sheet === undefined) throw new Rejected("exportUnreadable", "not a workbook");
    return sheet;
  }
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) throw new Rejected("exportUnreadable", "the old XLS format");
  if (bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) return readCsv(bytes.toString("utf8", 3));
  if (bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return readCsv(bytes.toString("utf16le", 2));
  if (bytes.includes(0)) throw new Rejected("exportUnreadable", "not a text");
  // What browsers call latin1 is Windows-1252, which has the letters of ISO-8859-1 in the same places.
  return readCsv(new TextDecoder(encoding).decode(bytes));
}

/** A customer that carries a subscription's status instead of its own is an active one: others are not in the report. */
function customerIn(row: Row): Customer | undefined {
  const { tenantId = "", subscriptionId = "", name = "", marker = "", country = "", domain = "" } = row;
  return Customer.safeParse({
    marker,
    tenantId: tenantId === "" ? undefined : (longTenantId(tenantId) ?? tenantId),
    name,
    // The report holds active end customers only (3.4), unless it has the columns to say otherwise.
    type: row.type === undefined ? "EndCustomer" : customerTypeOf(row.type),
    status: row.status === undefined || subscriptionId !== "" ? "Active" : customerStatusOf(row.status),
    verification: verificationOf(row.verification),
    vdcRegistered: checkedOf(row.vdcRegistered),
    details: { name, country, domain, state: "", city: "", addressLine: "", postalCode: "" },
  }).data;
}

/** Rows of one customer become one: a report may have a row for each of its subscriptions. */
function merged(rows: readonly Customer[]): readonly Customer[] {
  const byKey = new Map<string, Customer>();
  for (const row of rows) {
    const key = JSON.stringify(row.tenantId ?? [row.marker, row.name, row.details?.country]);
    if (!byKey.has(key)) byKey.set(key, row);
  }
  return [...byKey.values()];
}

/** Those of an export that are ours, or are like ours, as the port tells it. */
export function findInExport({ customers }: Export, wanted: Omit<CustomerQuery, "country">): Found {
  const ours = customers.filter(({ marker, tenantId }) => marker === wanted.marker || isSameTenant(tenantId, wanted.tenantId));
  if (ours.length > 0) return { ours, alike: [] };
  const isAlike = ({ name, details }: Customer): boolean =>
    plain(name) === plain(wanted.name) || (wanted.domain !== "" && plain(details?.domain ?? "") === plain(wanted.domain));
  return { ours, alike: customers.filter(isAlike) };
}
