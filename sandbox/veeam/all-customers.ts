import { monthOf } from "./clock.ts";
import { ownCustomers } from "./customers.ts";
import type { Site } from "./exchange.ts";
import type { Customer } from "./state.ts";
import { linesOf } from "./usage.ts";

export interface ExportOptions {
  /** How the report writes a check box; Pulse's own way is not documented. */
  readonly checkBox?: "1" | "true";
  /** The report's default encoding is ISO-8859-1 (sheet 3.4). */
  readonly encoding?: "iso-8859-1" | "utf-8";
}

const columns = [
  "Verified End Customer Status",
  "VCSP Tenant Account: Customer Name",
  "Country",
  "VDC Registered",
  "Customer Account",
  "Parent Account",
  "Points Reported (last 3 months)",
  "Tenant Account CRM ID",
] as const;

/** Pulse's report "All Customers", details only, as CSV: active end customers, without their ids (sheet 3.4). */
export function exportAllCustomers(site: Site, { checkBox = "1", encoding = "iso-8859-1" }: ExportOptions = {}): Buffer {
  const active = ownCustomers(site.state).filter(({ type, status }) => type === "End Customer" && status === "Active");
  const boxes = checkBox === "1" ? ["0", "1"] : ["false", "true"];
  const rows = active.map((customer): Record<(typeof columns)[number], string> => {
    const points = pointsOf(site, customer);
    return {
      "Verified End Customer Status": statusOf(customer, points),
      "VCSP Tenant Account: Customer Name": customer.name,
      Country: customer.country ?? "",
      "VDC Registered": boxes[Number(customer.vdcRegistered)] ?? "",
      "Customer Account": customer.verification === "Verified" ? customer.name : "",
      "Parent Account": "",
      "Points Reported (last 3 months)": String(points),
      "Tenant Account CRM ID": customer.crmId ?? "",
    };
  });
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  const text = lines.map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
  return encoding === "utf-8" ? Buffer.from(text, "utf8") : latin1(text);
}

/** `Pending Usage` is the one group that Veeam's guide shows (sheet 3.4). */
function statusOf({ verification }: Customer, points: number): string {
  if (verification !== "Verified") return verification;
  return points > 0 ? "Verified" : "Pending Usage";
}

function pointsOf(site: Site, { id }: Customer): number {
  const now = new Date(site.clock.now());
  const months = [1, 2, 3].map((back) => monthOf(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - back, 1)));
  const lines = months.flatMap((month) => linesOf(site, month)).filter(({ customer }) => customer.id === id);
  return lines.reduce((sum, { points }) => sum + points, 0);
}

function quoted(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

/** A letter that the encoding does not have becomes a question mark. */
function latin1(text: string): Buffer {
  return Buffer.from(text.replaceAll(/[^\u0000-\u00ff]/gu, "?"), "latin1");
}
