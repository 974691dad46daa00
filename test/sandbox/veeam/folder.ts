import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** An empty folder of its own for one test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "veeam-simulator-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}
