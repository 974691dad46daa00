import { dirname } from "node:path";
import { isCode } from "../aws/files.ts";
import { waitForLock } from "./data-folder.ts";

/** What a simulator is once it listens. */
interface Listening {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** The child's side of `startSimulator`: starts with the options that come, tells the address or the problem, and ends with its parent. */
export const serveParent = (start: (options: unknown) => Promise<Listening>): void => {
  let simulator: Listening | undefined;
  process.once("message", async (options) => {
    try {
      simulator = await start(options);
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
};

/** Starts on the port, or on a free one where it is taken, with a state that nobody else writes. */
export const holding = async <Started>(lock: string, port: number, start: (port: number) => Promise<Started>): Promise<Started> => {
  // The vendor of a Tenantry that was killed a moment ago may still be writing: its state is read after that.
  await waitForLock(lock, dirname(lock));
  try {
    return await start(port);
  } catch (error) {
    if (!isCode(error, "EADDRINUSE") && !isCode(error, "EACCES")) throw error;
    return start(0);
  }
};
