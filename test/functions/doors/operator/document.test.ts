import { afterAll, beforeAll, expect, it } from "vitest";
import { routes } from "../../../../functions/doors/operator/routes.ts";
import { type OpenDoor, openOperatorDoor } from "./an-operator-door.ts";
import { judgeOf } from "./judge.ts";

let door: OpenDoor;
beforeAll(async () => {
  door = await openOperatorDoor();
});
afterAll(() => door.close());

const operations = () => Object.values(door.document.paths).flatMap((verbs) => Object.values(verbs));

it("describes every route that the door serves, and no other", () => {
  expect(operations().map(({ operationId }) => operationId)).toEqual(routes.map(({ operationId }) => operationId));
  expect(new Set(routes.map(({ operationId }) => operationId)).size).toBe(routes.length);
});

it("holds every schema that it refers to, and none that moves a reference's base", () => {
  const text = JSON.stringify(door.document);
  const { schemas } = door.document.components;
  const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
  expect(Object.keys(schemas)).toEqual(expect.arrayContaining(referred));
  expect(text).not.toContain('"$id"');
});

it("declares each part of an address", () => {
  for (const [template, verbs] of Object.entries(door.document.paths)) {
    const parts = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => expect.objectContaining({ name, in: "path", required: true }));
    for (const operation of Object.values(verbs)) expect(operation["parameters"]).toEqual(expect.arrayContaining(parts));
  }
});

it("says of a rule to store that all may be left out, and of a stored one that nothing is", () => {
  const { paths, components } = door.document;
  const sent = JSON.stringify(paths["/v1/instances/{instanceId}/rule"]?.["put"]?.["requestBody"]);
  expect(sent).toContain('"additionalProperties":false');
  expect(sent).not.toContain('"required":["language"');
  expect(components.schemas["Rule"]).toMatchObject({ required: ["language", "customer", "reseller"] });
});

it("has patterns that every tool's engine reads, and no amount in a query that the door refuses", () => {
  const text = JSON.stringify(door.document);
  expect([...text.matchAll(/"pattern":"((?:[^"\\]|\\.)*)"/g)].filter(([, pattern = ""]) => /\\[pP]\{/.test(pattern))).toEqual([]);
  const version = door.document.paths["/v1/instances/{instanceId}/services-definition/versions/{version}"]?.["get"];
  expect(version?.["parameters"]).toContainEqual(
    expect.objectContaining({ name: "from", schema: expect.objectContaining({ minimum: 0, maximum: 9_999_999 }) }),
  );
});

it("says in which headers a table has its name and the way to its rest", () => {
  const differences = door.document.paths["/v1/instances/{instanceId}/usage-differences"]?.["get"];
  expect(Object.keys(differences?.responses["200"]?.["headers"] ?? {})).toEqual(["Content-Disposition", "x-next"]);
});

it("is a measure that an answer can fail", () => {
  const judge = judgeOf(door.document);
  expect(() => judge("GET", "/v1/instances", 200, { instances: [] })).not.toThrow();
  expect(() => judge("GET", "/v1/instances", 200, { instances: [{ instanceId: "only" }] })).toThrow("systemName");
  expect(() => judge("GET", "/v1/instances", 200, { instances: [], clientSecret: "told" })).toThrow("clientSecret");
  expect(() => judge("GET", "/v1/instances", 418, {})).toThrow("418");
});
