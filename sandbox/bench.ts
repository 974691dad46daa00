import { spawn } from "node:child_process";
import { once } from "node:events";
import { bench } from "./bench/measure.ts";

/** How `npm start` runs Tenantry: left to itself, V8 takes a share of the machine's memory and clears up late. */
const memory = ["--max-old-space-size=192", "--max-semi-space-size=8"] as const;

const inBounds = async (): Promise<number> => {
  const child = spawn(process.execPath, [...memory, ...process.argv.slice(1)], { stdio: "inherit" });
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : 1;
};

try {
  const isBounded = memory.every((option) => process.execArgv.includes(option));
  process.exitCode = isBounded ? Number(!(await bench())) : await inBounds();
} catch (error) {
  console.error(`The bench cannot go on: ${error instanceof Error ? error.message : "for an unknown reason"}`);
  process.exitCode = 1;
}
