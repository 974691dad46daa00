import { randomBytes, randomUUID } from "node:crypto";
import { signedToken } from "./jwt.ts";
import type { Site } from "./exchange.ts";
import type { Client, Token, User } from "./state.ts";

/** Two hours (sheet 2.2). */
export const tokenLifeSeconds = 7200;

export interface Holder {
  readonly client: Client | null;
  readonly user: User | null;
  readonly tenantId: string;
}

/** Issues the answer of the token endpoint: `expires_on`, lower-case `bearer`, an `id_token`, no `expires_in` (sheet 2.2). */
export function issueToken(site: Site, holder: Holder, scope: readonly string[] = []): object {
  forgetExpired(site);
  const token = record(site, holder, "access", tokenLifeSeconds);
  const expires_on = Math.floor(token.expires_at / 1000);
  const access_token = signedToken(claims(site, holder, token));
  site.state.tokens[access_token] = token;
  const id_token = signedToken({ ...identity(site, holder), exp: expires_on, iat: Math.floor(token.issued_at / 1000) });
  const answer = { access_token, token_type: "bearer", expires_on, id_token };
  if (!scope.includes("offline_access")) return answer;
  return { ...answer, refresh_token: issueOpaque(site, holder, "refresh", 30 * 24 * 3600) };
}

/** Tokens that carry nothing: refresh, session, one-time, device. */
export function issueOpaque(site: Site, holder: Holder, kind: Token["kind"], seconds: number): string {
  const value = randomBytes(24).toString("base64url");
  site.state.tokens[value] = record(site, holder, kind, seconds);
  return value;
}

function record(site: Site, { client, user, tenantId }: Holder, kind: Token["kind"], seconds: number): Token {
  const issued_at = Date.now();
  const expires_at = issued_at + (seconds * 1000) / site.timeScale;
  return {
    kind,
    client_id: client?.client_id ?? null,
    user_id: user?.id ?? null,
    tenant_id: tenantId,
    jti: randomUUID(),
    issued_at,
    expires_at,
  };
}

function identity(site: Site, { client, user }: Holder): Record<string, unknown> {
  const subject = user?.id ?? client?.client_id ?? "";
  return { iss: site.url(), aud: client?.client_id ?? subject, sub: subject };
}

function claims(site: Site, holder: Holder, token: Token): Record<string, unknown> {
  const { client, user, tenantId } = holder;
  const role = site.state.tenants[tenantId]?.kind === "customer" ? "company_admin" : "partner_admin";
  const scope = user ? user.policies.map(({ tenant_id, role_id }) => ({ tid: tenant_id, role: role_id })) : [{ tid: tenantId, role }];
  const exp = Math.floor(token.expires_at / 1000);
  const iat = Math.floor(token.issued_at / 1000);
  const owner = { owner_tuid: tenantId, sub_type: user ? "user" : (client?.type ?? "api_client"), client_id: client?.client_id };
  return { ...identity(site, holder), ...owner, exp, iat, uid: user?.id ?? client?.client_id, jti: token.jti, ver: 2, scope };
}

function forgetExpired({ state }: Site): void {
  const now = Date.now();
  for (const [value, { expires_at }] of Object.entries(state.tokens)) if (expires_at < now) delete state.tokens[value];
}
