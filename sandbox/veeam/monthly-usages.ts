import { badRequest, notFound } from "./errors.ts";
import { type Answer, consoleRoute, type Exchange, type Route, textParam } from "./exchange.ts";
import { monthOf } from "./clock.ts";
import { listed } from "./listing.ts";
import { knows37 } from "./organization-input.ts";
import { firstMonth, linesOf, monthsBetween, type UsageLine } from "./usage.ts";

/** What customers used of Veeam Data Cloud, month by month: new in 3.7, and in preview (sheet 12.1). */
export const monthlyUsageRoutes: readonly Route[] = [consoleRoute("GET", "/pulse/monthlyUsages", listUsages)];

/** Paging counts months, not tenants. */
function listUsages(exchange: Exchange): Answer {
  if (!knows37(exchange.version)) throw notFound("There is nothing at this path before version 3.7.");
  const [from, to] = monthRange(exchange);
  const months = monthsBetween(exchange.site, from, to).map((month) => ({ month, tenants: tenantsOf(linesOf(exchange.site, month)) }));
  return listed(
    exchange,
    months.filter(({ tenants }) => tenants.length > 0),
  );
}

/** Both months belong to the range. */
export function monthRange(exchange: Exchange): readonly [from: string, to: string] {
  const read = (name: string, preset: string): string => {
    const month = textParam(exchange, name) ?? preset;
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw badRequest(`'${name}' must be a month as 2026-06.`, name);
    return month;
  };
  return [read("from", firstMonth(exchange.site)), read("to", monthOf(exchange.site.clock.now()))];
}

function tenantsOf(lines: readonly UsageLine[]): readonly object[] {
  const byTenant = Map.groupBy(lines, ({ customer }) => customer.id);
  return [...byTenant].map(([tenantUid, own]) => ({ tenantUid, workloads: own.map(workload) }));
}

function workload({ product, usedUnits, totalUnits, points, minCommitQty, location }: UsageLine): object {
  return {
    productCode: product.code,
    productName: product.usageName,
    unitType: product.unit,
    usedUnits,
    totalUnits,
    weight: product.ppu,
    usedPoints: points,
    minCommitQty,
    minCommitEnforcement: 0,
    location,
  };
}
