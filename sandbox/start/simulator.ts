import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import * as z from "zod";

/** A simulated vendor in a process of its own: when Tenantry is killed, the vendor has still done what it answered. */
export interface Simulator {
  readonly url: string;
  /** Resolves when the process has ended. */
  readonly over: Promise<unknown>;
  readonly close: () => Promise<void>;
}

const Told = z.union([z.object({ url: z.string() }), z.object({ problem: z.string() })]);

/** Starts a script of this folder, hands it the options, and waits for its address. Throws what it says is in the way. */
export const startSimulator = async (name: string, script: `./${string}.child.ts`, options: object): Promise<Simulator> => {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const over = once(child, "exit");
  const close = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    await over;
  };
  child.send(options);
  const [message] = await Promise.race([once(child, "message"), over.then(() => [{ problem: "it ended at once" }])]);
  const told = Told.parse(message);
  if ("url" in told) return { ...told, over, close };
  await close();
  throw new Error(`the simulated ${name} cannot start: ${told.problem}`);
};
