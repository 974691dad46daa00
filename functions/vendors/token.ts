import * as z from "zod";
import { type Clock, utc } from "../clock.ts";
import { Rejected, Transient } from "../errors.ts";
import type { Instance } from "../instances/instance.ts";
import type { Credential, Credentials } from "../instances/ports.ts";
import { refusal } from "./acronis/verdicts.ts";
import type { Http } from "./http.ts";

/** What a sign-in needs. */
export interface Client {
  readonly gateway: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A bearer token and what the vendor said of its end; never to be logged or stored. */
export interface Token {
  readonly text: string;
  /** Seconds since 1970. */
  readonly expiresOn?: number | undefined;
  /** Seconds from its issue. */
  readonly expiresIn?: number | undefined;
}

/** A token in use, and the client that it speaks for. */
export interface Session {
  readonly clientId: string;
  readonly token: string;
}

/** The tokens of this process: one an instance. */
export interface Tokens {
  /** The current session, or a new one; calls at the same time share one sign-in. */
  session(instance: Instance, http: Http): Promise<Session>;
  /** The vendor refused this session: the next call gets another. */
  drop(instance: Instance, refused: Session): void;
}

/** Renewed that long before its end, as Acronis' own examples do (acronis-api.md, 2.2). */
const renewSeconds = 900;
/** A token that is issued for less is used nearly to its end. */
const marginSeconds = 30;
/** A rotated-out secret is of use for that long (design.md, 5). */
const previousSecretSeconds = 86_400;
const lifeWhenUnsaid = 3_600;

// A token goes into a header: what cannot stand there is not one.
const TokenAnswer = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_on: z.coerce.number().positive().optional().catch(undefined),
  expires_in: z.coerce.number().positive().optional().catch(undefined),
});

/**
 * Asks for a token with an API client's credentials (acronis-api.md, 2.1). Throws `Rejected("credentialsRefused")` when the vendor
 * does not accept them, `Transient` when no usable answer came.
 */
export async function signIn({ gateway, clientId, clientSecret }: Client, http: Http): Promise<Token> {
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString("base64");
  const answer = await http.send({
    operation: "signIn",
    gateway,
    method: "POST",
    path: "/api/2/idp/token",
    headers: { Authorization: `Basic ${basic}`, "Content-Type": "application/x-www-form-urlencoded" },
    body: "grant_type=client_credentials",
  });
  if (answer.status < 200 || answer.status > 299) throw refusal("signIn", answer);
  const read = TokenAnswer.safeParse(jsonOf(answer.text));
  if (!read.success) throw new Transient("signIn gave an answer that cannot be read");
  return { text: read.data.access_token, expiresOn: read.data.expires_on, expiresIn: read.data.expires_in };
}

interface Entry {
  readonly gateway: string;
  /** The credential that was asked with; it tells one secret from another without a hash. */
  readonly asked: Credential;
  readonly found: Promise<Session & { readonly isFresh: () => boolean }>;
  /** The session by which `drop` knows what it drops. */
  session?: Session;
}

/** Keeps tokens in memory, in one place a process, so that a running container signs in once in two hours. */
export function tokens({ credentials, clock }: { readonly credentials: Credentials; readonly clock: Clock }): Tokens {
  const entries = new Map<string, Entry>();

  const start = (instance: Instance, asked: Credential, http: Http): Entry => {
    const found = open(instance, asked, http).then(({ clientId, token }) => ({ clientId, token: token.text, isFresh: freshness(token, clock) }));
    const entry: Entry = { gateway: instance.gateway, asked, found };
    entries.set(instance.instanceId, entry);
    found.then(
      (session) => (entry.session = session),
      () => entries.get(instance.instanceId) === entry && entries.delete(instance.instanceId),
    );
    return entry;
  };

  // The one from memory; if it is refused, the one that is stored now; if that is refused too, the one that it replaced.
  const open = async ({ instanceId, gateway }: Instance, asked: Credential, http: Http): Promise<{ clientId: string; token: Token }> => {
    const attempt = async ({ clientId }: Credential, clientSecret: string) => ({ clientId, token: await signIn({ gateway, clientId, clientSecret }, http) });
    try {
      return await attempt(asked, asked.clientSecret);
    } catch (error) {
      if (!isRefused(error)) throw error;
      const stored = await credentials.fresh(instanceId);
      if (stored === undefined) throw error;
      try {
        if (isSame(stored, asked)) throw error;
        return await attempt(stored, stored.clientSecret);
      } catch (refused) {
        const { previousSecret, savedAt } = stored;
        const isTried = previousSecret === asked.clientSecret && stored.clientId === asked.clientId;
        const isKept = previousSecret !== undefined && clock.secondsSince(savedAt) < previousSecretSeconds;
        if (!isRefused(refused) || !isKept || isTried) throw refused;
        return attempt(stored, previousSecret);
      }
    }
  };

  return {
    session: async (instance, http) => {
      const asked = await credentials.of(instance.instanceId);
      if (asked === undefined) throw new Rejected("settingsInvalid", `no credentials of instance ${instance.instanceId}`);
      const known = entries.get(instance.instanceId);
      if (known !== undefined && known.gateway === instance.gateway && isSame(known.asked, asked)) {
        const session = await known.found;
        if (session.isFresh()) return session;
        if (entries.get(instance.instanceId) === known) entries.delete(instance.instanceId);
      }
      return (entries.get(instance.instanceId) ?? start(instance, asked, http)).found;
    },
    drop: ({ instanceId }, refused) => {
      if (entries.get(instanceId)?.session?.token === refused.token) entries.delete(instanceId);
    },
  };
}
