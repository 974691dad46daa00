import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import * as z from "zod";

/** A program of the sandbox as a process of its own. */
export interface Running {
  /** All that it said so far. */
  readonly said: () => string;
  readonly saying: (text: string) => Promise<void>;
  /** Ends it by a signal; gives the exit code. */
  readonly end: (signal: "SIGKILL" | "SIGTERM" | "SIGINT") => Promise<number | null>;
  readonly ended: Promise<number | null>;
}

/** Compiled code is kept between the processes of a run: each of them loads the whole house. */
const compiled = { NODE_COMPILE_CACHE: join(tmpdir(), "tenantry-compiled") };

/** Starts a script of `sandbox/` with no environment but this. */
export const run = (script: string, given: readonly string[] = [], environment: Readonly<Record<string, string>> = {}): Running => {
  const path = fileURLToPath(new URL(`../../../sandbox/${script}`, import.meta.url));
  const child = spawn(process.execPath, [path, ...given], { stdio: ["ignore", "pipe", "pipe"], env: { ...compiled, ...environment } });
  const ended = exitOf(child);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  let text = "";
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => {
      text += part.toString("utf8");
      for (const look of waiting) look();
    });
  }
  return {
    said: () => text,
    saying: (wanted) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (text.includes(wanted)) resolve();
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`ended without saying "${wanted}": ${text}`)));
      }),
    end: async (signal) => {
      child.kill(signal);
      return ended;
    },
    ended,
  };
};

const exitOf = async (child: ChildProcess): Promise<number | null> => {
  const [code] = await once(child, "close");
  return typeof code === "number" ? code : null;
};

const Address = z.object({ port: z.number() });

/** Ports that were free a moment ago, told apart. */
export const freePorts = async (): Promise<readonly [number, number, number]> => {
  const servers = [createServer(), createServer(), createServer()] as const;
  for (const server of servers) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  }
  const [one, second, third] = servers.map((server) => Address.parse(server.address()).port);
  for (const server of servers) {
    server.close();
    await once(server, "close");
  }
  return [one ?? 0, second ?? 0, third ?? 0];
};
