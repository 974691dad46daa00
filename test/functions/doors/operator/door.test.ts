import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bearerKey, operatorDoor } from "../../../../functions/doors/operator/door.ts";
import { Problem } from "../../../../functions/doors/operator/problems.ts";
import { eventOf, type OpenDoor, openOperatorDoor } from "./an-operator-door.ts";

let door: OpenDoor;
beforeAll(async () => {
  door = await openOperatorDoor();
});
afterAll(() => door.close());

const locked = () => operatorDoor({ ...door.services, authorise: bearerKey("right-key") });
const failing = () => Promise.reject(new Error("secret words"));

const statusWith = async (headers: Record<string, string>) => (await locked()(eventOf("GET", "/v1/instances", { headers }))).statusCode;

describe("who may come in", () => {
  it("asks for the key where none is sent, and says how", async () => {
    const { statusCode, headers, body } = await locked()(eventOf("GET", "/v1/instances"));
    expect(statusCode).toBe(401);
    expect(headers).toMatchObject({ "www-authenticate": "Bearer", "content-type": "application/problem+json" });
    expect(JSON.parse(body ?? "")).toMatchObject({ type: "urn:tenantry:problem:unauthorised", status: 401, cure: expect.any(String) });
  });

  it("refuses any other key, another scheme, and the key with something behind it", async () => {
    for (const authorization of ["Bearer wrong", "Basic right-key", "Bearer", "Bearer right-key2", "Bearer right-key,Bearer right-key"]) {
      expect(await statusWith({ authorization })).toBe(401);
    }
  });

  it("lets the key in, however the scheme is spelled", async () => {
    expect(await statusWith({ authorization: "Bearer right-key" })).toBe(200);
    expect(await statusWith({ authorization: "bearer right-key" })).toBe(200);
  });

  it("hides every address from who has no key", async () => {
    expect((await locked()(eventOf("GET", "/v1/nothing"))).statusCode).toBe(401);
  });

  it("cannot be opened with an empty key", () => {
    expect(() => bearerKey("")).toThrow("empty");
  });
});

describe("addresses and verbs", () => {
  it("says 404 to an unknown address, whatever its case or ending", async () => {
    for (const path of ["/", "/v1", "/v1/orders/", "/V1/orders", "/v1/orders/a/b/c", "/v1/orders/{orderId}", "/v2/orders"]) {
      expect((await door.send("GET", path)).status).toBe(404);
    }
  });

  it("says 404 to an id that cannot be one, so that no other row is reached", async () => {
    for (const id of [
      "refused#https://eu2-cloud.acronis.example#client-1",
      "ABC",
      "a".repeat(10_000),
      "a".repeat(25),
      "a".repeat(27),
      "%20",
      "..",
      "__proto__",
    ]) {
      expect((await door.send("GET", `/v1/instances/${id}`)).status).toBe(404);
      expect((await door.send("GET", `/v1/orders/${id}`)).status).toBe(404);
    }
  });

  it("says 405 to another verb, and which it takes", async () => {
    const taken = {
      "/v1/orders": "GET, HEAD",
      [`/v1/orders/${"a".repeat(26)}/resume`]: "POST",
      [`/v1/instances/${"a".repeat(20)}/rule`]: "GET, HEAD, PUT",
    };
    for (const [path, allow] of Object.entries(taken)) {
      const { status, headers } = await door.send("DELETE", path);
      expect(status).toBe(405);
      expect(headers).toMatchObject({ allow });
    }
  });

  it("answers HEAD as GET, without the body", async () => {
    expect(await door.send("HEAD", "/v1/instances")).toMatchObject({ status: 200, text: "" });
    expect(await door.send("HEAD", `/v1/orders/${"a".repeat(26)}`)).toMatchObject({ status: 404, text: "" });
  });

  it("refuses query members that it does not know", async () => {
    const { status, body } = await door.send("GET", "/v1/instances", { query: { colour: "blue" } });
    expect(status).toBe(400);
    expect(body).toMatchObject({ errors: [{ path: "colour", message: "There is no such member" }] });
  });
});

it("answers a defect by its fingerprint alone, and tells it to the log", async () => {
  const broken = operatorDoor({ ...door.services, instances: { ...door.services.instances, list: failing } });
  const { statusCode, body = "" } = await broken(eventOf("GET", "/v1/instances"));
  expect(statusCode).toBe(500);
  expect(body).not.toContain("secret words");
  const { fingerprint } = Problem.parse(JSON.parse(body));
  expect(fingerprint).toMatch(/^[0-9a-f]{12}$/);
  expect(door.logged.at(-1)).toMatchObject({ level: "error", message: "defect", route: "GET /v1/instances", fingerprint });
  expect(JSON.stringify(door.logged)).not.toContain("secret words");
});
