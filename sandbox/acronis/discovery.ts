import { badRequest, notFound } from "./errors.ts";
import { type Answer, type Exchange, ok, type Route, route, textParam } from "./exchange.ts";
import { publicKeys } from "./jwt.ts";

/** What is told before anyone signs in: the data centre of a login, the identity provider's addresses (sheet 1, 2.6). */
export const discoveryRoutes: readonly Route[] = [
  route("GET", "/api/1/accounts", dataCentreOf, { access: "public" }),
  route("GET", "/api/2/.well-known/openid-configuration", openidConfiguration, { access: "public" }),
  route("GET", "/.well-known/openid-configuration", openidConfiguration, { access: "public" }),
  route("GET", "/api/2/idp/jwks", () => ok(publicKeys()), { access: "public" }),
  route("GET", "/api/2/accounts/forgot_link", forgotLink, { access: "public" }),
];

/** There is one data centre here, so every login lives in it. */
function dataCentreOf(exchange: Exchange): Answer {
  const login = textParam(exchange, "login");
  if (login === null) throw badRequest("ParameterMalformed: 'login' is required");
  return ok({ login, id: 0, server_url: exchange.site.url() });
}

function openidConfiguration({ site }: Exchange): Answer {
  const base = `${site.url()}/api/2/idp`;
  return ok({
    issuer: site.url(),
    authorization_endpoint: `${base}/authorize`,
    token_endpoint: `${base}/token`,
    jwks_uri: `${base}/jwks`,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
    revocation_endpoint: `${base}/revoke_token`,
    revocation_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    device_authorization_endpoint: `${base}/device_authorization`,
  });
}

/** Marked as disabled by the specification: a known login gets its link all the same. */
function forgotLink(exchange: Exchange): Answer {
  const login = textParam(exchange, "login");
  if (login === null) throw badRequest("ParameterMalformed: 'login' is required");
  const user = Object.values(exchange.state.users).find(
    (one) => one.deleted_at === null && one.login.toLowerCase() === login.toLowerCase(),
  );
  if (user === undefined) throw notFound("The login was not found.");
  return ok({ link: `${exchange.site.url()}/mc/forgot-password?user=${user.id}` });
}
