import { badRequest } from "./errors.ts";
import {
  type Answer,
  type Exchange,
  flag,
  idParam,
  isListed,
  ok,
  type Route,
  route,
  textParam,
  uuidParam,
  uuidsParam,
} from "./exchange.ts";
import { itemsOf } from "./offering-item-object.ts";
import { type Cursor, page, restoreQuery } from "./paging.ts";
import { updatedSince } from "./since.ts";
import { isHidden, isWithin, lineage, reachTenant, subtreeOf } from "./scope.ts";
import type { Tenant } from "./state.ts";
import { byOrder } from "./order.ts";
import { type LevelOfDetail, listedTenant, ordinaryChildren, parentsIn, shownTenant } from "./tenant-object.ts";

/** Lists of tenants (sheet 6.5). */
export const tenantListRoutes: readonly Route[] = [
  route("GET", "/api/2/tenants", listTenants),
  route("GET", "/api/2/tenants/{tenant_id}/children", listChildren),
];

function listTenants(given: Exchange): Answer {
  const exchange = restoreQuery(given);
  const lod = levelOfDetail(exchange);
  const shown = {
    lod,
    withContacts: flag(exchange, "with_contacts"),
    expandItems: flag(exchange, "expand_offering_items"),
    parents: parentsIn(exchange.state),
  };
  const isNew = updatedSince(exchange);
  const selected = select(exchange).filter((tenant) => isNew(tenant) && isWanted(exchange, tenant));
  return ok(
    page(exchange, selected, {
      limit: 5000,
      key: (tenant) => cursorOf(exchange, tenant),
      show: (tenant) => listedTenant(exchange.state, tenant, shown),
    }),
  );
}

export function levelOfDetail(exchange: Exchange): LevelOfDetail {
  const lod = textParam(exchange, "lod") ?? "full";
  if (lod === "stamps" || lod === "basic" || lod === "full") return lod;
  throw badRequest("ParameterMalformed: 'lod' must be stamps, basic or full");
}

/** Exactly one selector (sheet 18, point 20). Ids that are unknown or foreign are left out of a batch. */
function select(exchange: Exchange): readonly Tenant[] {
  const { state, caller } = exchange;
  const uuids = uuidsParam(exchange, "uuids");
  const parentId = uuidParam(exchange, "parent_id");
  const rootId = uuidParam(exchange, "subtree_root_id");
  const given = [uuids, parentId, rootId].filter((selector) => selector !== null).length;
  if (given !== 1)
    throw badRequest(
      "ParameterMalformed: exactly one of uuids, parent_id, subtree_root_id is required (uuids failed 'required_without_all')",
    );
  const reach = { allowDeleted: flag(exchange, "allow_deleted"), inside: true };
  if (parentId !== null) return ordinaryChildren(state, reachTenant(exchange, parentId, reach).id);
  if (rootId !== null)
    return subtreeOf(state, reachTenant(exchange, rootId, reach)).filter(({ owner_id, id }) => owner_id === null || id === rootId);
  const wanted = (uuids ?? []).map((id) => state.tenants[id]).filter((tenant) => tenant !== undefined);
  const mine = wanted.filter((tenant) => isWithin(state, tenant, caller.tenantId));
  return flag(exchange, "include_relative_path") ? withPaths(exchange, mine) : [...new Set(mine)];
}

function withPaths({ state, caller }: Exchange, tenants: readonly Tenant[]): readonly Tenant[] {
  const paths = tenants.flatMap((tenant) => {
    const line = lineage(state, tenant);
    return line.slice(0, line.findIndex(({ id }) => id === caller.tenantId) + 1);
  });
  return [...new Set(paths)];
}

function isWanted(exchange: Exchange, tenant: Tenant): boolean {
  const count = flag(exchange, "with_offering_items");
  const infra = flag(exchange, "with_infra_offering_items");
  const on = count || infra ? itemsOf(exchange.state, tenant).filter(({ status }) => status === 1) : [];
  return (
    (tenant.deleted_at === null || flag(exchange, "allow_deleted")) &&
    isListed(exchange, tenant) &&
    !isHidden(exchange, tenant, false) &&
    (!count || on.some(({ infra_id }) => infra_id === null)) &&
    (!infra || on.some(({ infra_id }) => infra_id !== null))
  );
}

/** A subtree is ordered by level; everything else by age. */
function cursorOf(exchange: Exchange, tenant: Tenant): Cursor {
  const level = textParam(exchange, "subtree_root_id") === null ? 0 : lineage(exchange.state, tenant).length;
  return [level, tenant.number];
}

function listChildren(given: Exchange): Answer {
  const exchange = restoreQuery(given);
  const allowDeleted = flag(exchange, "allow_deleted");
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"), { inside: true });
  const children = ordinaryChildren(exchange.state, tenant.id).filter(
    (child) => (child.deleted_at === null || allowDeleted) && isListed(exchange, child),
  );
  const sorted = byOrder(children, textParam(exchange, "order") ?? "name", {
    name: ({ name }) => name.toLowerCase(),
    status: ({ enabled }) => (enabled ? "0" : "1"),
  });
  // Acronis' older generated client asks for the tenants themselves (sheet 6.5).
  if (!flag(exchange, "include_details")) return ok({ items: sorted.map(({ id }) => id) });
  const parents = parentsIn(exchange.state);
  return ok({ items: sorted.map((child) => shownTenant(exchange.state, child, parents)) });
}
