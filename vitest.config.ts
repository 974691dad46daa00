import { join } from "node:path";
import { defineConfig } from "vitest/config";

// The workers, and the programs that tests start, compile the same libraries: once is enough.
process.env["NODE_COMPILE_CACHE"] ??= join(import.meta.dirname, "node_modules", ".cache", "compile");

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // No test leaves anything behind in a module, so files may share a worker: a third of the time goes otherwise into imports.
    isolate: false,
    // Tests wait for machines more than they compute, so more of them than processors run side by side.
    maxWorkers: 4,
    // A step waits for real machines, and a busy computer takes several times as long; a test that hangs is a defect and is told so.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    restoreMocks: true,
  },
});
