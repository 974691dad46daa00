import { randomUUID } from "node:crypto";
import * as z from "zod";
import { readBody, requestBody } from "./body.ts";
import { stamp } from "./clock.ts";
import { badRequest } from "./errors.ts";
import { type Answer, type Exchange, idParam, isUuid, ok, type Route, route } from "./exchange.ts";
import { assertRoleFits } from "./roles.ts";
import { isWithin, reachTenant, reachUser } from "./scope.ts";
import type { Policy, User } from "./state.ts";

/** Roles of a user: one list that a PUT replaces as a whole (sheet 7.4). */
export const accessPolicyRoutes: readonly Route[] = [
  route("GET", "/api/2/users/{user_id}/access_policies", (exchange) => ok(shown(reachUser(exchange, idParam(exchange, "user_id"))))),
  route("PUT", "/api/2/users/{user_id}/access_policies", replacePolicies),
];

const nowhere = "00000000-0000-0000-0000-000000000000";

const PolicyList = requestBody((pieces) =>
  pieces.object({
    timestamp: pieces.maybe(z.string()),
    paging: z.unknown().optional(),
    items: z.array(
      z.object({
        id: pieces.maybe(z.string()),
        version: pieces.maybe(pieces.integer),
        trustee_id: pieces.maybe(z.string()),
        trustee_type: pieces.maybe(z.enum(["user", "user_group", "client"])),
        issuer_id: pieces.maybe(z.string()),
        tenant_id: pieces.maybe(z.string()),
        role_id: z.string(),
        resource_server_id: pieces.maybe(z.string()),
        resource_namespace: pieces.maybe(z.string()),
        resource_path: pieces.maybe(z.string()),
      }),
    ),
  }),
);

type PolicyBody = z.output<(typeof PolicyList)["lenient"]>["items"][number];

function replacePolicies(exchange: Exchange): Answer {
  const { items } = readBody(exchange, PolicyList);
  const user = reachUser(exchange, idParam(exchange, "user_id"));
  user.policies = items.map((item) => policyOf(exchange, user, item));
  return ok(shown(user));
}

/** All-zero ids are placeholders that the server fills in; a known policy keeps its id and its age. */
function policyOf(exchange: Exchange, user: User, item: PolicyBody): Policy {
  const { state, caller } = exchange;
  const trustee = item.trustee_id ?? nowhere;
  if (trustee !== nowhere && trustee !== user.id) throw badRequest(`items.trustee_id: '${trustee}' is not the user`);
  const tenantId = item.tenant_id && item.tenant_id !== nowhere ? item.tenant_id : user.tenant_id;
  if (!isUuid(tenantId)) throw badRequest(`items.tenant_id: '${tenantId}' is not an id`);
  const tenant = reachTenant(exchange, tenantId);
  if (!isWithin(state, tenant, user.tenant_id)) throw badRequest("items.tenant_id: is not the user's tenant or below it");
  assertRoleFits(item.role_id, tenant);
  const known = user.policies.find(({ id, role_id, tenant_id }) => id === item.id && role_id === item.role_id && tenant_id === tenantId);
  if (known !== undefined) return known;
  const at = stamp();
  const stamps = { version: 1, created_at: at, updated_at: at, deleted_at: null };
  const resource = Object.fromEntries(
    Object.entries({
      resource_server_id: item.resource_server_id,
      resource_namespace: item.resource_namespace,
      resource_path: item.resource_path,
    }).flatMap(([key, value]) => (value === null || value === undefined ? [] : [[key, value]])),
  );
  const who = { trustee_id: user.id, trustee_type: "user", issuer_id: caller.id };
  return { id: randomUUID(), ...stamps, ...who, tenant_id: tenantId, role_id: item.role_id, ...resource };
}

function shown({ policies }: User): object {
  return { timestamp: stamp(), items: policies };
}
