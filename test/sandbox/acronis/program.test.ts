import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { startAcronisSimulator } from "../../../sandbox/acronis/server.ts";
import { State } from "../../../sandbox/acronis/state.ts";
import { at, control, items, makeTenant, makeUser, tokenOf, town, withAuthorization } from "./client.ts";

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

it("reads a data file of before prices and the catalogue could change", async () => {
  const dataFile = join(folder(), "acronis.json");
  await (await startAcronisSimulator({ dataFile })).close();
  const { catalogue, prices, ...older } = Object(JSON.parse(readFileSync(dataFile, "utf8")));
  expect([catalogue, prices]).toMatchObject([{ names: 0 }, { readable: true }]);
  writeFileSync(dataFile, JSON.stringify(older));
  const { api, root } = await town({ dataFile });
  expect((await api.get(`/api/price_sync/v1/effective_price_lists?tenant_id=${root}`)).status).toBe(200);
});

it("keeps a changed catalogue and changed prices over a restart, while its options win", async () => {
  const dataFile = join(folder(), "acronis.json");
  const first = await startAcronisSimulator({ dataFile, offeringItems: 500 });
  await control(first, "POST", "catalogue", { off: ["pw_base_nas"], on: [{ name: "pw_base_robots" }] });
  await control(first, "POST", "prices", [{ name: "pw_base_vms", list_price: "7" }]);
  await first.close();
  const { simulator, api, root } = await town({ dataFile, priceCurrency: "JPY" });
  const names = items(await api.get(`tenants/${root}/offering_items/available_for_child?edition=*`)).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["pw_base_robots", "pw_pack_extra_000001"]));
  expect(names).not.toContain("pw_base_nas");
  const shown = (await control(simulator, "GET", "prices")).body;
  expect(shown).toMatchObject({ currency: "JPY", prices: [{ name: "pw_base_vms", list_price: "7" }] });
});

it("turns a trial that is over into production by itself", async () => {
  const dataFile = join(folder(), "acronis.json");
  const first = await startAcronisSimulator({ dataFile });
  const token = await tokenOf(first, first.clientId, first.clientSecret);
  const { id } = await makeTenant(withAuthorization(first, `Bearer ${token}`), first.rootTenantId);
  await first.close();
  const state = readFileSync(dataFile, "utf8").replaceAll(/("mode":"trial"[^}]*"production_start_date":")[^"]+/g, "$12024-01-31T00:00:00");
  writeFileSync(dataFile, state);
  const { api } = await town({ dataFile });
  expect(at(await api.get(`tenants/${id}`), "pricing_mode")).toBe("production");
  const pricing = await api.get(`tenants/${id}/pricing`);
  expect(pricing.body).toMatchObject({ mode: "production", production_start_date: "2024-01-31T00:00:00" });
  expect((await api.put(`tenants/${id}/pricing`, { ...Object(pricing.body), mode: "trial" })).status).toBe(400);
});

it("has a write on disk before it answers, a refused one that a fault changed as well", async () => {
  const dataFile = join(folder(), "acronis.json");
  const { simulator, api, root } = await town({ dataFile });
  const made = await Promise.all(["One", "Two", "Three"].map((name) => makeTenant(api, root, { name })));
  const kept = readFileSync(dataFile, "utf8");
  for (const { id } of made) expect(kept).toContain(id);
  simulator.faults.add({ kind: "loseAnswer" });
  await expect(api.post("tenants", { name: "Lost", kind: "customer", parent_id: root })).rejects.toThrow("fetch failed");
  expect(readFileSync(dataFile, "utf8")).toContain("Lost");
  simulator.faults.add({ kind: "versionRace" });
  expect((await api.put(`tenants/${made[0]?.id}`, { version: 1, enabled: false })).status).toBe(409);
  expect(State.parse(JSON.parse(readFileSync(dataFile, "utf8"))).tenants[made[0]?.id ?? ""]?.version).toBe(2);
});

it("refuses a write that it cannot keep, and goes on", async () => {
  const inside = folder();
  const dataFile = join(inside, "acronis.json");
  const { api, root } = await town({ dataFile });
  const complaint = vi.spyOn(console, "error").mockImplementation(() => undefined);
  onTestFinished(() => complaint.mockRestore());
  mkdirSync(`${dataFile}.next`);
  expect((await api.post("tenants", { name: "Unkept", kind: "customer", parent_id: root })).status).toBe(500);
  expect((await api.get(`tenants/${root}`)).status).toBe(200);
  rmdirSync(`${dataFile}.next`);
  const { id } = await makeTenant(api, root);
  expect(readFileSync(dataFile, "utf8")).toContain(id);
});

it("refuses a data file that it did not write, and leaves it alone", async () => {
  const dataFile = join(folder(), "acronis.json");
  writeFileSync(dataFile, '{"diary":true}');
  await expect(startAcronisSimulator({ dataFile })).rejects.toThrow("holds no state of this simulator");
  expect(readFileSync(dataFile, "utf8")).toBe('{"diary":true}');
});

const everyOther = ["--offering-items", "1000", "--price-list", "off", "--price-currency", "USD", "--usage-delay", "1.5"];

it("runs alone, tells its address and root tenant but not a given secret, and ends on a signal", async () => {
  const { program, said, ended } = run("--port", "0", "--client-id", "me", "--client-secret", "hush", ...everyOther);
  await expect.poll(said, { timeout: 10_000 }).toContain("Client id me");
  expect(said()).toMatch(/^Acronis simulator ready at http:\/\/127\.0\.0\.1:\d+\nRoot tenant [0-9a-f-]{36}\n/);
  expect(said()).not.toContain("hush");
  program.kill("SIGTERM");
  expect(await ended).toBe(0);
});

it.each([
  ["a port in use", (port: string) => ["--port", port], "The port is in use"],
  ["an unknown option", () => ["--colour", "blue"], "--colour"],
  [
    "a data file in a folder that is not there",
    () => ["--data", "/nowhere/at/all/acronis.json", "--port", "0"],
    "/nowhere/at/all/acronis.json",
  ],
  ["an empty client id", () => ["--client-id", "", "--port", "0"], "--client-id must not be empty"],
  ["options out of their range", () => ["--offering-items", "many", "--price-list", "maybe"], "--price-list must be on or off"],
])("says clearly what is wrong with %s", async (_, options, message) => {
  const { simulator } = await town();
  const { said, ended } = run(...options(new URL(simulator.url).port));
  expect(await ended).toBe(1);
  expect(said()).toContain(message);
  expect(said()).not.toContain("    at ");
});
