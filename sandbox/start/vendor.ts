import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import * as z from "zod";

export interface VendorOptions {
  /** One that is in use is replaced by a free one where state is kept; 0 takes any. */
  readonly port: number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where its state is kept over restarts; in memory without it. */
  readonly dataFile?: string;
  /** Held while it runs, so that the state has one writer. */
  readonly lock?: string;
  readonly timeScale: number;
  /** About how many offering items the distributor has; the simulator's own catalogue without it. */
  readonly offeringItems?: number;
}

/** A simulated Acronis in a process of its own. */
export interface Vendor {
  readonly url: string;
  readonly rootTenantId: string;
  /** Resolves when the process has ended. */
  readonly over: Promise<unknown>;
  readonly close: () => Promise<void>;
}

const Told = z.union([z.object({ url: z.string(), rootTenantId: z.string() }), z.object({ problem: z.string() })]);

export const startVendor = async (options: VendorOptions): Promise<Vendor> => {
  const child = fork(fileURLToPath(new URL("./vendor.child.ts", import.meta.url)), { stdio: ["ignore", "ignore", "inherit", "ipc"] });
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
    throw new Error(`the simulated Acronis cannot start: ${told.problem}`);
  }
  return { ...told, over, close };
};
