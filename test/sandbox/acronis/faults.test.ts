import { describe, expect, it } from "vitest";
import { askToken, at, backup, items, makeTenant, send, town } from "./client.ts";

const customer = (root: string, name = "Bergmann GmbH") => ({ name, kind: "customer", parent_id: root });

describe("faults on the way", () => {
  it("loses an answer after the work is done", async () => {
    const { simulator, api, root } = await town();
    simulator.faults.add({ kind: "loseAnswer", match: { route: "POST /api/2/tenants" } });
    await expect(api.post("tenants", customer(root))).rejects.toThrow("fetch failed");
    expect(simulator.world.tenants).toMatchObject([{ name: "Bergmann GmbH" }]);
    expect((await api.post("tenants", customer(root))).status).toBe(409);
  });

  it("cuts a connection before anything is done", async () => {
    const { simulator, api, root } = await town();
    for (const kind of ["refuseConnection", "reset"] as const) {
      simulator.faults.add({ kind });
      await expect(api.post("tenants", customer(root))).rejects.toThrow("fetch failed");
    }
    expect(simulator.world.counts.tenants).toBe(0);
    expect(simulator.calls.at(-1)?.status).toBe(0);
  });

  it("answers late, though the work is done at once", async () => {
    const { simulator, api, root } = await town({ timeScale: 100 });
    simulator.faults.add({ kind: "slow", ms: 20_000, match: { method: "POST" } });
    const answer = api.post("tenants", customer(root));
    await expect.poll(() => simulator.world.counts.tenants).toBe(1);
    await api.get(`tenants/${root}`);
    expect((await answer).status).toBe(201);
    expect(simulator.calls.map(({ method }) => method)).toEqual(["POST", "POST", "GET"]);
  });

  it("answers a status of your choice, before or after the work", async () => {
    const { simulator, api, root } = await town();
    simulator.faults.add({ kind: "status", status: 502, html: true, match: { route: "/api/2/tenants" } });
    const page = await api.post("tenants", customer(root));
    expect([page.status, page.headers.get("content-type"), page.text.startsWith("<html>")]).toEqual([502, "text/html", true]);
    expect(simulator.world.counts.tenants).toBe(0);
    simulator.faults.add({ kind: "statusAfterCommit", status: 500 });
    expect((await api.post("tenants", customer(root))).status).toBe(500);
    expect(simulator.world.counts.tenants).toBe(1);
  });

  it.each([
    [{ retryAfter: 7 }, "7"],
    [{ retryAfter: "Wed, 21 Oct 2026 07:28:00 GMT" }, "Wed, 21 Oct 2026 07:28:00 GMT"],
    [{ retryAfter: null }, null],
    [{}, "1"],
  ])("throttles with %j", async (given, header) => {
    const { simulator, api, root } = await town();
    simulator.faults.add({ kind: "throttle", ...given });
    const answer = await api.get(`tenants/${root}`);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, header]);
    expect((await api.get(`tenants/${root}`)).status).toBe(200);
  });
});

describe("faults in the world", () => {
  it("ends all tokens", async () => {
    const { simulator, api, root } = await town();
    simulator.faults.add({ kind: "expireToken" });
    expect((await api.get(`tenants/${root}`)).status).toBe(401);
    expect((await askToken(simulator, [simulator.clientId, simulator.clientSecret])).status).toBe(200);
  });

  it("ends all tokens in the middle of a certain call", async () => {
    const { simulator, api, root } = await town();
    simulator.faults.add({ kind: "expireToken", match: { method: "POST" } });
    expect((await api.get(`tenants/${root}`)).status).toBe(200);
    expect((await api.post("tenants", customer(root))).status).toBe(401);
  });

  it("lets somebody else write the object first", async () => {
    const { simulator, api, root } = await town();
    const { id } = await makeTenant(api, root);
    simulator.faults.add({ kind: "versionRace" });
    expect(at(await api.put(`tenants/${id}`, { version: 1, enabled: false }), "error.code")).toBe(1001);
    expect((await api.put(`tenants/${id}`, { version: 2, enabled: false })).status).toBe(200);
    const pricing = await api.get(`tenants/${id}/pricing`);
    simulator.faults.add({ kind: "versionRace" });
    expect((await api.put(`tenants/${id}/pricing`, { ...Object(pricing.body), mode: "production" })).status).toBe(409);
  });

  it("lets somebody else write the quota first", async () => {
    const { simulator, api, root } = await town();
    const { id } = await makeTenant(api, root);
    const item = { application_id: backup, name: "pw_base_workstations", status: 1, quota: { value: 5, overage: 0, version: 0 } };
    simulator.faults.add({ kind: "quotaRace" });
    expect((await api.put(`tenants/${id}/offering_items`, { offering_items: [item] })).status).toBe(426);
    const now = items(await api.get(`tenants/${id}/offering_items?edition=*&status=1`))[0];
    const version = Object(now?.["quota"]).version;
    expect(
      (await api.put(`tenants/${id}/offering_items`, { offering_items: [{ ...item, quota: { ...item.quota, version } }] })).status,
    ).toBe(200);
  });

  it("keeps young objects out of lists and search, while their id finds them", async () => {
    const { simulator, api, root } = await town();
    const { id } = await makeTenant(api, root);
    simulator.faults.add({ kind: "staleSearch", seconds: 3600, times: "always" });
    expect(items(await api.get(`tenants?parent_id=${root}`))).toEqual([]);
    expect(items(await api.get(`search?tenant=${root}&text=Bergmann`))).toEqual([]);
    expect(at(await api.get(`tenants/${root}/children`), "items")).toEqual([]);
    expect((await api.get(`tenants/${id}`)).status).toBe(200);
    simulator.faults.clear();
    expect(items(await api.get(`tenants?parent_id=${root}`))).toHaveLength(1);
  });
});

describe("the switchboard", () => {
  it("counts: so many times, after so many calls", async () => {
    const { simulator, api, root } = await town();
    simulator.faults.add({ kind: "status", status: 503, times: 2, after: 1, match: { method: "GET" } });
    const statuses: number[] = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await api.get(`tenants/${root}`)).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
  });

  it.each([
    ["a template", "/api/2/tenants/{tenant_id}"],
    ["a method and a template", "GET /api/2/tenants/{tenant_id}"],
    ["the beginning of a path", "/api/2/ten"],
    ["an expression", "^/api/2/tenants/[0-9a-f-]+$"],
  ])("matches by %s", async (_, route) => {
    const { simulator, api, root } = await town();
    simulator.faults.add({ kind: "status", status: 503, times: "always", match: { route } });
    expect((await api.get("applications")).status).toBe(200);
    expect((await api.get(`tenants/${root}`)).status).toBe(503);
  });

  it("is reached over HTTP too, with what really happened", async () => {
    const { simulator, api, root } = await town();
    const control = (method: string, path: string, body?: unknown) =>
      send(simulator, `/simulator/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    expect((await control("POST", "faults", { kind: "status", status: 500, times: "always" })).status).toBe(201);
    expect((await control("POST", "faults", { kind: "earthquake" })).status).toBe(400);
    expect((await api.get(`tenants/${root}`)).status).toBe(500);
    expect((await control("DELETE", "faults")).status).toBe(204);
    await makeTenant(api, root, { customer_id: "default:102" });
    const world = await control("GET", "world");
    expect(world.body).toMatchObject({ counts: { tenants: 1 }, tree: { id: root, children: [{ customerId: "default:102" }] } });
    expect(world.text).not.toContain("Nordwind-Admin-1");
    const calls = items(await control("GET", "calls"));
    expect(calls.map(({ route }) => route)).toEqual(["POST /api/2/idp/token", "GET /api/2/tenants/{tenant_id}", "POST /api/2/tenants"]);
    expect(simulator.world.byCustomerId("default:102")).toHaveLength(1);
    simulator.clearCalls();
    expect(simulator.calls).toEqual([]);
  });
});
