import { badRequest, envelope, platformError } from "./errors.ts";
import { type Answer, type Exchange, noContent, type Route, route, textParam } from "./exchange.ts";
import type { State } from "./state.ts";

/** Logins are unique over the whole platform, whatever their case (sheet 7.1; sheet 18, point 16). */
export const loginRoutes: readonly Route[] = [route("GET", "/api/2/users/check_login", checkLogin)];

const permitted = /^[A-Za-z0-9.@_\-+:!#$%^*={}'`/?]{3,255}$/;

function checkLogin(exchange: Exchange): Answer {
  const username = textParam(exchange, "username");
  if (username === null) throw badRequest("ParameterMalformed: 'username' is required");
  if (!permitted.test(username.trim())) throw envelope(406, "The login is not valid.", { info: username }, 1033);
  assertLoginFree(exchange.state, username.trim());
  return noContent;
}

export function normalLogin(login: string): string {
  const trimmed = login.trim();
  if (!permitted.test(trimmed))
    throw platformError(1033, { info: "At least three of: ASCII letters, digits, . @ _ - + : ! # $ % ^ * = { } ' ` / ?" });
  return trimmed;
}

export function assertLoginFree(state: State, login: string, except?: string): void {
  const wanted = login.toLowerCase();
  const taken = Object.values(state.users).some(
    (user) => user.deleted_at === null && user.id !== except && user.login.toLowerCase() === wanted,
  );
  if (taken) throw envelope(409, `User '${login}' exists`);
}
