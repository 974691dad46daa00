import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import * as z from "zod";

/** Application ids (lower case, with hyphens) and their keys. */
export type Applications = () => Promise<ReadonlyMap<string, string>>;

/** How long a container trusts what it read: a key that is changed in the secret is the key a minute later. */
const MEMORY_MILLISECONDS = 60_000;

const Pairs = z.record(z.string(), z.string());
const applicationId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The BSS installations' keys by application id, from the secret `{ "<id>": "<key>" }`. What is no id, such as the placeholder, admits nobody. */
export const bssApplications = (client: Pick<SecretsManagerClient, "send">, secretId: string): Applications => {
  let memory: { readonly pairs: ReadonlyMap<string, string>; readonly readAt: number } | undefined;
  return async () => {
    if (memory === undefined || performance.now() - memory.readAt >= MEMORY_MILLISECONDS) {
      const { SecretString = "" } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
      memory = { pairs: pairsOf(SecretString), readAt: performance.now() };
    }
    return memory.pairs;
  };
};

// A parse error would quote the keys, so it is replaced by one that does not.
const pairsOf = (text: string): ReadonlyMap<string, string> => {
  try {
    const pairs = Object.entries(Pairs.parse(JSON.parse(text))).map(([id, key]) => [id.trim().toLowerCase(), key] as const);
    return new Map(pairs.filter(([id]) => applicationId.test(id)));
  } catch {
    throw new Error("the secret with the BSS's keys cannot be read");
  }
};
