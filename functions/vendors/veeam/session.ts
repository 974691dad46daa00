import * as z from "zod";
import type { Clock } from "../../clock.ts";
import { Rejected, Transient } from "../../errors.ts";
import type { Credential, Credentials } from "../../instances/ports.ts";
import type { Http } from "../http.ts";
import { jsonOf, maybe } from "./answers.ts";
import { refusal } from "./verdicts.ts";

/** Where and as whom a way signs in. */
export interface Door {
  /** Under this name the secret is stored. */
  readonly secretId: string;
  /** Gives a bearer token for a credential; missing: the secret is the token. */
  readonly signIn?: ((credential: Pair, http: Http) => Promise<Token>) | undefined;
}

export interface Token {
  readonly text: string;
  readonly seconds: number;
}

type Pair = Pick<Credential, "clientId" | "clientSecret">;

/** Tokens to try for one call, best first: the next one only when the one before was refused with 401. */
export interface Sessions {
  tokens(door: Door, http: Http): AsyncGenerator<string>;
}

/** A secret that was replaced is of use for that long (design.md, 5). */
const previousSecretSeconds = 86_400;
/** Renewed that long before its end: a call must not outlive its token. */
const marginSeconds = 60;

/** Keeps tokens in memory, by secret: a running container signs in once an hour (veeam-api.md, 9.2). */
export function sessions({ credentials, clock }: { readonly credentials: Credentials; readonly clock: Clock }): Sessions {
  const kept = new Map<string, { readonly pair: Pair; readonly text: string; readonly endsAt: string }>();

  // A token in memory may have been ended by another session of the same user: the fresh one follows (9.2).
  async function* tokensFor(pair: Pair, { secretId, signIn }: Door, http: Http): AsyncGenerator<string> {
    if (signIn === undefined) return yield pair.clientSecret;
    const known = kept.get(secretId);
    if (known !== undefined && isSame(known.pair, pair) && -clock.secondsSince(known.endsAt) > marginSeconds) yield known.text;
    const { text, seconds } = await signIn(pair, http);
    kept.set(secretId, { pair, text, endsAt: clock.after(seconds) });
    yield text;
  }

  // The secret from memory, the one that is stored now, and the one that this replaced a short while ago.
  async function* pairs(secretId: string): AsyncGenerator<Pair> {
    const asked = await credentials.of(secretId);
    if (asked === undefined) throw new Rejected("settingsInvalid", `no key of instance ${secretId}`);
    yield asked;
    const stored = await credentials.fresh(secretId);
    if (stored === undefined) return;
    if (!isSame(stored, asked)) yield stored;
    const { clientId, previousSecret, savedAt } = stored;
    if (previousSecret !== undefined && clock.secondsSince(savedAt) < previousSecretSeconds) {
      yield { clientId, clientSecret: previousSecret };
    }
  }

  return {
    tokens: async function* (door, http) {
      let refused: unknown;
      for await (const pair of pairs(door.secretId)) {
        try {
          yield* tokensFor(pair, door, http);
        } catch (error) {
          if (!(error instanceof Rejected && error.reason === "apiKeyRefused")) throw error;
          refused = error;
        }
      }
      if (refused !== undefined) throw refused;
    },
  };
}

const isSame = (one: Pair, other: Pair): boolean => one.clientId === other.clientId && one.clientSecret === other.clientSecret;

// A token goes into a header: what cannot stand there is not one. With a second factor it is missing (9.2).
const TokenAnswer = z.object({
  access_token: maybe(z.string().regex(/^[\x21-\x7e]+$/)),
  mfa_token: maybe(z.string()),
  expires_in: z.coerce.number().positive().max(1e8).optional().catch(undefined),
});

const secondsWhenUnsaid = 3_600;

/** Asks a token end point with a form, never with JSON (9.2). */
export async function askToken(
  place: { readonly gateway: string; readonly path: string },
  form: Readonly<Record<string, string>>,
  http: Http,
): Promise<Token> {
  const answer = await http.send({
    operation: "signIn",
    method: "POST",
    ...place,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  if (answer.status < 200 || answer.status > 299) throw refusal("signIn", answer);
  const read = TokenAnswer.safeParse(jsonOf(answer.text));
  const { access_token: text, mfa_token: secondFactor, expires_in: seconds = secondsWhenUnsaid } = read.data ?? {};
  if (text !== undefined) return { text, seconds };
  if (secondFactor !== undefined) throw new Rejected("apiKeyRefused", "signIn: the user has a second factor; use an API key");
  throw new Transient("signIn gave an answer that cannot be read");
}

/** Name and password of one dedicated account (9.2). */
export const consoleSignIn =
  (gateway: string) =>
  ({ clientId, clientSecret }: Pair, http: Http): Promise<Token> =>
    askToken({ gateway, path: "/api/v3/token" }, { grant_type: "password", username: clientId, password: clientSecret }, http);
