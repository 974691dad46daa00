import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import * as z from "zod";
import { Time } from "../clock.ts";
import type { Credential, Credentials, CredentialWriter } from "../instances/ports.ts";

/** A secret's value: the client's credentials, and the secret before for a day. */
export const StoredCredential = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  previousSecret: z.string().optional(),
  savedAt: Time,
});

/** How long a container trusts what it read; a refused sign-in asks anew at once. */
const MEMORY_MILLISECONDS = 60_000;

/** The path below which each instance has its own secret. */
const secretPathOf = (prefix: string, instanceId: string): string => `${prefix}/instances/${instanceId}`;

/** Credentials in Secrets Manager, read only. */
export const secretCredentials = (client: SecretsManagerClient, prefix: string): Credentials => {
  const memory = new Map<string, { readonly credential: Credential; readonly readAt: number }>();

  const fresh = async (instanceId: string): Promise<Credential | undefined> => {
    const credential = await read(client, secretPathOf(prefix, instanceId));
    if (credential !== undefined) memory.set(instanceId, { credential, readAt: performance.now() });
    return credential;
  };

  return {
    fresh,
    of: async (instanceId) => {
      const known = memory.get(instanceId);
      return known !== undefined && performance.now() - known.readAt < MEMORY_MILLISECONDS ? known.credential : fresh(instanceId);
    },
  };
};

/** Credentials in Secrets Manager, with the right to write them: activation alone has it. */
export const secretCredentialWriter = (client: SecretsManagerClient, prefix: string, keyId?: string): CredentialWriter => ({
  ...secretCredentials(client, prefix),
  save: async (instanceId, credential) => {
    const name = secretPathOf(prefix, instanceId);
    const SecretString = JSON.stringify(credential);
    try {
      await client.send(new PutSecretValueCommand({ SecretId: name, SecretString }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      try {
        await client.send(new CreateSecretCommand({ Name: name, SecretString, KmsKeyId: keyId }));
      } catch (refused) {
        // Another first activation was faster by a moment.
        if (!(refused instanceof ResourceExistsException)) throw refused;
        await client.send(new PutSecretValueCommand({ SecretId: name, SecretString }));
      }
    }
  },
});

const read = async (client: SecretsManagerClient, name: string): Promise<Credential | undefined> => {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    return SecretString === undefined ? undefined : parsed(SecretString);
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
};

// A parse error would quote the secret, so it is replaced by one that does not.
const parsed = (text: string): Credential => {
  try {
    return StoredCredential.parse(JSON.parse(text));
  } catch {
    throw new Error("a stored credential cannot be read");
  }
};
