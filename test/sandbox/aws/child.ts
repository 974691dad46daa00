import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

/** A process of its own, which has said that it is where it can be killed. */
export interface Child {
  readonly kill: () => Promise<void>;
}

/** Starts a script of this folder and waits until it says "ready". */
export const startChild = async (script: string, ...given: readonly string[]): Promise<Child> => {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url)), ...given], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const over = once(child, "exit");
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await over;
  };
  onTestFinished(kill);
  for await (const line of createInterface(child.stdout)) {
    if (line === "ready") return { kill };
  }
  throw new Error(`${script} ended before it was ready`);
};
