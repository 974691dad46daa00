import { badRequest, denied } from "./errors.ts";
import { stamp } from "./clock.ts";
import { type Answer, type Exchange, flag, idParam, noContent, type Route, route, versionParam } from "./exchange.ts";
import { assertLoginFree } from "./logins.ts";
import { assertVersion, reachUser } from "./scope.ts";
import type { State, User } from "./state.ts";
import { touch } from "./tenant-make.ts";

/** The end of a user, and its return (sheet 7.3). */
export const userLifeRoutes: readonly Route[] = [
  route("DELETE", "/api/2/users/{user_id}", deleteUser),
  route("POST", "/api/2/users/{user_id}/restore", restoreUser, { accepts: "nothing" }),
];

function deleteUser(exchange: Exchange): Answer {
  const version = versionParam(exchange);
  const user = reachUser(exchange, idParam(exchange, "user_id"));
  if (user.id === exchange.caller.id) throw denied("Nobody deletes himself.");
  if (user.enabled) throw badRequest("It is prohibited to delete a non-disabled user.");
  assertVersion(user, version);
  user.deleted_at = stamp();
  touch(user);
  setPersonalTenant(exchange.state, user, user.deleted_at);
  return noContent;
}

function restoreUser(exchange: Exchange): Answer {
  const { state } = exchange;
  const user = reachUser(exchange, idParam(exchange, "user_id"), { allowDeleted: true });
  if (user.deleted_at === null) return noContent;
  if (!flag(exchange, "force")) assertLoginFree(state, user.login, user.id);
  user.login = freeLogin(state, user);
  user.deleted_at = null;
  user.enabled = flag(exchange, "enable") || user.enabled;
  touch(user);
  setPersonalTenant(state, user, null);
  return noContent;
}

function setPersonalTenant(state: State, user: User, deletedAt: string | null): void {
  const tenant = state.tenants[user.personal_tenant_id ?? ""];
  if (tenant !== undefined) tenant.deleted_at = deletedAt;
}

/** `force` gives a user whose login was taken meanwhile another one. */
function freeLogin(state: State, user: User): string {
  const taken = new Set(
    Object.values(state.users)
      .filter(({ id, deleted_at }) => id !== user.id && deleted_at === null)
      .map(({ login }) => login.toLowerCase()),
  );
  let login = user.login;
  for (let postfix = 1; taken.has(login.toLowerCase()); postfix += 1) login = `${user.login}-${postfix}`;
  return login;
}
