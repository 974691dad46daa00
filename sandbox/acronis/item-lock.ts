import * as z from "zod";
import type { Answer, Site } from "./exchange.ts";
import type { Item } from "./state.ts";

/** Which items of a tenant the vendor locks: on all their storages, unless one is told. */
export const ItemLock = z.strictObject({
  tenant_id: z.string(),
  items: z.array(z.strictObject({ name: z.string(), infra_id: z.string().optional() })).min(1),
  locked: z.boolean().default(true),
});

/** The vendor's staff locks items or opens them again: the status of a locked one stays as it is (sheet 9.7, rule 7). */
export function lockItems({ state }: Site, { tenant_id, items, locked }: z.output<typeof ItemLock>): Answer {
  const rows = Object.entries(state.items[tenant_id] ?? {});
  const isMeant = (item: Item, { name, infra_id }: (typeof items)[number]): boolean =>
    item.name === name && (infra_id === undefined || item.infra_id === infra_id);
  const missing = items.filter((one) => !rows.some(([, item]) => isMeant(item, one)));
  if (missing.length > 0) return { status: 404, body: { message: `The tenant has no ${missing.map(({ name }) => name).join(", ")}.` } };
  const meant = rows.filter(([, item]) => items.some((one) => isMeant(item, one)));
  const changed = meant.map(([key, item]) => [key, { ...item, locked }] as const);
  state.items[tenant_id] = { ...state.items[tenant_id], ...Object.fromEntries(changed) };
  return { status: 200, body: { items: changed.length, locked } };
}
