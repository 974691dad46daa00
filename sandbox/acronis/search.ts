import { badRequest } from "./errors.ts";
import { type Answer, type Exchange, flag, isListed, numberParam, ok, type Route, route, textParam, uuidParam } from "./exchange.ts";
import { isHidden, lineage, reachTenant, subtreeOf } from "./scope.ts";
import type { Contact, State, Tenant, User } from "./state.ts";

/** Search by the beginnings of words over names, marker, contact and login; never over `internal_tag` (sheet 6.10). */
export const searchRoutes: readonly Route[] = [route("GET", "/api/2/search", search)];

function search(exchange: Exchange): Answer {
  const { state } = exchange;
  const rootId = uuidParam(exchange, "tenant");
  if (rootId === null) throw badRequest("ParameterMalformed: 'tenant' is required");
  const text = (textParam(exchange, "text") ?? "").trim();
  if (text.length < 3) throw badRequest("ParameterMalformed: 'text' must have at least 3 characters");
  const limit = numberParam(exchange, "limit", { min: 1, max: 300, preset: 10 });
  const root = reachTenant(exchange, rootId, { inside: true });
  const terms = text.toLowerCase().split(/\s+/);
  const wanted = (object: { created_at: string; deleted_at: string | null }, fields: readonly (string | null)[]): boolean =>
    (object.deleted_at === null || flag(exchange, "allow_deleted")) && isListed(exchange, object) && matches(terms, fields);
  const open = subtreeOf(state, root).filter((tenant) => tenant.id === root.id || !isHidden(exchange, tenant, true));
  const tenants = open.filter(
    (tenant) =>
      tenant.owner_id === null && tenant.id !== root.id && wanted(tenant, [tenant.name, tenant.customer_id, ...wordsOf(tenant.contact)]),
  );
  const openIds = new Set(open.map(({ id }) => id));
  const users = Object.values(state.users).filter(
    (user) => openIds.has(user.tenant_id) && wanted(user, [user.login, ...wordsOf(user.contact)]),
  );
  const items = [...tenants.map((tenant) => foundTenant(state, root, tenant)), ...users.map((user) => foundUser(state, root, user))];
  return ok({ items: items.slice(0, limit) });
}

function wordsOf({ firstname, lastname, email }: Contact): readonly (string | null)[] {
  return [firstname, lastname, email];
}

/** Every word of the query begins a word of the object. */
function matches(terms: readonly string[], fields: readonly (string | null)[]): boolean {
  const words = fields.flatMap((field) => (field === null ? [] : tokens(field.toLowerCase())));
  return terms.every((term) => words.some((word) => word.startsWith(term)));
}

function tokens(text: string): readonly string[] {
  return [text, ...text.split(/\s+/), ...text.split(/[^\p{L}\p{N}]+/u)].filter((word) => word !== "");
}

function foundTenant(state: State, root: Tenant, tenant: Tenant): object {
  const { id, parent_id, kind, name, contact, deleted_at } = tenant;
  return {
    obj_type: "tenant",
    id,
    parent_id,
    path: pathTo(state, root, tenant).slice(0, -1),
    kind,
    name,
    first_name: contact.firstname,
    last_name: contact.lastname,
    deleted_at,
  };
}

function foundUser(state: State, root: Tenant, user: User): object {
  const { id, tenant_id, login, contact, deleted_at } = user;
  const tenant = state.tenants[tenant_id];
  const path = tenant === undefined ? [] : pathTo(state, root, tenant);
  return {
    obj_type: "user",
    id,
    parent_id: tenant_id,
    path,
    login,
    first_name: contact.firstname,
    last_name: contact.lastname,
    deleted_at,
  };
}

/** The names from the search root down to the tenant. */
function pathTo(state: State, root: Tenant, tenant: Tenant): readonly string[] {
  const line = lineage(state, tenant);
  return line
    .slice(0, line.findIndex(({ id }) => id === root.id) + 1)
    .map(({ name }) => name)
    .toReversed();
}
