import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import * as z from "zod";

export interface VeeamOptions {
  /** One that is in use is replaced by a free one; 0 takes any. */
  readonly port: number;
  readonly apiKey: string;
  readonly agreement: string;
  /** Where its state is kept over restarts. */
  readonly dataFile: string;
  /** Held while it runs, so that the state has one writer. */
  readonly lock: string;
  readonly timeScale: number;
}

/** A simulated Veeam in a process of its own. */
export interface RunningVeeam {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const Told = z.union([z.object({ url: z.string() }), z.object({ problem: z.string() })]);

export const startVeeam = async (options: VeeamOptions): Promise<RunningVeeam> => {
  const child = fork(fileURLToPath(new URL("./veeam.child.ts", import.meta.url)), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const over = once(child, "exit");
  const close = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    await over;
  };
  child.send(options);
  const [message] = await Promise.race([once(child, "message"), over.then(() => [{ problem: "it ended at once" }])]);
  const told = Told.parse(message);
  if ("problem" in told) {
    await close();
    throw new Error(`the simulated Veeam cannot start: ${told.problem}`);
  }
  return { ...told, close };
};
