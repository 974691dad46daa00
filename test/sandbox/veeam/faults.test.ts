import { describe, expect, it } from "vitest";
import {
  askToken,
  at,
  behind,
  company,
  consoleWith,
  customer,
  filter,
  list,
  makeCompany,
  send,
  text,
  town,
  verifiedCustomer,
} from "./client.ts";

const createCompany = "organizations/companies";

describe("faults on the way", () => {
  it("lose an answer after the work is done", async () => {
    const { simulator, contract } = await town();
    simulator.faults.add({ kind: "loseAnswer", match: { route: "POST /contract/customers" } });
    await expect(contract.post("customers", customer)).rejects.toThrow("fetch failed");
    expect(list(await contract.get("customers?externalId=102"), "items")).toHaveLength(1);
  });

  it("cut a connection before anything is done", async () => {
    const { simulator, contract } = await town();
    for (const kind of ["refuseConnection", "reset"] as const) {
      simulator.faults.add({ kind });
      await expect(contract.post("customers", customer)).rejects.toThrow("fetch failed");
    }
    expect([simulator.world.counts.customers, simulator.calls.at(-1)?.status]).toEqual([0, 0]);
  });

  it("answer late, though the work is done at once", async () => {
    const { simulator, contract } = await town({ timeScale: 100 });
    simulator.faults.add({ kind: "slow", ms: 20_000 });
    const answer = contract.post("customers", customer);
    await expect.poll(() => simulator.world.counts.customers).toBe(1);
    expect((await answer).status).toBe(202);
  });

  it("answer 200 with nothing in it, and have done nothing", async () => {
    const { simulator, contract, console } = await town();
    simulator.faults.add({ kind: "nothingDone", times: 2 });
    expect((await contract.get("customers")).status).toBe(200);
    const answer = await contract.post("customers", customer);
    expect([answer.status, answer.text]).toEqual([200, ""]);
    expect((await console.post(createCompany, company())).text).toBe("");
    expect([simulator.world.counts.customers, simulator.world.counts.companies]).toEqual([0, 0]);
  });

  it("answer 520 for a server fault of the console, with the type in the body, before or after the work", async () => {
    const { simulator, console, contract } = await town();
    simulator.faults.add({ kind: "serverFault", type: "transport" });
    const before = await console.post(createCompany, company());
    expect([before.status, at(before, "errors.0.type"), simulator.world.counts.companies]).toEqual([520, "transport", 0]);
    simulator.faults.add({ kind: "serverFault", type: "retryablelogical", code: 1500, afterCommit: true });
    const after = await console.post(createCompany, company());
    expect([after.status, at(after, "errors.0"), simulator.world.counts.companies]).toEqual([
      520,
      { message: "Simulated server fault", type: "retryablelogical", code: 1500 },
      1,
    ]);
    simulator.faults.add({ kind: "serverFault" });
    expect((await contract.get("customers")).status).toBe(500);
  });

  it("throttle with the pause in the body, or with none", async () => {
    const { simulator, console, contract } = await town();
    simulator.faults.add({ kind: "throttle", retryAfter: 25 });
    const answer = await console.get("about");
    expect([answer.status, answer.headers.get("retry-after"), answer.body]).toEqual([
      429,
      null,
      { errors: [{ type: "transport", code: 429, retryAfter: 25 }] },
    ]);
    simulator.faults.add({ kind: "throttle", retryAfter: null });
    expect((await console.get("about")).body).toEqual({ errors: [{ type: "transport", code: 429 }] });
    simulator.faults.add({ kind: "throttle" });
    expect(at(await contract.get("customers"), "error.retryAfter")).toBe(1);
  });

  it("answer a status of your choice, or a page", async () => {
    const { simulator, console, contract } = await town();
    simulator.faults.add({ kind: "status", status: 503, html: true });
    const page = await console.get("about");
    expect([page.status, page.headers.get("content-type"), page.text.startsWith("<html>")]).toEqual([503, "text/html", true]);
    simulator.faults.add({ kind: "status", status: 502 });
    const resend = await console.get("about");
    expect([resend.status, at(resend, "errors.0.type")]).toEqual([502, "transport"]);
    simulator.faults.add({ kind: "statusAfterCommit", status: 503 });
    expect((await contract.post("customers", customer)).status).toBe(503);
    expect(simulator.world.counts.customers).toBe(1);
  });

  it("deliver a request twice", async () => {
    const { simulator, contract } = await town({ sameName: "make" });
    simulator.faults.add({ kind: "deliverTwice", times: 2 });
    await contract.post("customers", customer);
    expect(simulator.world.counts.customers).toBe(2);
    await contract.post("customers", customer, { "idempotency-key": "once" });
    expect(simulator.world.counts.customers).toBe(3);
  });
});

describe("faults of the world", () => {
  it("end API keys until a person renews one, and tokens until the next sign-in", async () => {
    const { simulator, console } = await town();
    simulator.faults.add({ kind: "expireKey" });
    const refused = await console.get("about");
    expect([refused.status, at(refused, "errors.0.type")]).toEqual([401, "security"]);
    simulator.people.renewKey({ key: simulator.apiKey });
    expect((await console.get("about")).status).toBe(200);
    const { userName: username, password } = simulator;
    const token = text(await askToken(simulator, { grant_type: "password", username, password }), "access_token");
    simulator.faults.add({ kind: "expireToken", match: { method: "POST" } });
    expect((await consoleWith(simulator, token).get("about")).status).toBe(200);
    expect((await consoleWith(simulator, token).post(createCompany, company())).status).toBe(401);
  });

  it("keep young objects out of lists, while their id finds them", async () => {
    const { simulator, console, contract } = await town();
    simulator.faults.add({ kind: "staleReads", seconds: 60, times: "always" });
    const uid = await makeCompany(console, "Bergmann", { companyId: "102" });
    await contract.post("customers", customer);
    expect(list(await console.get(`organizations?${filter("companyId", "102")}`), "data")).toEqual([]);
    expect(list(await contract.get("customers?externalId=102"), "items")).toEqual([]);
    expect((await console.get(`organizations/${uid}`)).status).toBe(200);
    simulator.clock.advance(60);
    expect(list(await contract.get("customers?externalId=102"), "items")).toHaveLength(1);
  });

  it("put values into enumerations that nobody knows", async () => {
    const all = await town();
    const id = await verifiedCustomer(all);
    all.simulator.faults.add({ kind: "unknownEnum", fields: ["status"], value: "Hibernating" });
    expect((await all.contract.get(`customers/${id}`)).body).toMatchObject({ status: "Hibernating", type: "End Customer" });
    all.simulator.faults.add({ kind: "unknownEnum" });
    expect(at(await all.console.get("pulse"), "data.status")).toBe("Reticulating");
    expect(at(await all.contract.get(`customers/${id}`), "status")).toBe("Active");
  });

  it("serve the first page again, whatever the offset", async () => {
    const { simulator, console } = await town();
    for (const name of ["A", "B"]) await makeCompany(console, name);
    simulator.faults.add({ kind: "ignoreOffset" });
    expect(at(await console.get(`${createCompany}?limit=1&offset=1`), "data.0.name")).toBe("A");
    expect(at(await console.get(`${createCompany}?limit=1&offset=1`), "data.0.name")).toBe("B");
  });
});

describe("the switchboard", () => {
  it("counts: so many times, after so many calls", async () => {
    const { simulator, console } = await town();
    simulator.faults.add({ kind: "status", status: 503, times: 2, after: 1 });
    const statuses: number[] = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await console.get("about")).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
  });

  it.each([
    ["a template", "/api/v3/organizations/{organizationUid}"],
    ["a method and a template", "GET /api/v3/organizations/{organizationUid}"],
    ["the beginning of a path", "/api/v3/org"],
    ["an expression", "^/api/v3/organizations/[0-9a-f-]+$"],
  ])("matches by %s", async (_, route) => {
    const { simulator, console } = await town();
    const uid = await makeCompany(console);
    simulator.faults.add({ kind: "status", status: 503, times: "always", match: { route } });
    expect((await console.get("about")).status).toBe(200);
    expect((await console.get(`organizations/${uid}`)).status).toBe(503);
  });

  it("is reached over HTTP too, with what really happened", async () => {
    const { simulator, contract } = await town();
    expect((await behind(simulator, "POST", "faults", { kind: "status", status: 500, times: "always" })).status).toBe(201);
    expect((await behind(simulator, "POST", "faults", { kind: "earthquake" })).status).toBe(400);
    expect((await contract.get("customers")).status).toBe(500);
    expect((await behind(simulator, "DELETE", "faults")).status).toBe(204);
    await contract.post("customers", customer);
    expect((await behind(simulator, "GET", "world")).body).toMatchObject({ counts: { customers: 1 }, customers: [{ crmId: "102" }] });
    const calls = list(await behind(simulator, "GET", "calls"), "items").map(({ route, status }) => [route, status]);
    expect(calls).toEqual([
      ["GET /contract/customers", 500],
      ["POST /contract/customers", 202],
    ]);
    simulator.clearCalls();
    expect(simulator.calls).toEqual([]);
  });

  it("has nothing for unknown paths and methods, in the words of who was asked", async () => {
    const { simulator, console } = await town();
    expect(at(await console.get("vdcVault/tenants"), "errors.0.code")).toBe(404);
    expect((await console.delete("pulse/tenants")).status).toBe(405);
    expect(at(await send(simulator, "/contract/nothing"), "error.code")).toBe("NotFound");
  });
});
