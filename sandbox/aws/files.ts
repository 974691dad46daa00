import { randomUUID } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

const draft = /^\..*\.draft$/;

/** Makes a folder that only its owner can enter, and sweeps the half-written files that a kill left in it. */
export const privateFolder = (path: string): string => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  // A folder that was there before keeps its mode otherwise.
  chmodSync(path, 0o700);
  for (const name of readdirSync(path).filter((each) => draft.test(each))) rmSync(join(path, name), { force: true });
  return path;
};

/** Writes a file whole or not at all: a kill leaves the old text or the new one, readable by its owner only. */
export const writeWhole = async (path: string, text: string): Promise<void> => {
  const written = join(dirname(path), `.${randomUUID()}.draft`);
  await writeFile(written, text, { mode: 0o600, flag: "wx" });
  await rename(written, path);
};

/** The file's text; undefined when there is no such file. */
export const readWhole = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
};

/** Whether an error is the one that Node names so. */
export const isCode = (error: unknown, code: string): boolean => error instanceof Error && "code" in error && error.code === code;
