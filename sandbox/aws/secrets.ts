import { join } from "node:path";
import * as z from "zod";
import { Time } from "../../functions/clock.ts";
import type { Credential, CredentialWriter } from "../../functions/instances/ports.ts";
import { privateFolder, readWhole, writeWhole } from "./files.ts";

const Stored = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  previousSecret: z.string().optional(),
  savedAt: Time,
});

/** What may be a file's name on any system, and cannot leave the folder. */
const InstanceId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, "this instance id cannot be a file's name");

/**
 * Stands in for Secrets Manager while developing: one file an instance, readable by its owner only, or memory without a directory.
 * The files are not encrypted: keep no production secret here.
 */
export const openSecrets = ({ directory }: { readonly directory?: string | undefined } = {}): CredentialWriter => {
  const store = directory === undefined ? inMemory() : onDisk(privateFolder(join(directory, "secrets")));
  const read = async (instanceId: string): Promise<Credential | undefined> => {
    const text = await store.read(InstanceId.parse(instanceId));
    return text === undefined ? undefined : Stored.parse(JSON.parse(text));
  };
  return {
    of: read,
    fresh: read,
    save: async (instanceId, credential) => store.write(InstanceId.parse(instanceId), JSON.stringify(Stored.parse(credential))),
  };
};

interface Store {
  readonly read: (instanceId: string) => Promise<string | undefined>;
  readonly write: (instanceId: string, text: string) => Promise<void>;
}

const inMemory = (): Store => {
  const texts = new Map<string, string>();
  return {
    read: async (instanceId) => texts.get(instanceId),
    write: async (instanceId, text) => {
      texts.set(instanceId, text);
    },
  };
};

const onDisk = (folder: string): Store => {
  const path = (instanceId: string): string => join(folder, `${instanceId}.json`);
  return { read: async (instanceId) => readWhole(path(instanceId)), write: async (instanceId, text) => writeWhole(path(instanceId), text) };
};
