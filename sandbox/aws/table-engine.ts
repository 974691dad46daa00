import { once } from "node:events";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import dynalite from "dynalite";
import { Level } from "level";
import * as z from "zod";
import { isCode } from "./files.ts";
import { inProcess } from "./in-process.ts";

/** The running table engine. */
export interface Engine {
  /** For other processes; this one sends by `sending`. */
  readonly endpoint: string;
  readonly sending: ReturnType<typeof inProcess>["sending"];
  /** The last run on this folder was killed: the indexes were emptied and want their rows again. */
  readonly wasKilled: boolean;
  /** Says that the indexes are whole again. */
  readonly healed: () => void;
  readonly close: () => Promise<void>;
}

const Address = z.object({ port: z.number() });

/** Starts dynalite on a free port of this machine, on disk below the directory or in memory without one. */
export const startEngine = async (directory: string | undefined): Promise<Engine> => {
  const disk = directory === undefined ? undefined : await openDisk(directory);
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, ...(disk && { path: disk.path }) });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = Address.parse(server.address());
  const requests = inProcess(server);
  disk?.opened();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    sending: requests.sending,
    wasKilled: disk?.wasKilled ?? false,
    healed: () => disk?.healed(),
    close: async () => {
      await requests.close();
      // A connection that is at work when the server closes becomes idle only when its answer is sent.
      const closing = setInterval(() => server.closeIdleConnections(), 10);
      try {
        await new Promise<void>((resolve, reject) => {
          server.close((error) => (error ? reject(error) : resolve()));
        });
      } finally {
        clearInterval(closing);
      }
      disk?.closed();
    },
  };
};

/** Takes the folder, or says who has it, before dynalite does: dynalite would end the process at its first read. */
const openDisk = async (directory: string) => {
  const path = join(directory, "tables");
  // There while the tables are open: found at the start, it tells of a kill.
  const marker = join(directory, "tables.open");
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const level = new Level<string, unknown>(path, { valueEncoding: "json" });
  try {
    await level.open();
  } catch (error) {
    throw cannotOpen(directory, error);
  }
  const wasKilled = existsSync(marker);
  let isWhole = !wasKilled;
  if (wasKilled) await repair(level);
  await level.close();
  return {
    path,
    wasKilled,
    opened: () => writeFileSync(marker, ""),
    healed: () => {
      isWhole = true;
    },
    closed: () => {
      if (isWhole) rmSync(marker, { force: true });
    },
  };
};

const cannotOpen = (directory: string, error: unknown): Error => {
  const cause = error instanceof Error ? error.cause : undefined;
  if (isCode(cause, "LEVEL_LOCKED")) return new Error(`another Tenantry uses this folder: ${directory}`, { cause: error });
  return new Error(`the tables below ${directory} cannot be opened: move the folder away, or empty it with npm start -- --fresh`, {
    cause: error,
  });
};

const HalfMade = z.object({ TableStatus: z.literal("CREATING") });

/**
 * After a kill: dynalite writes a row and its index entries one after the other, so a kill may fall between them, and a table that was
 * being made stays so for ever. Empties the indexes, and forgets tables that were never usable.
 */
const repair = async (level: Level<string, unknown>): Promise<void> => {
  await level.clear({ gte: "index-", lt: "index." });
  for await (const [key, table] of level.iterator({ gte: "table~", lt: "table~\uffff" })) {
    if (HalfMade.safeParse(table).success) await level.del(key);
  }
};
