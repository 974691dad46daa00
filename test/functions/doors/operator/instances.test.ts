import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { operatorDoor } from "../../../../functions/doors/operator/door.ts";
import { standardRule } from "../../../../functions/instances/rule.ts";
import { eventOf, instanceId, type OpenDoor, openOperatorDoor } from "./an-operator-door.ts";

let door: OpenDoor;
beforeEach(async () => {
  door = await openOperatorDoor();
  await door.activate();
});
afterEach(() => door.close());

const address = `/v1/instances/${instanceId}`;
const unknown = `/v1/instances/${"a".repeat(20)}`;
const json = { "content-type": "application/json" };
const put = (document: unknown, headers: Record<string, string> = json) =>
  door.send("PUT", `${address}/rule`, { headers, body: typeof document === "string" ? document : JSON.stringify(document) });

const putBytes = async (bytes: Buffer) => {
  const event = eventOf("PUT", `${address}/rule`, { headers: json, body: bytes.toString("base64") });
  return (await operatorDoor(door.services)({ ...event, isBase64Encoded: true })).statusCode;
};

describe("instances", () => {
  it("are listed with their facts, without rows that are none", async () => {
    await door.services.instances.countRefusedSignIn("https://eu2-cloud.acronis.example", "client-1");
    const { body } = await door.send("GET", "/v1/instances");
    expect(body).toMatchObject({ instances: [{ instanceId, systemName: "Acronis EU2", clientId: "client-1", throttledUntil: null }] });
    expect(body["instances"]).toHaveLength(1);
  });

  it("show a pause of the vendor while it lasts", async () => {
    await door.services.instances.throttle(instanceId, "2020-01-01T00:00:00.000+00:00");
    expect((await door.send("GET", address)).body).toMatchObject({ throttledUntil: null });
    const until = door.services.clock.after(3600);
    await door.services.instances.throttle(instanceId, until);
    expect((await door.send("GET", address)).body).toMatchObject({ throttledUntil: until });
  });

  it("are not found when there is none", async () => {
    expect((await door.send("GET", unknown)).status).toBe(404);
    expect((await door.send("GET", `${unknown}/rule`)).status).toBe(404);
    expect((await door.send("PUT", `${unknown}/rule`, { headers: json, body: "{}" })).status).toBe(404);
  });
});

describe("the standard rule", () => {
  it("is the default until it is replaced", async () => {
    expect((await door.send("GET", `${address}/rule`)).body).toEqual(standardRule);
  });

  it("is replaced as a whole, and what is left out gets its default", async () => {
    await put({ language: "de" });
    const { status, body } = await put({ customer: { mode: "trial", quotas: { storage: { value: 1024 } } } });
    expect(status).toBe(200);
    const customer = { ...standardRule.customer, mode: "trial", quotas: { storage: { value: 1024, overage: null } } };
    expect(body).toEqual({ ...standardRule, customer });
    expect((await door.send("GET", `${address}/rule`)).body).toEqual(body);
  });

  it("refuses what it does not know or cannot use, place by place, and keeps the old rule", async () => {
    const { status, body } = await put({
      langauge: "de",
      customer: { mode: "production!", items: ["ok", 3], storage: 5, extra: { deep: 1 } },
      reseller: { roles: [], quotas: { "": { value: 1 } } },
    });
    expect(status).toBe(400);
    const paths = [
      "customer.items[1]",
      "customer.mode",
      "customer.storage",
      "customer.extra",
      "reseller.quotas",
      "reseller.roles",
      "langauge",
    ];
    for (const path of paths) expect(body["errors"]).toContainEqual({ path: expect.stringContaining(path), message: expect.any(String) });
    expect(body["errors"]).toHaveLength(paths.length);
    expect((await door.send("GET", `${address}/rule`)).body).toEqual(standardRule);
  });

  it("names at most 50 wrong places, each in short", async () => {
    const { body, text } = await put(Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`${"x".repeat(90)}${index}`, 1])));
    expect(body["errors"]).toHaveLength(50);
    expect(text.length).toBeLessThan(20_000);
  });

  it.each([
    "",
    "{",
    "null",
    "[]",
    '"text"',
    "[".repeat(100_000),
    '{"language":"\\ud800"}',
    '{"customer":{"quotas":{"\\udc00":{"value":1}}}}',
  ])("refuses a body that is no such document: %.30s", async (document) => {
    const { status, body } = await put(document);
    expect(status).toBe(400);
    expect(body).toMatchObject({ type: "urn:tenantry:problem:unreadable" });
  });

  it("refuses a body that is not said to be JSON in UTF-8", async () => {
    for (const type of ["text/plain", "application/jsonp", "application/json; charset=utf-16"]) {
      expect((await put("{}", { "content-type": type })).status).toBe(415);
    }
    expect((await put("{}", {})).status).toBe(415);
    expect((await put("{}", { "content-type": "application/json; charset=UTF-8" })).status).toBe(200);
  });

  it("refuses a document that is too large, before or after its defaults", async () => {
    expect((await put(" ".repeat(262_145))).status).toBe(413);
    const grows = Object.fromEntries(Array.from({ length: 11_000 }, (_, index) => [`i${index}`, { value: 1 }]));
    expect(JSON.stringify(grows).length).toBeLessThan(250_000);
    expect((await put({ customer: { quotas: grows } })).status).toBe(413);
  });

  it("refuses bytes that are no UTF-8, and reads those that the gateway passed on as base64", async () => {
    expect(await putBytes(Buffer.from('{"language":"\xff"}', "latin1"))).toBe(400);
    expect(await putBytes(Buffer.from('{"language":"fr"}'))).toBe(200);
  });
});
