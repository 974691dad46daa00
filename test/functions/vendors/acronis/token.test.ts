import { describe, expect, it } from "vitest";
import { signIn } from "../../../../functions/vendors/acronis/token.ts";
import {
  acronisAt,
  callsOf,
  credentialsOf,
  failureOf,
  instanceAt,
  localHttp,
  movableClock,
  secret,
  signedInServer,
  signInsOf,
  vendorServer,
} from "../vendor-server.ts";

const tenant = { status: 200, body: { id: "t", version: 1, name: "T", kind: "customer" } };
const client = (gateway: string) => ({ gateway, clientId: "client-1", clientSecret: secret });
const invalidClient = {
  status: 401,
  body: { domain: "Access", reason: "InvalidClient", error: "invalid_client", error_description: `wrong ${secret}` },
};
const basic = (clientSecret: string) => `Basic ${Buffer.from(`client-1:${clientSecret}`).toString("base64")}`;

/** A vendor that takes one secret at a time, and no token of an earlier one. */
const rotatingServer = async (first: string) => {
  const state = { secret: first, tenants: 0 };
  const server = await vendorServer((seen) => {
    if (seen.path !== "/api/2/idp/token")
      return seen.headers.authorization === `Bearer token-of-${state.secret}` ? tenant : { status: 401, body: { error: { code: 401 } } };
    if (seen.headers.authorization !== basic(state.secret)) return invalidClient;
    return { status: 200, body: { access_token: `token-of-${state.secret}`, expires_on: Date.now() / 1000 + 7200 } };
  });
  return { ...server, state };
};

describe("a sign-in", () => {
  it("sends the credentials as Basic and the form of the token endpoint", async () => {
    const { gateway, seen } = await signedInServer(() => tenant);
    expect(await signIn(client(gateway), localHttp())).toMatchObject({ text: "token-1" });
    expect(seen[0]).toMatchObject({ method: "POST", path: "/api/2/idp/token", body: "grant_type=client_credentials" });
    expect(seen[0]?.headers).toMatchObject({ authorization: basic(secret), "content-type": "application/x-www-form-urlencoded" });
  });

  it.each([
    [401, invalidClient.body, "credentialsRefused"],
    [400, { error: "invalid_request", error_description: "" }, "credentialsRefused"],
    [403, { error: "access_denied", error_description: "" }, "credentialsRefused"],
    [401, "<html>Unauthorized</html>", "credentialsRefused"],
    [404, "<html>Not found</html>", "settingsInvalid"],
    [302, "", "settingsInvalid"],
  ])("that is answered %i %j is Rejected", async (status, body, reason) => {
    const { gateway } = await vendorServer(() => ({ status, body }));
    const failure = await failureOf(signIn(client(gateway), localHttp()));
    expect(failure).toMatchObject({ name: "Rejected", reason });
    expect(failure.message).not.toContain(secret);
  });

  it.each([
    [500, "<html>Oops</html>", "Transient"],
    [503, { error: { code: 1019 } }, "Transient"],
    [200, "<html>Welcome</html>", "Transient"],
    [200, { token_type: "bearer" }, "Transient"],
    [200, { access_token: "with\r\nX-Header: more" }, "Transient"],
    [429, "", "Throttled"],
  ])("that is answered %i %j says nothing of the credentials", async (status, body, name) => {
    const { gateway } = await vendorServer(() => ({ status, body }));
    expect(await failureOf(signIn(client(gateway), localHttp()))).toMatchObject({ name });
  });
});

describe("the tokens of an instance", () => {
  it("are fetched once for twenty calls at the same time", async () => {
    const { gateway, seen } = await signedInServer(() => tenant);
    const { acronis } = acronisAt(gateway);
    await Promise.all(Array.from({ length: 20 }, () => acronis.readTenant("t")));
    expect(signInsOf(seen)).toHaveLength(1);
    expect(callsOf(seen)).toHaveLength(20);
  });

  it("are each instance's own", async () => {
    const { gateway, seen } = await signedInServer(() => tenant);
    const { of } = acronisAt(gateway);
    for (const instanceId of ["instance-1", "instance-2", "instance-1"]) await of(instanceAt(gateway, { instanceId })).readTenant("t");
    expect(signInsOf(seen)).toHaveLength(2);
    expect(callsOf(seen).map(({ headers }) => headers.authorization)).toEqual(["Bearer token-1", "Bearer token-2", "Bearer token-1"]);
  });

  it("never go to another gateway than the one that issued them", async () => {
    const [one, other] = [await signedInServer(() => tenant), await vendorServer(() => ({ status: 503 }))];
    const { of } = acronisAt(one.gateway);
    await of(instanceAt(one.gateway)).readTenant("t");
    expect(await failureOf(of(instanceAt(other.gateway)).readTenant("t"))).toMatchObject({
      name: "Transient",
      message: "signIn answered 503",
    });
    expect(callsOf(other.seen)).toHaveLength(0);
  });

  it.each([
    ["expires_on", 7200, [0, 6200, 99], [1, 1, 1]],
    ["expires_on", 7200, [0, 6299, 2], [1, 1, 2]],
    ["expires_in", 7200, [0, 6299, 2], [1, 1, 2]],
    ["expires_on", 600, [0, 500, 69, 2], [1, 1, 1, 2]],
    ["expires_in", 10, [0, 0], [1, 2]],
    ["neither", 0, [0, 2_600, 200], [1, 1, 2]],
  ])("are renewed 900 s before their end, or near it when they are short: %s %i", async (field, life, moves, expected) => {
    const clock = movableClock();
    const now = () => Date.parse(clock.now()) / 1000;
    const { gateway, seen } = await vendorServer(({ path }) => {
      const ends = { expires_on: { expires_on: now() + life }, expires_in: { expires_in: life } }[field] ?? {};
      return path === "/api/2/idp/token" ? { status: 200, body: { access_token: "t", ...ends } } : tenant;
    });
    const { acronis } = acronisAt(gateway, { clock });
    const signIns: number[] = [];
    for (const seconds of moves) {
      clock.move(seconds);
      await acronis.readTenant("t");
      signIns.push(signInsOf(seen).length);
    }
    expect(signIns).toEqual(expected);
  });

  it("that end early are replaced once, and the call is repeated: 401 says that nothing was done", async () => {
    const { gateway, seen } = await signedInServer(({ headers }) =>
      headers.authorization === "Bearer token-1" ? { status: 401 } : tenant,
    );
    const { acronis } = acronisAt(gateway);
    await Promise.all(Array.from({ length: 5 }, () => acronis.readTenant("t")));
    expect(signInsOf(seen)).toHaveLength(2);
    await acronis.readTenant("t");
    expect(signInsOf(seen)).toHaveLength(2);
  });

  it("that are refused though fresh end in a Rejected, not in a loop", async () => {
    const { gateway, seen } = await signedInServer(() => ({ status: 401, body: { error: { code: 401, message: "nobody@example.com" } } }));
    expect(await failureOf(acronisAt(gateway).acronis.readTenant("t"))).toMatchObject({
      reason: "credentialsRefused",
      message: expect.stringContaining("readTenant answered 401/401"),
    });
    expect([signInsOf(seen).length, callsOf(seen).length]).toEqual([2, 2]);
  });

  it("follow a secret that is rotated mid-flow", async () => {
    const { gateway, state, seen } = await rotatingServer("old");
    const stored = { clientSecret: "old" };
    const credentials = credentialsOf({ clientSecret: "old" }, stored);
    const { acronis } = acronisAt(gateway, {
      credentials: { ...credentials, fresh: async () => ({ clientId: "client-1", savedAt: "", ...stored }) },
    });
    await acronis.readTenant("t");
    state.secret = "new";
    stored.clientSecret = "new";
    await acronis.readTenant("t");
    await acronis.readTenant("t");
    expect(signInsOf(seen).map(({ headers }) => headers.authorization)).toEqual(["old", "old", "new"].map(basic));
  });

  it.each([
    ["young", 3_600, true],
    ["a day old", 86_401, false],
  ])("fall back on the previous secret of a rotation that is %s", async (_, age, works) => {
    const clock = movableClock();
    const { gateway, seen } = await rotatingServer("old");
    const credential = { clientSecret: "new", previousSecret: "old", savedAt: clock.after(-age) };
    const call = acronisAt(gateway, { clock, credentials: credentialsOf(credential) }).acronis.readTenant("t");
    const outcome = await call.then(
      () => ({ works }),
      (failure: unknown) => failure,
    );
    expect(outcome).toMatchObject(works ? { works } : { reason: "credentialsRefused" });
    expect(signInsOf(seen).map(({ headers }) => headers.authorization)).toEqual((works ? ["new", "old"] : ["new"]).map(basic));
  });

  it("are not asked for with the same secret twice", async () => {
    const { gateway, seen } = await rotatingServer("other");
    const credentials = credentialsOf({ clientSecret: "old" }, { clientSecret: "new", previousSecret: "old" });
    expect(await failureOf(acronisAt(gateway, { credentials }).acronis.readTenant("t"))).toMatchObject({ reason: "credentialsRefused" });
    expect(signInsOf(seen).map(({ headers }) => headers.authorization)).toEqual(["old", "new"].map(basic));
    expect(credentials.reads).toBe(1);
  });

  it("are asked for anew when a sign-in failed or the credential in memory changed", async () => {
    let answers = 0;
    const { gateway, seen } = await vendorServer(({ path }) => {
      if (path !== "/api/2/idp/token") return tenant;
      return (answers += 1) === 1 ? "reset" : { status: 200, body: { access_token: "t", expires_in: 7200 } };
    });
    const inMemory = { clientId: "client-1", clientSecret: "one", savedAt: "" };
    const { acronis } = acronisAt(gateway, { credentials: { of: async () => ({ ...inMemory }), fresh: async () => undefined } });
    expect(await failureOf(acronis.readTenant("t"))).toMatchObject({ name: "Transient", message: "signIn: the connection was lost" });
    await acronis.readTenant("t");
    inMemory.clientSecret = "two";
    await acronis.readTenant("t");
    expect(signInsOf(seen).map(({ headers }) => headers.authorization)).toEqual(["one", "one", "two"].map(basic));
  });

  it("cannot be had without credentials", async () => {
    const credentials = { of: async () => undefined, fresh: async () => undefined };
    expect(await failureOf(acronisAt("http://127.0.0.1:1", { credentials }).acronis.readTenant("t"))).toMatchObject({
      reason: "settingsInvalid",
    });
  });
});
