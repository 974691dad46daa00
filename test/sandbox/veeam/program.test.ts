import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startVeeamSimulator } from "../../../sandbox/veeam/server.ts";
import { at, consoleWith, customer, text, town, verifiedCustomer } from "./client.ts";
import { folder } from "./folder.ts";

function run(...options: readonly string[]): {
  readonly program: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
} {
  const program = spawn(process.execPath, [new URL("../../../sandbox/veeam/main.ts", import.meta.url).pathname, ...options]);
  onTestFinished(() => void program.kill("SIGKILL"));
  let said = "";
  for (const stream of [program.stdout, program.stderr]) stream.on("data", (chunk: Buffer) => void (said += chunk.toString()));
  return { program, said: () => said, ended: new Promise((resolve) => program.once("close", resolve)) };
}

it("keeps everything over a restart: customers, what is still to happen, the clock", async () => {
  const dataFile = join(folder(), "veeam.json");
  const first = await town({ dataFile });
  const done = await verifiedCustomer(first);
  const waiting = text(await first.contract.post("customers", { ...customer, name: "Waiting" }), "id");
  first.simulator.clock.advance(86_400 - 10);
  first.simulator.faults.add({ kind: "verification", seconds: 60 });
  const late = text(await first.contract.post("customers", { ...customer, name: "Late" }), "id");
  const before = first.simulator.clock.now();
  await first.simulator.close();
  const { simulator } = await town({ dataFile });
  expect([simulator.apiKey, simulator.password]).toEqual([first.simulator.apiKey, first.simulator.password]);
  expect(simulator.clock.now().getTime()).toBeGreaterThanOrEqual(before.getTime());
  const statusOf = (id: string) => simulator.world.customer(id)?.status;
  expect([statusOf(done), statusOf(waiting), statusOf(late)]).toEqual(["Active", "Active", "Pending"]);
  simulator.clock.advance(60);
  expect(statusOf(late)).toBe("Active");
});

it("takes another API key at a restart, and the old one no longer", async () => {
  const dataFile = join(folder(), "veeam.json");
  const first = await startVeeamSimulator({ dataFile, apiKey: "old" });
  await first.close();
  const { simulator, console } = await town({ dataFile, apiKey: "new" });
  expect(at(await console.get("about"), "data.installationId")).toBeTypeOf("string");
  expect((await consoleWith(simulator, "old").get("about")).status).toBe(401);
});

it("refuses a data file that it did not write, and leaves it alone", async () => {
  const dataFile = join(folder(), "veeam.json");
  writeFileSync(dataFile, '{"diary":true}');
  await expect(startVeeamSimulator({ dataFile })).rejects.toThrow("holds no state of this simulator");
  expect(readFileSync(dataFile, "utf8")).toBe('{"diary":true}');
});

it("runs alone, tells its addresses but not a given key, and ends on a signal", async () => {
  const { program, said, ended } = run("--port", "0", "--api-key", "hush", "--time-scale", "60");
  await expect.poll(said, { timeout: 10_000 }).toContain("Password ");
  expect(said()).toMatch(
    /^Veeam simulator ready at (http:\/\/127\.0\.0\.1:\d+)\nConsole API \1\/api\/v3\nRegistration contract \1\/contract\n/,
  );
  expect(said()).toContain("Rental agreement 02553265");
  expect(said()).not.toContain("hush");
  program.kill("SIGTERM");
  expect(await ended).toBe(0);
});

it.each([
  ["a port in use", (port: string) => ["--port", port], "The port is in use"],
  ["an unknown option", () => ["--colour", "blue"], "--colour"],
  [
    "a data file in a folder that is not there",
    () => ["--port", "0", "--data", "/nowhere/at/all/veeam.json"],
    "the data file /nowhere/at/all/veeam.json cannot be written",
  ],
  ["an empty API key", () => ["--port", "0", "--api-key", ""], "--api-key must not be empty"],
  ["an empty password", () => ["--port", "0", "--password", ""], "--password must not be empty"],
])("says clearly what is wrong with %s", async (_, options, message) => {
  const { simulator } = await town();
  const { said, ended } = run(...options(new URL(simulator.url).port));
  expect(await ended).toBe(1);
  expect(said()).toContain(message);
  expect(said()).not.toContain("    at ");
  if (!said().includes("Usage:")) expect(said().trimEnd().split("\n")).toHaveLength(1);
});
