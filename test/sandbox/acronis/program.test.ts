import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startAcronisSimulator } from "../../../sandbox/acronis/server.ts";
import { at, makeTenant, makeUser, tokenOf, town, withAuthorization } from "./client.ts";

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "acronis-simulator-"));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

function run(...options: readonly string[]): {
  readonly program: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
} {
  const program = spawn(process.execPath, [new URL("../../../sandbox/acronis/main.ts", import.meta.url).pathname, ...options]);
  onTestFinished(() => void program.kill("SIGKILL"));
  let said = "";
  for (const stream of [program.stdout, program.stderr]) stream.on("data", (chunk: Buffer) => void (said += chunk.toString()));
  return { program, said: () => said, ended: new Promise((resolve) => program.once("close", resolve)) };
}

it("keeps the vendor's state, tokens included, over a restart", async () => {
  const dataFile = join(folder(), "acronis.json");
  const first = await startAcronisSimulator({ dataFile });
  const token = await tokenOf(first, first.clientId, first.clientSecret);
  const { id } = await makeTenant(withAuthorization(first, `Bearer ${token}`), first.rootTenantId);
  await makeUser(withAuthorization(first, `Bearer ${token}`), id);
  await first.close();
  const { simulator, api } = await town({ dataFile });
  expect([simulator.rootTenantId, simulator.clientId, simulator.clientSecret]).toEqual([
    first.rootTenantId,
    first.clientId,
    first.clientSecret,
  ]);
  expect(at(await api.get(`tenants/${id}`), "name")).toBe("Bergmann GmbH");
  expect((await withAuthorization(simulator, `Bearer ${token}`).get(`tenants/${id}`)).status).toBe(200);
});

it("has a write on disk shortly after it answered", async () => {
  const dataFile = join(folder(), "acronis.json");
  const { api, root } = await town({ dataFile });
  const { id } = await makeTenant(api, root);
  await expect.poll(() => readFileSync(dataFile, "utf8")).toContain(id);
});

it("refuses a data file that it did not write, and leaves it alone", async () => {
  const dataFile = join(folder(), "acronis.json");
  writeFileSync(dataFile, '{"diary":true}');
  await expect(startAcronisSimulator({ dataFile })).rejects.toThrow("holds no state of this simulator");
  expect(readFileSync(dataFile, "utf8")).toBe('{"diary":true}');
});

it("runs alone, tells its address and root tenant but not a given secret, and ends on a signal", async () => {
  const { program, said, ended } = run("--port", "0", "--client-id", "me", "--client-secret", "hush");
  await expect.poll(said, { timeout: 10_000 }).toContain("Client id me");
  expect(said()).toMatch(/^Acronis simulator ready at http:\/\/127\.0\.0\.1:\d+\nRoot tenant [0-9a-f-]{36}\n/);
  expect(said()).not.toContain("hush");
  program.kill("SIGTERM");
  expect(await ended).toBe(0);
});

it.each([
  ["a port in use", (port: string) => ["--port", port], "The port is in use"],
  ["an unknown option", () => ["--colour", "blue"], "--colour"],
])("says clearly what is wrong with %s", async (_, options, message) => {
  const { simulator } = await town();
  const { said, ended } = run(...options(new URL(simulator.url).port));
  expect(await ended).toBe(1);
  expect(said()).toContain(message);
  expect(said()).not.toContain("    at ");
});
