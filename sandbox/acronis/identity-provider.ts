import { readBody, requestBody, Uuid } from "./body.ts";
import { type Answer, type Exchange, idParam, ok, type Route, route } from "./exchange.ts";
import { assertUnlocked, assertVersion, reachTenant, subtreeOf } from "./scope.ts";
import { touch } from "./tenant-make.ts";
import { shownTenant } from "./tenant-object.ts";

/** Which identity provider a tenant's users sign in with; all three fields are required (sheet 6.11). */
export const identityProviderRoutes: readonly Route[] = [route("PUT", "/api/2/tenants/{tenant_id}/default_idp", changeDefault)];

const DefaultPut = requestBody((pieces) => pieces.object({ version: pieces.integer, idp_id: Uuid, apply_to_children: pieces.boolean }));

function changeDefault(exchange: Exchange): Answer {
  const { version, idp_id, apply_to_children } = readBody(exchange, DefaultPut);
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  assertUnlocked(exchange, tenant);
  assertVersion(tenant, version);
  for (const one of apply_to_children ? subtreeOf(exchange.state, tenant) : [tenant]) {
    one.default_idp_id = idp_id;
    touch(one);
  }
  return ok(shownTenant(exchange.state, tenant));
}
