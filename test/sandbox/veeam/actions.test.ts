import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { at, company, list, town } from "./client.ts";

const createCompany = "organizations/companies";

describe("a call answered with 202", () => {
  it("is done later, and tells its result then", async () => {
    const { simulator, console } = await town({ asyncShare: 1 });
    const id = randomUUID();
    const accepted = await console.post(createCompany, company(), { "x-request-id": id });
    expect([accepted.status, accepted.text, accepted.headers.get("location")]).toEqual([
      202,
      "",
      `${simulator.consoleUrl}/asyncActions/${id}`,
    ]);
    expect(at(await console.get(`asyncActions/${id}`), "data.status")).toBe("running");
    expect((await console.get(`asyncActions/${id}/result`)).status).toBe(404);
    expect(simulator.world.companies).toHaveLength(0);
    simulator.clock.advance(2);
    expect(at(await console.get(`asyncActions/${id}`), "data.status")).toBe("succeed");
    expect(at(await console.get(`asyncActions/${id}/result`), "data.name")).toBe("Bergmann GmbH");
    expect(simulator.world.companies).toHaveLength(1);
  });

  it("fails with the error that it would have had", async () => {
    const { simulator, console } = await town();
    simulator.faults.add({ kind: "async" });
    const id = randomUUID();
    await console.post(`pulse/tenants?companyUid=${randomUUID()}`, undefined, { "x-request-id": id });
    simulator.clock.advance(2);
    expect(at(await console.get(`asyncActions/${id}`), "data.status")).toBe("failed");
    const result = await console.get(`asyncActions/${id}/result`);
    expect([result.status, at(result, "errors.0.type")]).toEqual([404, "logical"]);
  });

  it("can be canceled while it runs, and is forgotten after an hour", async () => {
    const { simulator, console } = await town({ asyncShare: 1 });
    const [canceled, done] = [randomUUID(), randomUUID()];
    await console.post(createCompany, company("A"), { "x-request-id": canceled });
    await console.post(createCompany, company("B"), { "x-request-id": done });
    expect((await console.delete(`asyncActions/${canceled}`)).status).toBe(200);
    simulator.clock.advance(2);
    expect(simulator.world.companies.map(({ name }) => name)).toEqual(["B"]);
    expect(list(await console.get("asyncActions"), "data").map(({ status }) => status)).toEqual(["canceled", "succeed"]);
    expect((await console.delete(`asyncActions/${done}`)).status).toBe(409);
    expect(at(await console.get("asyncActions/config"), "data.resultRetentionTime")).toBe(3600);
    simulator.clock.advance(3601);
    expect((await console.get(`asyncActions/${done}`)).status).toBe(404);
  });

  it("takes turns with direct answers, by the share", async () => {
    const { console } = await town({ asyncShare: 0.5 });
    const statuses: number[] = [];
    for (const name of ["A", "B", "C", "D"]) statuses.push((await console.post(createCompany, company(name))).status);
    expect(statuses).toEqual([200, 202, 200, 202]);
  });

  it("can be a read, too", async () => {
    const { simulator, console } = await town();
    simulator.faults.add({ kind: "async", match: { method: "GET" } });
    const location = (await console.get("about")).headers.get("location") ?? "";
    simulator.clock.advance(2);
    const path = location.slice(simulator.consoleUrl.length + 1);
    expect(at(await console.get(`${path}/result`), "data.serverVersion")).toBe("9.2.0.32907");
  });
});

describe("a request id", () => {
  it("makes a repeat the same call for five minutes, and means nothing after them", async () => {
    const { simulator, console } = await town();
    const headers = { "x-request-id": randomUUID() };
    const first = await console.post(createCompany, company(), headers);
    simulator.clock.advance(290);
    expect((await console.post(createCompany, company(), headers)).body).toEqual(first.body);
    expect(simulator.world.companies).toHaveLength(1);
    simulator.clock.advance(20);
    await console.post(createCompany, company(), headers);
    expect(simulator.world.companies).toHaveLength(2);
  });

  it("finds the same action again while it runs", async () => {
    const { simulator, console } = await town({ asyncShare: 1 });
    const headers = { "x-request-id": randomUUID() };
    const first = await console.post(createCompany, company(), headers);
    const second = await console.post(createCompany, company(), headers);
    expect(second.headers.get("location")).toBe(first.headers.get("location"));
    simulator.clock.advance(2);
    expect(simulator.world.companies).toHaveLength(1);
  });

  it("does not make a refusal last", async () => {
    const { console } = await town();
    const headers = { "x-request-id": randomUUID() };
    expect((await console.post(createCompany, company("A < B"), headers)).status).toBe(400);
    expect((await console.post(createCompany, company("A"), headers)).status).toBe(200);
    expect((await console.post(createCompany, company("A"), { "x-request-id": "42" })).status).toBe(400);
  });
});
