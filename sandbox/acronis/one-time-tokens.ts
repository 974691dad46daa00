import * as z from "zod";
import { isUserAlive } from "./authentication.ts";
import { readBody, requestBody, Uuid } from "./body.ts";
import { badRequest, unauthorized } from "./errors.ts";
import { type Answer, type Exchange, ok, type Route, route } from "./exchange.ts";
import { reachUser } from "./scope.ts";
import { issueOpaque, tokenLifeSeconds } from "./token-issue.ts";
import { shownUser } from "./user-object.ts";

/** Signing a person into the portal with a token good for once (sheet 2.6, OTT). */
export const oneTimeTokenRoutes: readonly Route[] = [
  route("POST", "/api/2/idp/ott", issue),
  route("POST", "/api/2/idp/ott/login", login, { access: "public" }),
  route("GET", "/api/2/idp/external-login", externalLogin, { access: "public" }),
  route("GET", "/api/2/idp/logout", logout, { access: "public" }),
];

const OttPost = requestBody((pieces) =>
  pieces.object({
    purpose: z.enum(["user_login", "verify"]),
    login: pieces.maybe(z.string()),
    external_id: pieces.maybe(z.string()),
    user_id: pieces.maybe(Uuid),
    audit_data: pieces.maybe(z.string()),
  }),
);

function issue(exchange: Exchange): Answer {
  const { login: name, external_id, user_id } = readBody(exchange, OttPost);
  const named = Object.values(exchange.state.users).find(
    (user) =>
      user.deleted_at === null &&
      ((name && user.login.toLowerCase() === name.toLowerCase()) || (external_id && user.external_id === external_id)),
  );
  const id = user_id ?? named?.id;
  if (id === undefined) throw badRequest("The user is not known.");
  const user = reachUser(exchange, id);
  return ok({ ott: issueOpaque(exchange.site, { client: null, user, tenantId: user.tenant_id }, "one-time", 300) });
}

const LoginPost = requestBody((pieces) => pieces.object({ ott: z.string() }));

function login(exchange: Exchange): Answer {
  const { user, cookie } = openSession(exchange, readBody(exchange, LoginPost).ott);
  return { status: 200, body: shownUser(exchange.state, user), headers: { "set-cookie": cookie } };
}

function openSession(exchange: Exchange, ott: string) {
  const { state, site } = exchange;
  const token = state.tokens[ott];
  const user = state.users[token?.user_id ?? ""];
  const good = token?.kind === "one-time" && token.expires_at > Date.now() && user !== undefined && isUserAlive(state, user);
  if (!good) throw unauthorized("The one-time token is not valid.");
  delete state.tokens[ott];
  const session = issueOpaque(site, { client: null, user, tenantId: user.tenant_id }, "session", tokenLifeSeconds);
  return { user, cookie: `session=${session}; Path=/; HttpOnly` };
}

const html = { "content-type": "text/html; charset=utf-8" };

function externalLogin(exchange: Exchange): Answer {
  const ott = exchange.query.get("ott");
  const cookie = ott === null ? {} : { "set-cookie": openSession(exchange, ott).cookie };
  return { status: 200, text: "<html><body>Signed in.</body></html>", headers: { ...html, ...cookie } };
}

function logout(exchange: Exchange): Answer {
  const session = /(?:^|;\s*)session=([^;]+)/.exec(exchange.headers.cookie ?? "")?.[1];
  if (session !== undefined) delete exchange.state.tokens[session];
  return { status: 200, text: "<html><body>Signed out.</body></html>", headers: { ...html, "set-cookie": "session=; Path=/; Max-Age=0" } };
}
