import { readdirSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import { Time } from "../../functions/clock.ts";
import { privateFolder, readWhole, writeWhole } from "./files.ts";

const Started = z.object({ process: z.string(), execution: z.string(), id: z.string(), startedAt: Time });
/** An execution that was accepted. */
export type Started = z.infer<typeof Started>;

/** Which executions were started, and which of them have ended; names are never used twice. */
export interface Journal {
  readonly statusOf: (process: string, execution: string) => "open" | "ended" | undefined;
  /** Notes the execution before it runs. */
  readonly begin: (started: Started) => Promise<void>;
  readonly end: (started: Started) => Promise<void>;
  /** The executions of earlier lives that have not ended. Said once: from then on they are the caller's. */
  readonly takeCut: () => Promise<readonly Started[]>;
}

/** An execution's name is its own within its machine only. */
export const key = ({ process, execution }: Pick<Started, "process" | "execution">): string => `${process}.${execution}`;

/** Opens the journal: one small file an execution below the directory, or memory without one. */
export const openJournal = (directory: string | undefined): Journal => {
  const disk = directory === undefined ? undefined : onDisk(directory);
  const statuses = new Map<string, "open" | "ended">();
  const cut = [...(disk?.names.open ?? [])];
  for (const name of cut) statuses.set(name, "open");
  for (const name of disk?.names.ended ?? []) statuses.set(name, "ended");
  return {
    statusOf: (process, execution) => statuses.get(key({ process, execution })),
    begin: async (started) => {
      // Before the first wait: of two starts at once, one sees the other.
      statuses.set(key(started), "open");
      try {
        await disk?.begin(started);
      } catch (error) {
        statuses.delete(key(started));
        throw error;
      }
    },
    end: async (started) => {
      await disk?.end(started);
      statuses.set(key(started), "ended");
    },
    takeCut: async () => (disk === undefined ? [] : Promise.all(cut.splice(0).map(disk.read))),
  };
};

const onDisk = (directory: string) => {
  const running = privateFolder(join(directory, "executions", "running"));
  const ended = privateFolder(join(directory, "executions", "ended"));
  const names = (folder: string): readonly string[] => readdirSync(folder).map((name) => name.replace(/\.json$/, ""));
  return {
    names: { open: names(running), ended: names(ended) },
    begin: async (started: Started) => writeWhole(join(running, `${key(started)}.json`), JSON.stringify(started)),
    end: async (started: Started) => rename(join(running, `${key(started)}.json`), join(ended, `${key(started)}.json`)),
    read: async (name: string) => Started.parse(JSON.parse((await readWhole(join(running, `${name}.json`))) ?? "")),
  };
};
