import { readBody, requestBody } from "./body.ts";
import { platformError } from "./errors.ts";
import { type Answer, type Exchange, idParam, ok, type Route, route } from "./exchange.ts";
import { reachTenant, reachUser } from "./scope.ts";
import type { State, Tenant, User } from "./state.ts";
import { touch } from "./tenant-make.ts";

/** Two-factor sign-in of a tenant's people (sheet 6.11). */
export const mfaRoutes: readonly Route[] = [
  route("GET", "/api/2/tenants/{tenant_id}/mfa/status", (exchange) =>
    ok(shown(exchange.state, reachTenant(exchange, idParam(exchange, "tenant_id")))),
  ),
  route("PUT", "/api/2/tenants/{tenant_id}/mfa/status", changeTenant),
  route("PUT", "/api/2/users/{user_id}/mfa/status", changeUser),
];

const MfaPut = requestBody((pieces) => pieces.object({ enabled: pieces.boolean }));

function peopleOf(state: State, tenant: Tenant): readonly User[] {
  return Object.values(state.users).filter((user) => user.tenant_id === tenant.id && user.deleted_at === null);
}

/** Nobody enrols at the simulator, so no user ever has a second factor configured. */
function shown(state: State, tenant: Tenant): object {
  const users_count = peopleOf(state, tenant).length;
  const update_allowed = tenant.kind !== "folder" && tenant.kind !== "unit";
  return { mfa_status: tenant.mfa_enabled ? "enabled" : "disabled", users_count, users_with_totp_enabled_count: 0, update_allowed };
}

function changeTenant(exchange: Exchange): Answer {
  const { state } = exchange;
  const { enabled } = readBody(exchange, MfaPut);
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  if (tenant.kind === "folder" || tenant.kind === "unit")
    throw platformError(1027, { info: "Folders and units follow the tenant above them." });
  tenant.mfa_enabled = enabled;
  for (const user of peopleOf(state, tenant)) user.mfa_enabled = enabled;
  touch(tenant);
  return ok(shown(state, tenant));
}

function changeUser(exchange: Exchange): Answer {
  const { enabled } = readBody(exchange, MfaPut);
  reachUser(exchange, idParam(exchange, "user_id")).mfa_enabled = enabled;
  return { status: 200 };
}
