import { request } from "node:http";
import { expect, it, vi } from "vitest";
import { at, control, type Fields, makeTenant, send, tokenOf, town } from "./client.ts";

const nested = (levels: number): Fields => (levels === 0 ? {} : { a: nested(levels - 1) });

it("refuses a body nested deeper than anybody's, and goes on", async () => {
  const { simulator, api, root } = await town();
  const client = { type: "api_client", tenant_id: root, token_endpoint_auth_method: "client_secret_basic" };
  expect((await api.post("clients", { ...client, data: nested(20) })).status).toBe(201);
  const authorization = `Bearer ${await tokenOf(simulator, simulator.clientId, simulator.clientSecret)}`;
  const deep = JSON.stringify({ ...client, data: "here" }).replace('"here"', `{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}`);
  const headers = { authorization, "content-type": "application/json" };
  expect((await send(simulator, "clients", { method: "POST", headers, body: deep })).status).toBe(400);
  const fault = `{"kind":"status","status":500,"body":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
  expect((await send(simulator, "/simulator/faults", { method: "POST", body: fault })).status).toBe(400);
  expect((await control(simulator, "GET", "faults")).body).toEqual({ armed: [] });
  expect((await api.get("clients")).status).toBe(200);
});

it("answers 413 behind the scenes as well", async () => {
  const { simulator } = await town();
  const answer = await send(simulator, "/simulator/faults", { method: "POST", body: " ".repeat(3 * 1024 * 1024) });
  expect([answer.status, at(answer, "error.code")]).toEqual([413, 413]);
});

it("takes a request that its client gives up for no defect of its own", async () => {
  const { simulator, api, root } = await town();
  const complaint = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const half = request(`${simulator.url}/api/2/tenants`, { method: "POST", headers: { "content-length": 100 } });
  half.on("error", () => undefined);
  half.write("{");
  await new Promise((resolve) => half.once("socket", (socket) => socket.once("connect", resolve)));
  await makeTenant(api, root);
  half.destroy();
  await expect.poll(() => simulator.calls.filter(({ status }) => status === 0)).toHaveLength(1);
  expect(complaint).not.toHaveBeenCalled();
  complaint.mockRestore();
});
