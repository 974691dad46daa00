import { describe, expect, it } from "vitest";
import { readGateway } from "../../../../functions/vendors/gateway.ts";
import { RegistrationContract } from "../../../../functions/vendors/veeam/contract.ts";
import { problemOfEndpoint } from "../../../../functions/vendors/veeam/contract-endpoint.ts";
import { veeamPolicy } from "../../../../functions/vendors/veeam/hosts.ts";
import { atPointer } from "../../../../functions/vendors/veeam/pointer.ts";
import { referenceContract } from "./reference-contract.ts";
import { fillBody, fillPath, fillQuery } from "../../../../functions/vendors/veeam/template.ts";
import { vendorServer } from "../vendor-server.ts";
import { answerOf, causeOf, credentialsOf, first, instance, marker, newCustomer, query, scene } from "./scene.ts";

const policy = veeamPolicy(["registrar.example:8443"], false);
const endpoint = "https://registrar.example:8443/veeam";
const problemsOf = (given: unknown): readonly string[] => {
  const read = RegistrationContract.safeParse(given);
  if (!read.success) return read.error.issues.map(({ message }) => message);
  return [problemOfEndpoint(read.data, (text) => readGateway(text, policy)) ?? []].flat();
};
const contractWith = (operations: object, more: object = {}) => ({ version: 1, endpoint, auth: { kind: "none" }, operations, ...more });

describe("a registration contract", () => {
  it("is data that is checked whole when it is saved", () => {
    expect(problemsOf(referenceContract(endpoint))).toEqual([]);
    expect(problemsOf({ ...referenceContract(endpoint), script: "process.exit()" })).not.toEqual([]);
  });

  it.each([
    ["an unlisted host", { ...referenceContract("https://registrar.example/veeam") }],
    ["another scheme", { ...referenceContract("http://registrar.example:8443/veeam") }],
    ["a user in its address", { ...referenceContract("https://me:pw@registrar.example:8443/veeam") }],
    ["an operation that does not exist", contractWith({ launch: { method: "GET", path: "/" } })],
    ["a value that does not exist", contractWith({ readCustomer: { method: "GET", path: "/{password}", answer: { status: "/s" } } })],
    ["code in braces", contractWith({ readCustomer: { method: "GET", path: "/{{constructor}}", answer: { status: "/s" } } })],
    ["a field that does not exist", contractWith({ readCustomer: { method: "GET", path: "/", answer: { status: "/s", colour: "/c" } } })],
    ["an answer without its status", contractWith({ readCustomer: { method: "GET", path: "/", answer: {} } })],
    [
      "a list without its place",
      contractWith({ readSubscriptions: { method: "GET", path: "/", answer: { subscriptionId: "/i", state: "/s" } } }),
    ],
    ["a look-up that nothing answers", contractWith({ register: { method: "POST", path: "/", repeat: "lookUp" } })],
    ["a header that is the client's", contractWith({}, { headers: { Authorization: "Bearer x" } })],
    ["a header with a line break", contractWith({}, { headers: { "X-A": "a\r\nb" } })],
    [
      "a state that is none",
      contractWith({ readRegistration: { method: "GET", path: "/", answer: { state: "/s" }, maps: { state: { ok: "Fine" } } } }),
    ],
    [
      "a cause that is none",
      contractWith({ register: { method: "POST", path: "/", repeat: "never", refusals: [{ verdict: "nonsense" }] } }),
    ],
    ["a body without an end", contractWith({ register: { method: "POST", path: "/", repeat: "never", body: deep(20) } })],
    [
      "a body beyond measure",
      contractWith({ register: { method: "POST", path: "/", repeat: "never", body: Array.from({ length: 51 }, () => "") } }),
    ],
  ])("is refused with %s", (_, given) => {
    expect(problemsOf(given)).not.toEqual([]);
    for (const problem of problemsOf(given)) expect(problem).not.toContain("pw");
  });

  it("fills paths with encoded values, and none that would make it another path", () => {
    expect(fillPath("/a/{id}/b", { id: "../x y?z#%" })).toBe("/a/..%2Fx%20y%3Fz%23%25/b");
    for (const id of ["", ".", "..", undefined]) expect(fillPath("/a/{id}/b", { id })).toBeUndefined();
  });

  it("leaves out of queries and bodies what is empty", () => {
    expect(fillQuery({ a: "{x}", b: "{y}", c: "1" }, { x: "ä&b", y: "" })).toBe("?a=%C3%A4%26b&c=1");
    const template = { a: "{x}", b: "{y}", c: { d: "{y}" }, e: ["{x}", "{y}"], f: "x is {x}", g: "{no}", h: "{list}", i: {}, j: null };
    expect(fillBody(template, { x: "1", y: "", no: false, list: ["p", "q"] })).toEqual({
      a: "1",
      e: ["1"],
      f: "x is 1",
      g: false,
      h: ["p", "q"],
      i: {},
      j: null,
    });
  });

  it("reads pointers into what is there, and nothing else", () => {
    const value = { "a/b": [{ "~c": 1 }], "": 2 };
    expect(atPointer(value, "/a~1b/0/~0c")).toBe(1);
    expect(atPointer(value, "/")).toBe(2);
    for (const pointer of ["/constructor", "/__proto__", "/a~1b/9", "/a~1b/length/x"]) expect(atPointer(value, pointer)).toBeUndefined();
  });

  it("sends its own headers, key and sign-in, and reads an id from Location", async () => {
    const { gateway, seen } = await vendorServer(({ path }) => {
      if (path === "/oauth/token") return { status: 200, body: { access_token: "t-1", expires_in: 3600 } };
      return { status: 202, headers: { Location: "/api/customers/a7m7d0000000I31AAE?x=1" }, body: "" };
    });
    const { as } = await scene();
    const contract = as(
      {
        ...instance,
        console: undefined,
        registrationWay: "http",
        contract: {
          version: 1,
          endpoint: `${gateway}/api/`,
          auth: { kind: "oauth2", tokenPath: "/oauth/token", scope: "pulse" },
          headers: { "X-Partner": "nordwind" },
          keyHeader: "X-Key",
          operations: {
            createCustomer: { method: "PUT", path: "/customers/{marker}", body: { n: "{name}" }, location: "tenantId", repeat: "key" },
          },
        },
      },
      credentialsOf("client-secret"),
    );
    const made = await answerOf(contract.createCustomer(newCustomer, first));
    expect(made).toMatchObject({ marker, tenantId: "a7m7d0000000I31AAE" });
    await answerOf(contract.createCustomer(newCustomer, first));
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /oauth/token",
      `PUT /api/customers/${marker}`,
      `PUT /api/customers/${marker}`,
    ]);
    expect(seen[0]?.body).toBe("grant_type=client_credentials&client_id=02553265&client_secret=client-secret&scope=pulse");
    expect(seen[1]).toMatchObject({ body: '{"n":"Zoë & Söhne"}', headers: { authorization: "Bearer t-1", "x-partner": "nordwind" } });
    expect(seen[1]?.headers["x-key"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen[2]?.headers["x-key"]).toBe(seen[1]?.headers["x-key"]);
  });

  it("judges answers by its own rules before the common table", async () => {
    const answers = [
      { status: 418, body: { reason: "Busy" } },
      { status: 409, body: { reason: "Taken" } },
      { status: 422, body: {} },
      { status: 200, body: "<html>Sign in</html>" },
    ];
    const { gateway } = await vendorServer((_, count) => answers[count - 1] ?? { status: 500 });
    const { as } = await scene();
    const answer = { marker: "/m", tenantId: "/t", name: "/n" };
    const refusals = [
      { pointer: "/reason", equals: "busy", verdict: "Transient" },
      { status: [409, 409], verdict: "vendorRefused" },
    ];
    const findCustomer = { method: "GET", path: "/c", list: "/items", answer, refusals };
    const contract = as({
      registrationWay: "http",
      console: undefined,
      contract: { version: 1, endpoint: gateway, auth: { kind: "none" }, operations: { findCustomer } },
    });
    const causes = [];
    for (const _ of [1, 2, 3, 4, 5]) causes.push(await causeOf(contract.findCustomer(query)));
    expect(causes).toEqual(["Transient", "vendorRefused", "vendorRefused", "Transient", "Transient"]);
  });

  it("does not show the console's key to another host", async () => {
    const asked: string[] = [];
    const credentials = { of: async (id: string) => (asked.push(id), undefined), fresh: async () => undefined };
    const { as, simulator } = await scene();
    const there = as({ registrationWay: "http", contract: referenceContract("http://127.0.0.1:1/contract") }, credentials);
    const same = as({ registrationWay: "http", contract: referenceContract(simulator.contractUrl) }, credentials);
    for (const contract of [there, same]) expect(await causeOf(contract.findCustomer(query))).toBe("settingsInvalid");
    expect(asked).toEqual(["instance-1-contract", "instance-1"]);
  });
});

function deep(levels: number): object {
  return levels === 0 ? {} : { a: deep(levels - 1) };
}
