import { mkdirSync, readFileSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { DataFile } from "../../../sandbox/veeam/data-file.ts";
import { startVeeamSimulator } from "../../../sandbox/veeam/server.ts";
import { State } from "../../../sandbox/veeam/state.ts";
import { at, behind, customer, text, town } from "./client.ts";
import { folder } from "./folder.ts";

const keptIn = (dataFile: string): State => State.parse(JSON.parse(readFileSync(dataFile, "utf8")));

it("has a write on disk before it answers, whoever wrote, and whatever became of the answer", async () => {
  const dataFile = join(folder(), "veeam.json");
  const { simulator, contract } = await town({ dataFile });
  const names = ["One", "Two", "Three"];
  const made = await Promise.all(names.map((name) => contract.post("customers", { name, country: "DE", noDomain: true })));
  const kept = keptIn(dataFile);
  expect(made.map((one) => kept.customers[text(one, "id")]?.name)).toEqual(names);
  simulator.faults.add({ kind: "loseAnswer" });
  await expect(contract.post("customers", { ...customer, name: "Lost" })).rejects.toThrow("fetch failed");
  expect(readFileSync(dataFile, "utf8")).toContain('"Lost"');
  await behind(simulator, "POST", "pulse/customers", { ...customer, name: "By hand" });
  await behind(simulator, "POST", "key", { key: "renewed" });
  expect(keptIn(dataFile).apiKeys).toHaveProperty("renewed");
});

it("has on disk what a read tells: what happened by itself, a fault that came with it", async () => {
  const dataFile = join(folder(), "veeam.json");
  const { simulator, console, contract } = await town({ dataFile });
  const id = text(await contract.post("customers", customer), "id");
  await behind(simulator, "POST", "clock", { seconds: 60 });
  expect(keptIn(dataFile).customers[id]?.status).toBe("Active");
  const other = text(await contract.post("customers", { ...customer, name: "Other", domain: "other.example" }), "id");
  simulator.clock.advance(60);
  expect(text(await contract.get(`customers/${other}`), "status")).toBe("Active");
  expect(keptIn(dataFile).customers[other]?.status).toBe("Active");
  simulator.clock.advance(1000);
  expect((await contract.get("customers")).status).toBe(200);
  expect(keptIn(dataFile).aheadMs).toBe(1_120_000);
  simulator.faults.add({ kind: "async" });
  expect((await console.get("about")).status).toBe(202);
  expect(Object.keys(keptIn(dataFile).actions)).toHaveLength(1);
});

it("refuses a write that it cannot keep, and goes on", async () => {
  const dataFile = join(folder(), "veeam.json");
  const { simulator, console: api, contract } = await town({ dataFile });
  const complaint = vi.spyOn(console, "error").mockImplementation(() => undefined);
  onTestFinished(() => complaint.mockRestore());
  mkdirSync(`${dataFile}.next`);
  const refused = await contract.post("customers", customer);
  expect([refused.status, at(refused, "error.code")]).toEqual([500, "500"]);
  expect((await behind(simulator, "POST", "pulse/customers", { ...customer, name: "By hand" })).status).toBe(500);
  // Whatever fails at the console's server is 520 (sheet 9.3).
  expect((await api.post("pulse/sync")).status).toBe(520);
  expect(complaint.mock.calls.flat().join()).toContain(dataFile);
  expect((await contract.get("customers")).status).toBe(200);
  rmdirSync(`${dataFile}.next`);
  const id = text(await contract.post("customers", { ...customer, name: "Kept", domain: "kept.example" }), "id");
  expect(Object.values(keptIn(dataFile).customers).map(({ name }) => name)).toEqual(
    expect.arrayContaining([customer.name, "By hand", "Kept"]),
  );
  expect(keptIn(dataFile).customers).toHaveProperty(id);
});

it("keeps by one save what changed at the same time, and by none what did not", async () => {
  const dataFile = join(folder(), "veeam.json");
  const { simulator } = await town({ dataFile });
  await simulator.close();
  const read = vi.fn<() => State>(() => keptIn(dataFile));
  const file = new DataFile(dataFile, read);
  await file.keep();
  expect(read).not.toHaveBeenCalled();
  file.changed();
  const first = file.keep();
  file.changed();
  await Promise.all([first, file.keep()]);
  await file.keep();
  expect(read).toHaveBeenCalledOnce();
});

it("listens no longer when it cannot keep what it begins with", async () => {
  const first = await startVeeamSimulator();
  const port = Number(new URL(first.url).port);
  await first.close();
  const dataFile = join(folder(), "none", "veeam.json");
  await expect(startVeeamSimulator({ dataFile, port })).rejects.toThrow(dataFile);
  expect((await town({ port })).simulator.url).toBe(first.url);
});
