import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Level } from "level";
import { isCode, privateFolder } from "../aws/files.ts";

/** The folder in which everything is kept, held by this process alone. */
export interface DataFolder {
  readonly path: string;
  /** State of the simulated Acronis. */
  readonly acronisFile: string;
  /** Held by the process of the simulated Acronis. */
  readonly acronisLock: string;
  /** The same of the simulated Veeam. */
  readonly veeamFile: string;
  readonly veeamLock: string;
  readonly close: () => Promise<void>;
}

/** Says that the folder is ours, and so may be emptied. */
const MARKER = "tenantry-data.txt";
const LOCK = "lock";

/** All that Tenantry puts there beside the marker and the locks. */
const ours = [
  "tables",
  "tables.open",
  "executions",
  "secrets",
  "acronis.json",
  "acronis.json.next",
  "veeam.json",
  "veeam.json.next",
] as const;

/** Opens the folder or makes it; `fresh` empties it of what Tenantry itself put there. A folder of somebody else's is refused. */
export const openDataFolder = async (directory: string, { fresh }: { readonly fresh: boolean }): Promise<DataFolder> => {
  const path = resolve(directory);
  // Judged before anything is written or its access is changed.
  if (existsSync(path) && !existsSync(join(path, MARKER)) && namesIn(path).length > 0) {
    throw new Error(`the folder ${directory} holds other things than Tenantry's data; name another one (TENANTRY_DATA)`);
  }
  privateFolder(path);
  writeFileSync(join(path, MARKER), "Data of a Tenantry on this machine. Stop it, then delete the folder, or run: npm start -- --fresh\n");
  const lock = await takeLock(join(path, LOCK), directory);
  const acronisLock = join(path, "acronis.lock");
  const veeamLock = join(path, "veeam.lock");
  if (fresh) {
    const vendorLock = await waitForLock(acronisLock, directory);
    const otherLock = await waitForLock(veeamLock, directory);
    for (const name of ours) rmSync(join(path, name), { recursive: true, force: true });
    await Promise.all([vendorLock.close(), otherLock.close()]);
  }
  const files = { acronisFile: join(path, "acronis.json"), acronisLock, veeamFile: join(path, "veeam.json"), veeamLock };
  return { path, ...files, close: () => lock.close() };
};

const namesIn = (path: string): readonly string[] => {
  try {
    return readdirSync(path);
  } catch {
    throw new Error(`${path} is not a folder that can be read; name another one (TENANTRY_DATA)`);
  }
};

/** The database's own lock: the system gives it back when the process is killed, which a file with a number in it would not be. */
const takeLock = async (path: string, directory: string): Promise<Level> => {
  const lock = new Level(path);
  try {
    await lock.open();
    return lock;
  } catch (error) {
    const isLocked = error instanceof Error && isCode(error.cause, "LEVEL_LOCKED");
    const problem = isLocked ? "another Tenantry uses" : "nothing can be written to";
    throw new Error(`${problem} the folder ${directory}; name another one (TENANTRY_DATA)`, { cause: error });
  }
};

/** The process that has it is ending: its parent was killed a moment ago. */
export const waitForLock = async (path: string, directory: string): Promise<Level> => {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return await takeLock(path, directory);
    } catch {
      await pause(50);
    }
  }
  return takeLock(path, directory);
};
