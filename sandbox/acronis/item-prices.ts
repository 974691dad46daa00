import * as z from "zod";
import { readBody, requestBody, Uuid } from "./body.ts";
import { nextVersion } from "./clock.ts";
import { platformError } from "./errors.ts";
import { type Answer, type Exchange, idParam, ok, type Route, route } from "./exchange.ts";
import { itemsOf, keyOf } from "./offering-item-object.ts";
import { definitionOf } from "./definitions.ts";
import { assertUnlocked, reachTenant } from "./scope.ts";
import type { Item, State, Tenant } from "./state.ts";

/** End prices for showing, told by usage name; not what Acronis invoices (sheet 6.9). */
export const itemPriceRoutes: readonly Route[] = [
  route("GET", "/api/2/tenants/{tenant_id}/offering_items/pricing", (exchange) =>
    ok(shown(exchange, reachTenant(exchange, idParam(exchange, "tenant_id")))),
  ),
  route("PUT", "/api/2/tenants/{tenant_id}/offering_items/pricing", changePrices),
];

function shown({ state }: Exchange, tenant: Tenant): object {
  const priced = itemsOf(state, tenant).filter(({ status }) => status === 1);
  return { items: priced.map((item) => shownPrice(state, item)) };
}

function shownPrice(state: State, item: Item): object {
  const { application_id, infra_id, price } = item;
  const storage = infra_id === null ? {} : { infra_id };
  return { application_id, name: nameOf(state, item), ...storage, price: price?.price ?? "0", version: price?.version ?? 0 };
}

const nameOf = (state: State, item: Item): string => definitionOf(state, item)?.usage_name ?? item.name;

const PricesPut = requestBody((pieces) =>
  pieces.object({
    items: z.array(
      z.object({
        application_id: Uuid,
        infra_id: pieces.maybe(Uuid),
        name: z.string(),
        price: z.string().regex(/^\d+(\.\d+)?$/, "must be a decimal number"),
        version: pieces.maybe(pieces.integer),
      }),
    ),
  }),
);

function changePrices(exchange: Exchange): Answer {
  const { state } = exchange;
  const body = readBody(exchange, PricesPut);
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  assertUnlocked(exchange, tenant);
  const version = nextVersion(state.lastVersion);
  const next = { ...state.items[tenant.id] };
  for (const entry of body.items) {
    const fits = (item: Item): boolean =>
      item.status === 1 &&
      item.application_id === entry.application_id &&
      item.infra_id === (entry.infra_id ?? null) &&
      [item.name, nameOf(state, item)].includes(entry.name);
    const priced = itemsOf(state, tenant).filter(fits);
    if (priced.length === 0) throw platformError(1021, { context: { name: entry.name } });
    for (const item of priced) {
      const current = item.price?.version ?? 0;
      if (entry.version !== undefined && entry.version !== null && entry.version !== current)
        throw platformError(1001, { context: { name: entry.name, version: current } });
      next[keyOf(item)] = { ...item, price: { price: entry.price, version } };
    }
  }
  state.lastVersion = version;
  state.items[tenant.id] = next;
  return ok(shown(exchange, tenant));
}
