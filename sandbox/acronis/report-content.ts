import { subtreeOf } from "./scope.ts";
import { skuOf } from "./sku.ts";
import type { Report, State, Tenant } from "./state.ts";
import { shownUsages } from "./usages.ts";

interface Row {
  readonly tenant_id: string;
  readonly tenant_name: string;
  readonly tenant_kind: string;
  readonly edition: string;
  readonly name: string;
  readonly usage_name: string;
  readonly measurement_unit: string;
  readonly value: number;
  readonly sku?: string;
}

/** The report as a file: one line for each tenant and metric. */
export function reportContent(state: State, report: Report, format: string): string {
  const rows = rowsOf(state, report);
  const { period, kind, level } = report.parameters;
  if (format.startsWith("json")) return JSON.stringify({ kind, level, period, items: rows });
  const columns = ["tenant_id", "tenant_name", "tenant_kind", "edition", "name", "usage_name", "measurement_unit", "value"] as const;
  const head = report.parameters.show_skus ? [...columns, "sku" as const] : columns;
  const table = [head, ...rows.map((row) => head.map((column) => String(row[column] ?? "")))];
  if (format === "html")
    return `<table>${table.map((line) => `<tr>${line.map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>`).join("")}</table>`;
  return table.map((line) => line.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\r\n");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function rowsOf(state: State, { parameters }: Report): readonly Row[] {
  const root = state.tenants[parameters.tenant_id];
  if (root === undefined) return [];
  return tenantsAt(state, root, parameters.level).flatMap((tenant) =>
    shownUsages(state, tenant)
      .filter(({ value }) => value > 0 || !parameters.hide_zero_usage)
      .map((usage) => ({
        tenant_id: tenant.id,
        tenant_name: tenant.name,
        tenant_kind: tenant.kind,
        edition: usage.edition ?? "",
        name: usage.name,
        usage_name: usage.usage_name,
        measurement_unit: usage.measurement_unit,
        value: usage.value,
        ...(parameters.show_skus ? { sku: skuOf(usage.name) } : {}),
      })),
  );
}

/** Whose numbers a report shows. */
function tenantsAt(state: State, root: Tenant, level: string): readonly Tenant[] {
  const living = subtreeOf(state, root).filter(({ deleted_at, owner_id }) => deleted_at === null && owner_id === null);
  switch (level) {
    case "itself":
      return [root];
    case "direct_partners":
      return living.filter(({ kind, parent_id }) => kind === "partner" && parent_id === root.id);
    case "all_partners":
      return living.filter(({ kind }) => kind === "partner");
    case "all_customers":
      return living.filter(({ kind }) => kind === "customer");
    default:
      return living;
  }
}
