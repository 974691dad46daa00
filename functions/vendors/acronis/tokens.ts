import { type Clock, utc } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type { Instance } from "../../instances/instance.ts";
import type { Credential, Credentials } from "../../instances/ports.ts";
import type { Http } from "../http.ts";
import { signIn, type Token } from "./token.ts";

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
const lifeWhenUnsaidSeconds = 3_600;
/** A secret that was replaced is of use for that long (design.md, 5). */
const previousSecretSeconds = 86_400;

/** Keeps tokens in memory, so that a running container signs in once in two hours. */
export function tokens({ credentials, clock }: { readonly credentials: Credentials; readonly clock: Clock }): Tokens {
  const entries = new Map<string, Entry>();

  const start = (instance: Instance, asked: Credential, http: Http): Entry => {
    const entry: Entry = { gateway: instance.gateway, asked, found: open(instance, asked, http) };
    entries.set(instance.instanceId, entry);
    entry.found.then(
      (opened) => (entry.opened = opened),
      () => entries.get(instance.instanceId) === entry && entries.delete(instance.instanceId),
    );
    return entry;
  };

  const open = async ({ instanceId, gateway }: Instance, asked: Credential, http: Http): Promise<Opened> => {
    let refused: unknown;
    for await (const { clientId, clientSecret } of candidates(instanceId, asked)) {
      try {
        const token = await signIn({ gateway, clientId, clientSecret }, http);
        return { session: { clientId, token: token.text }, isStale: staleness(token, clock) };
      } catch (error) {
        if (!(error instanceof Rejected && error.reason === "credentialsRefused")) throw error;
        refused = error;
      }
    }
    throw refused;
  };

  // The one from memory; when it is refused, the one that is stored now; at last the one that this replaced.
  async function* candidates(instanceId: string, asked: Credential): AsyncGenerator<Pair> {
    yield asked;
    const stored = await credentials.fresh(instanceId);
    if (stored === undefined) return;
    if (!isSame(stored, asked)) yield stored;
    const { clientId, previousSecret, savedAt } = stored;
    if (previousSecret === undefined || clock.secondsSince(savedAt) >= previousSecretSeconds) return;
    const previous = { clientId, clientSecret: previousSecret };
    if (!isSame(previous, asked)) yield previous;
  }

  return {
    session: async (instance, http) => {
      const asked = await credentials.of(instance.instanceId);
      if (asked === undefined) throw new Rejected("settingsInvalid", `no credentials of instance ${instance.instanceId}`);
      const known = entries.get(instance.instanceId);
      const isUsable = known?.gateway === instance.gateway && isSame(known.asked, asked) && known.opened?.isStale() !== true;
      const { session } = await (isUsable ? known : start(instance, asked, http)).found;
      return session;
    },
    drop: ({ instanceId }, refused) => {
      if (entries.get(instanceId)?.opened?.session === refused) entries.delete(instanceId);
    },
  };
}

interface Opened {
  readonly session: Session;
  readonly isStale: () => boolean;
}

interface Entry {
  readonly gateway: string;
  /** The credential that was asked with; secrets are told apart as they are, so that no hash of one exists. */
  readonly asked: Credential;
  readonly found: Promise<Opened>;
  /** What was found; missing while the sign-in is under way. */
  opened?: Opened;
}

type Pair = Pick<Credential, "clientId" | "clientSecret">;

const isSame = (one: Pair, other: Pair): boolean => one.clientId === other.clientId && one.clientSecret === other.clientSecret;

function staleness({ expiresOn, expiresIn }: Token, clock: Clock): () => boolean {
  const end = expiresOn === undefined ? clock.after(expiresIn ?? lifeWhenUnsaidSeconds) : utc(expiresOn * 1000);
  const reserve = -clock.secondsSince(end) > renewSeconds ? renewSeconds : marginSeconds;
  return () => -clock.secondsSince(end) <= reserve;
}
