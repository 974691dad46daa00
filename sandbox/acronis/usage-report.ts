import * as z from "zod";
import type { Definition } from "./catalogue.ts";
import { monthOf } from "./clock.ts";
import { definitionsOf } from "./definitions.ts";
import type { Answer, Site } from "./exchange.ts";
import { itemsOf } from "./offering-item-object.ts";
import type { Usage } from "./state.ts";
import { looseMetrics } from "./usages.ts";

const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, "must be like 2026-09");

/** What the meters tell: `value` in the item's own unit; `month` for cumulative meters only, the running one unless told. */
export const UsageReport = z.strictObject({
  tenant_id: z.string(),
  after_seconds: z.number().min(0).optional(),
  items: z.array(
    z.strictObject({
      name: z.string(),
      infra_id: z.string().optional(),
      value: z.int().min(0),
      absolute_value: z.int().min(0).optional(),
      month: Month.optional(),
    }),
  ),
});

type UsageReport = z.infer<typeof UsageReport>;
type Told = UsageReport["items"][number];

/** The meters tell new numbers; they show after a while, as the platform's do (sheet 11.1, freshness). */
export function reportUsage(site: Site, report: UsageReport): Answer {
  const { state, timeScale, usageDelaySeconds } = site;
  const tenant = state.tenants[report.tenant_id];
  if (tenant === undefined || tenant.deleted_at !== null) return { status: 404, body: { message: "There is no such tenant." } };
  const problems = report.items.flatMap((told) => problemsOf(site, report.tenant_id, told));
  if (problems.length > 0) return { status: 400, body: { message: problems.join("\n") } };
  const now = Date.now();
  const visible_from = now + ((report.after_seconds ?? usageDelaySeconds) * 1000) / timeScale;
  const told = report.items.map((one) => recordOf(site, one, visible_from));
  const isReplaced = (old: Usage): boolean => visible_from <= now && told.some((one) => isSameMeter(one, old));
  // What is not visible yet stands first, so that it takes over when its time comes.
  state.usages[report.tenant_id] = [...told, ...(state.usages[report.tenant_id] ?? []).filter((old) => !isReplaced(old))];
  return { status: 200, body: { items: told.length } };
}

function isSameMeter(one: Usage, other: Usage): boolean {
  return one.name === other.name && one.infra_id === other.infra_id && one.month === other.month;
}

function recordOf(site: Site, { name, infra_id, value, absolute_value, month }: Told, visible_from: number): Usage {
  const runs = isCumulative(metered(site, name));
  return {
    name,
    infra_id: infra_id ?? null,
    value,
    absolute_value: absolute_value ?? (runs ? null : value),
    visible_from,
    visible_until: null,
    month: runs ? (month ?? monthOf()) : null,
  };
}

/** What is measured under that name: items by their own name or by usage name. Features have no meter. */
function metered({ state }: Site, name: string): readonly Definition[] {
  return [...definitionsOf(state)].filter((one) => one.type !== "feature" && (one.name === name || one.usage_name === name));
}

/** Meters in seconds start anew each month: compute points, in the vendor's own words (sheet 11.1). */
function isCumulative(measured: readonly Definition[]): boolean {
  return measured.some(({ measurement_unit }) => measurement_unit === "seconds");
}

function problemsOf(site: Site, tenantId: string, { name, infra_id, value, absolute_value, month }: Told): readonly string[] {
  const measured = metered(site, name);
  if (measured.length === 0 && !looseMetrics.includes(name)) return [`'${name}' is neither a metered offering item nor a usage name.`];
  const runs = isCumulative(measured);
  const problems: string[] = [];
  if (infra_id !== undefined && site.state.infra[infra_id] === undefined) problems.push(`'${name}': there is no storage ${infra_id}.`);
  if (infra_id === undefined && storagesOf(site, tenantId, measured) > 1)
    problems.push(`'${name}': the tenant has several storages, infra_id must say which.`);
  if (month !== undefined && !runs) problems.push(`'${name}': only a cumulative meter has a month.`);
  if (month !== undefined && month > monthOf()) problems.push(`'${name}': ${month} has not begun.`);
  if (absolute_value !== undefined && !runs && absolute_value !== value)
    problems.push(`'${name}': value and absolute_value differ in cumulative meters only.`);
  if (absolute_value !== undefined && absolute_value < value) problems.push(`'${name}': absolute_value is less than value.`);
  return problems;
}

function storagesOf({ state }: Site, tenantId: string, measured: readonly Definition[]): number {
  const tenant = state.tenants[tenantId];
  const names = new Set(measured.map(({ name }) => name));
  const on = tenant === undefined ? [] : itemsOf(state, tenant).filter((item) => item.status === 1 && names.has(item.name));
  return new Set(on.flatMap(({ infra_id }) => infra_id ?? [])).size;
}
