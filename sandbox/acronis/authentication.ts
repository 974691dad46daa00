import { badSignIn, denied, unauthorized } from "./errors.ts";
import type { Access, Caller, Exchange } from "./exchange.ts";
import { isEnabled } from "./scope.ts";
import type { Client, State, Token, User } from "./state.ts";

type Unsigned = Omit<Exchange, "caller">;

const administrators = new Set(["root_admin", "partner_admin", "company_admin", "unit_admin", "hci_admin"]);
const readers = new Set(["readonly_admin", "protection_admin", "protection_ro_admin"]);

/** Judges who is asking: a bearer token, the Basic sign-in of a person, or a session cookie (sheet 2). */
export function authenticate(exchange: Unsigned, access: Access): Caller {
  if (access === "public") return nobody;
  const caller = identify(exchange);
  if (access === "write" && !caller.mayWrite) throw denied("The caller has no administrator role.");
  if (access === "read" && !caller.mayWrite && !mayRead(caller)) throw denied("The caller has no role to read this.");
  return caller;
}

const nobody: Caller = { id: "", kind: "user", tenantId: "", mayWrite: false, user: null };

function identify(exchange: Unsigned): Caller {
  const [scheme, credentials] = (exchange.headers.authorization ?? "").split(" ", 2);
  if (scheme?.toLowerCase() === "bearer") return callerOfToken(exchange.state, liveToken(exchange.state, credentials ?? ""));
  if (scheme?.toLowerCase() === "basic") return signIn(exchange.state, decodeBasic(credentials ?? ""));
  const session = /(?:^|;\s*)session=([^;]+)/.exec(exchange.headers.cookie ?? "")?.[1];
  if (session !== undefined) return callerOfToken(exchange.state, liveToken(exchange.state, session));
  throw unauthorized("Method required an authenticated user.");
}

/** A token that was issued, is not over, and whose client or user still has access. Else 401 in the envelope (sheet 2.4). */
export function liveToken(state: State, value: string): Token {
  const token = state.tokens[value];
  if (token === undefined || !["access", "session"].includes(token.kind) || !isAlive(state, token))
    throw unauthorized("The access token is invalid or expired.");
  return token;
}

/** Whether a token is not over, and its holder has access still (sheet 2.7). */
export function isAlive(state: State, token: Token): boolean {
  if (token.expires_at <= Date.now()) return false;
  const client = token.client_id === null ? undefined : state.clients[token.client_id];
  const user = token.user_id === null ? undefined : state.users[token.user_id];
  if (user !== undefined) return isUserAlive(state, user);
  return client !== undefined && isClientAlive(state, client);
}

/** A client lives as long as its tenant and all above it are enabled (sheet 2.7). */
export function isClientAlive(state: State, client: Client): boolean {
  const tenant = state.tenants[client.tenant_id];
  return client.status === "enabled" && client.deleted_at === null && tenant !== undefined && isEnabled(state, tenant);
}

export function isUserAlive(state: State, user: User): boolean {
  const tenant = state.tenants[user.tenant_id];
  return user.enabled && user.deleted_at === null && tenant !== undefined && isEnabled(state, tenant);
}

function callerOfToken(state: State, token: Token): Caller {
  const user = token.user_id === null ? undefined : state.users[token.user_id];
  if (user !== undefined) return callerOfUser(user);
  return { id: token.client_id ?? "", kind: "client", tenantId: token.tenant_id, mayWrite: true, user: null };
}

export function callerOfUser(user: User): Caller {
  const mayWrite = user.policies.some(({ role_id }) => administrators.has(role_id));
  return { id: user.id, kind: "user", tenantId: user.tenant_id, mayWrite, user };
}

function mayRead({ user }: Caller): boolean {
  return user?.policies.some(({ role_id }) => readers.has(role_id)) ?? false;
}

function signIn(state: State, [login, password]: readonly [string, string]): Caller {
  const user = userWithPassword(state, login, password);
  if (user === null) throw badSignIn();
  return callerOfUser(user);
}

export function userWithPassword(state: State, login: string, password: string): User | null {
  const user = Object.values(state.users).find((one) => one.deleted_at === null && one.login.toLowerCase() === login.toLowerCase());
  if (user?.password !== password || !user.activated || !isUserAlive(state, user)) return null;
  return user;
}

/** Splits at the first colon: a password may hold one, an id may not. */
export function decodeBasic(credentials: string): readonly [string, string] {
  const text = Buffer.from(credentials, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? [text, ""] : [text.slice(0, colon), text.slice(colon + 1)];
}
