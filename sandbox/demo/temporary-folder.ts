import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of this process's own that is gone when it ends, by Ctrl-C too. */
export const temporaryFolder = (name: string): string => {
  const path = mkdtempSync(join(tmpdir(), `tenantry-${name}-`));
  process.once("exit", () => rmSync(path, { recursive: true, force: true }));
  // A signal that nobody hears ends the process without a last word.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
  return path;
};
