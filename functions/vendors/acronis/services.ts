import { Transient } from "../../errors.ts";
import type { Acronis } from "./port.ts";
import { type Calls, longAnswer, query } from "./calls.ts";
import { listOf } from "./answers.ts";
import { byIds } from "./lists.ts";
import { Application, Location } from "./objects.ts";
import { priceListsReader } from "./price-lists.ts";
import { type TenantUsage, UsagesOfTenant } from "./usage-lines.ts";

type Services = Pick<Acronis, "applications" | "locations" | "priceLists" | "usagesOf">;

/** What the platform tells of itself: its services, its places, its prices, and what was used. */
export const servicesOf = (calls: Calls): Services => ({
  applications: async () =>
    (await calls.read({ operation: "applications", method: "GET", path: "/applications" }, listOf(Application))).items,
  locations: (ids) => byIds(calls, { operation: "locations", path: "/locations", ids: [...new Set(ids)] }, Location),
  priceLists: async (tenantId, months) => {
    // Without months the vendor would choose one.
    if (months.length === 0) return [];
    const path = `/effective_price_lists${query({ tenant_id: tenantId, months: months.join(",") })}`;
    const call = { operation: "priceLists", method: "GET", base: "/api/price_sync/v1", path } as const;
    const reader = priceListsReader(() => new Transient(`${call.operation} gave an answer that cannot be read`));
    await calls.done({ ...call, streamed: { take: reader.take, ...longAnswer } });
    return reader.end();
  },
  usagesOf: async (tenantIds) => {
    const ids = new Set(tenantIds);
    const found = await byIds(calls, { operation: "usagesOf", path: "/tenants/usages", by: "tenants", ids: [...ids] }, UsagesOfTenant);
    const told = Map.groupBy(
      found.filter(({ tenant }) => ids.has(tenant)),
      ({ tenant }) => tenant,
    );
    return new Map([...told].map(([tenant, parts]) => [tenant, togetherOf(parts)]));
  },
});

/** A tenant that is named twice in an answer has the lines of both. */
const togetherOf = (parts: readonly TenantUsage[]): TenantUsage => ({
  lines: parts.flatMap(({ lines }) => lines),
  unreadable: parts.reduce((sum, { unreadable }) => sum + unreadable, 0),
});
