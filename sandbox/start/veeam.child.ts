import { dirname } from "node:path";
import * as z from "zod";
import { startVeeamSimulator, type VeeamSimulator } from "../veeam/server.ts";
import { waitForLock } from "./data-folder.ts";

/** The simulated Veeam as a process of its own: when Tenantry is killed, the vendor has still done what it answered. */

const Options = z.object({
  port: z.int(),
  apiKey: z.string(),
  agreement: z.string(),
  dataFile: z.string(),
  lock: z.string(),
  timeScale: z.number(),
});

const start = async ({ lock, ...given }: z.infer<typeof Options>): Promise<VeeamSimulator> => {
  // The vendor of a Tenantry that was killed a moment ago may still be writing: its state is read after that.
  await waitForLock(lock, dirname(lock));
  try {
    return await startVeeamSimulator(given);
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    return startVeeamSimulator({ ...given, port: 0 });
  }
};

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && ["EADDRINUSE", "EACCES"].includes(String(error.code));

let simulator: VeeamSimulator | undefined;
process.once("message", async (message) => {
  try {
    simulator = await start(Options.parse(message));
    process.send?.({ url: simulator.url });
  } catch (error) {
    process.send?.({ problem: error instanceof Error ? error.message : "it does not start" });
  }
});
// The parent is gone, however it went; a key pressed in the terminal is the parent's to answer.
process.once("disconnect", async () => {
  await simulator?.close();
  process.exit(0);
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
