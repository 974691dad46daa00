import { applicationsOf } from "./applications.ts";
import type { Definition } from "./catalogue.ts";
import { stamp } from "./clock.ts";
import { definitionOf } from "./definitions.ts";
import { badRequest } from "./errors.ts";
import { type Answer, type Exchange, flag, idParam, listParam, ok, okLong, type Route, route, textParam, uuidParam } from "./exchange.ts";
import { Many } from "./json-pieces.ts";
import { isAvailable, itemsOf, mayHandOn, offeredTo, offItem, shownItem } from "./offering-item-object.ts";
import { crowdedStorages } from "./offering-item-rules.ts";
import { page, restoreQuery } from "./paging.ts";
import { updatedSince } from "./since.ts";
import { reachTenant, subtreeOf } from "./scope.ts";
import type { Item, State, Tenant } from "./state.ts";
import { TenantKind } from "./records-of-people.ts";
import { mayBeUnder } from "./tenant-rules.ts";

/** Reading offering items (sheet 9.2). `edition` is `standard` unless told, so today's items hide from the unwary. */
export const offeringItemRoutes: readonly Route[] = [
  route("GET", "/api/2/tenants/offering_items", listOfSubtree),
  route("GET", "/api/2/tenants/{tenant_id}/offering_items", listOfTenant),
  route("GET", "/api/2/tenants/{tenant_id}/offering_items/available_for_child", listForChild),
];

interface Known {
  readonly tenant: Tenant;
  readonly item: Item;
  readonly definition: Definition;
}

function known(state: State, tenant: Tenant, items: readonly Item[]): readonly Known[] {
  return items.flatMap((item) => {
    const definition = definitionOf(state, item);
    return definition === undefined ? [] : [{ tenant, item, definition }];
  });
}

const shown = ({ tenant, item, definition }: Known): object => shownItem(tenant.id, item, definition);

function inEdition(exchange: Exchange, { edition }: Definition): boolean {
  const wanted = textParam(exchange, "edition") ?? "standard";
  return wanted === "*" || edition === null || edition === wanted;
}

function listOfTenant(exchange: Exchange): Answer {
  const { state } = exchange;
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  const usageNames = listParam(exchange, "usage_names");
  const status = textParam(exchange, "status");
  const type = textParam(exchange, "type");
  const infraId = uuidParam(exchange, "infra_uuid");
  if (type !== null && !["count", "feature", "infra"].includes(type))
    throw badRequest("ParameterMalformed: 'type' must be count, feature or infra");
  if (status !== null && status !== "0" && status !== "1") throw badRequest("ParameterMalformed: 'status' must be 0 or 1");
  const availableOnly = flag(exchange, "available_only");
  const crowded = availableOnly ? crowdedStorages(state, tenant) : new Set<string>();
  const isFree = ({ item }: Known): boolean => item.status === 1 || (isAvailable(state, tenant, item) && !crowded.has(item.infra_id ?? ""));
  // Items of a service that the tenant does not have are not listed, not even as off: Acronis' own tests of unbinding say so.
  const services = applicationsOf(state, tenant);
  const items = known(state, tenant, offeredTo(state, tenant)).filter(
    (one) =>
      services.includes(one.item.application_id) &&
      inEdition(exchange, one.definition) &&
      (usageNames === null || usageNames.includes(one.definition.usage_name)) &&
      (status === null || one.item.status === Number(status)) &&
      (type === null || one.definition.type === type) &&
      (infraId === null || one.item.infra_id === infraId) &&
      (!one.definition.secondary || flag(exchange, "include_secondary")) &&
      (!availableOnly || isFree(one)),
  );
  return longList(items);
}

/** A distributor's list may have a hundred thousand lines. What it shows was picked before the first piece is written. */
function longList(items: readonly Known[]): Answer {
  return okLong({ timestamp: stamp(), items: new Many(shownEach(items)) });
}

function* shownEach(items: readonly Known[]): Generator<object> {
  for (const one of items) yield shown(one);
}

/** What a child of that kind could get: what the parent and all above it have on, without quotas (sheet 18, point 10). */
function listForChild(exchange: Exchange): Answer {
  const { state } = exchange;
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  const kind = textParam(exchange, "kind");
  if (kind !== null) {
    const parsed = TenantKind.safeParse(kind);
    if (!parsed.success || !mayBeUnder(parsed.data, tenant))
      throw badRequest(`ParameterMalformed: a '${tenant.kind}' has no children of kind '${kind}'`);
  }
  const handedOn = itemsOf(state, tenant).filter((item) => item.status === 1 && mayHandOn(state, tenant, item));
  const items = known(state, tenant, handedOn).filter(({ definition }) => inEdition(exchange, definition) && !definition.secondary);
  return longList(items.map((one) => ({ ...one, item: { ...offItem(one.item, one.item.updated_at), status: 1 } })));
}

/** The items of a whole subtree, page by page: the list for reconciliation. */
function listOfSubtree(given: Exchange): Answer {
  const exchange = restoreQuery(given);
  const rootId = uuidParam(exchange, "subtree_root_tenant_id");
  if (rootId === null) throw badRequest("ParameterMalformed: 'subtree_root_tenant_id' is required");
  const root = reachTenant(exchange, rootId, { inside: true });
  const usageNames = listParam(exchange, "usage_names");
  const editions = listParam(exchange, "editions");
  const names = listParam(exchange, "offering_items");
  const isNew = updatedSince(exchange);
  const tenants = subtreeOf(exchange.state, root).filter(({ deleted_at }) => deleted_at === null || flag(exchange, "allow_deleted"));
  const wanted = ({ item, definition }: Known): boolean =>
    (usageNames === null || usageNames.includes(definition.usage_name)) &&
    (editions === null || editions.includes("*") || definition.edition === null || editions.includes(definition.edition)) &&
    (names === null || names.includes(definition.name)) &&
    isNew(item);
  const rows = tenants.flatMap((tenant) =>
    known(exchange.state, tenant, itemsOf(exchange.state, tenant)).map((one, index) => ({ one, index })),
  );
  const selected = rows.filter(({ one }) => wanted(one));
  return ok(
    page(exchange, selected, {
      limit: 5000,
      key: ({ one, index }) => [one.tenant.number, index],
      show: ({ one }) => ({ ...shown(one), deleted_at: one.tenant.deleted_at }),
    }),
  );
}
