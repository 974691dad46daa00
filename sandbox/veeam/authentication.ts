import { Refused, unauthorized } from "./errors.ts";
import type { Caller, Exchange } from "./exchange.ts";

type Unsigned = Pick<Exchange, "state" | "site" | "headers">;

/** Judges who is asking: an API key and an access token both come as bearer (sheet 9.2). */
export function authenticate(exchange: Unsigned, method: string): Caller {
  const caller = identify(exchange);
  if (caller.readOnly && method !== "GET") throw new Refused(403, "The key is read-only.", { code: "Forbidden", type: "security" });
  return caller;
}

function identify({ state, site, headers }: Unsigned): Caller {
  const [scheme, value = ""] = (headers.authorization ?? "").split(" ", 2);
  if (scheme?.toLowerCase() !== "bearer") throw unauthorized("Sign in with a bearer token or an API key.");
  const now = site.clock.now();
  const key = Object.hasOwn(state.apiKeys, value) ? state.apiKeys[value] : undefined;
  if (key !== undefined && (key.expiresAt === null || key.expiresAt > now)) return { uid: state.providerUid, readOnly: key.readOnly };
  const token = Object.hasOwn(state.tokens, value) ? state.tokens[value] : undefined;
  if (token?.kind !== "access" || token.expiresAt <= now) throw unauthorized("The token or API key is invalid or expired.");
  return { uid: state.users[token.userName]?.uid ?? "", readOnly: token.readOnly };
}
