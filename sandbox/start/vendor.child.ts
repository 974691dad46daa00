import { dirname } from "node:path";
import * as z from "zod";
import { type AcronisSimulator, startAcronisSimulator } from "../acronis/server.ts";
import { waitForLock } from "./data-folder.ts";

/** The simulated Acronis as a process of its own: when Tenantry is killed, the vendor has still done what it answered. */

const Options = z.object({
  port: z.int(),
  clientId: z.string(),
  clientSecret: z.string(),
  dataFile: z.string().optional(),
  lock: z.string().optional(),
  timeScale: z.number(),
  offeringItems: z.int().optional(),
});
type Options = z.infer<typeof Options>;

const start = async (given: Options): Promise<AcronisSimulator> => {
  const { dataFile, lock, ...rest } = given;
  if (dataFile === undefined || lock === undefined) return startAcronisSimulator(rest);
  // The vendor of a Tenantry that was killed a moment ago may still be writing: its state is read after that.
  await waitForLock(lock, dirname(lock));
  try {
    return await startAcronisSimulator({ ...rest, dataFile });
  } catch (error) {
    if (!isPortTaken(error)) throw error;
    return startAcronisSimulator({ ...rest, dataFile, port: 0 });
  }
};

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && "code" in error && ["EADDRINUSE", "EACCES"].includes(String(error.code));

const tell = (message: object): void => {
  process.send?.(message);
};

let simulator: AcronisSimulator | undefined;
const end = async (): Promise<void> => {
  await simulator?.close();
  process.exit(0);
};
process.once("message", async (message) => {
  try {
    simulator = await start(Options.parse(message));
    tell({ url: simulator.url, rootTenantId: simulator.rootTenantId });
  } catch (error) {
    tell({ problem: error instanceof Error ? error.message : "it does not start" });
  }
});
// The parent is gone, however it went; a key pressed in the terminal is the parent's to answer.
process.once("disconnect", end);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
