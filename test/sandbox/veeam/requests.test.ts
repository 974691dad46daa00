import { join } from "node:path";
import { expect, it } from "vitest";
import { at, behind, company, filter, list, makeCompany, send, text, town } from "./client.ts";
import { folder } from "./folder.ts";

const nested = (levels: number): object => (levels === 0 ? {} : { a: nested(levels - 1) });
const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
const withDeep = (body: unknown): string => JSON.stringify(body).replace('"here"', deep);

it("refuses a body nested deeper than anybody's, and goes on", async () => {
  const { simulator, console, contract } = await town({ dataFile: join(folder(), "veeam.json") });
  const headers = { authorization: `Bearer ${simulator.apiKey}`, "x-client-version": "3.7", "content-type": "application/json" };
  const made = await console.post("organizations/companies", { ...company(), companyServices: nested(20) });
  const path = `/api/v3/organizations/companies/${text(made, "data.instanceUid")}`;
  const patch = withDeep([{ op: "replace", path: "/nothing", value: "here" }]);
  expect((await send(simulator, path, { method: "PATCH", headers, body: patch })).status).toBe(400);
  const companies = { method: "POST", headers, body: withDeep({ ...company("Deep"), companyServices: { a: "here" } }) };
  expect((await send(simulator, "/api/v3/organizations/companies", companies)).status).toBe(400);
  simulator.faults.add({ kind: "async" });
  expect((await send(simulator, "/api/v3/organizations/companies", companies)).status).toBe(400);
  const ofContract = await send(simulator, "/contract/customers", { method: "POST", headers, body: deep });
  expect([ofContract.status, at(ofContract, "error.code")]).toEqual([400, "InvalidRequest"]);
  expect((await send(simulator, "/simulator/pulse/customers", { method: "POST", body: deep })).status).toBe(400);
  expect((await send(simulator, "/simulator/customer", { method: "POST", body: deep })).status).toBe(400);
  const fault = `{"kind":"status","status":500,"body":${deep}}`;
  expect((await send(simulator, "/simulator/faults", { method: "POST", body: fault })).status).toBe(400);
  expect((await behind(simulator, "GET", "faults")).body).toEqual({ armed: [] });
  expect(list(await console.get("organizations/companies"), "data")).toHaveLength(1);
  expect((await contract.get("customers")).status).toBe(200);
});

it("refuses a filter nested deeper than anybody's", async () => {
  const { console } = await town();
  await makeCompany(console);
  expect((await console.get(`organizations?${filter("name", nested(50))}`)).status).toBe(200);
  expect((await console.get(`organizations?${filter("name", nested(200))}`)).status).toBe(400);
  expect((await console.get(`organizations?filter=${"[".repeat(5000)}${"]".repeat(5000)}`)).status).toBe(400);
});

it("answers 413 behind the scenes as well", async () => {
  const { simulator } = await town();
  const answer = await send(simulator, "/simulator/faults", { method: "POST", body: " ".repeat(3 * 1024 * 1024) });
  expect([answer.status, at(answer, "error.code")]).toEqual([413, "413"]);
});
