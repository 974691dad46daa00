import { expect, it } from "vitest";
import { askToken, at, basic, makeTenant, makeUser, send, text, tokenOf, town, withAuthorization } from "./client.ts";

it("answers a token as the platform does: expires_on, lower-case bearer, an id_token, nothing to be cached", async () => {
  const { simulator } = await town();
  const answer = await askToken(simulator, [simulator.clientId, simulator.clientSecret]);
  expect(answer.status).toBe(200);
  expect(Object.keys(answer.body ?? {}).toSorted()).toEqual(["access_token", "expires_on", "id_token", "token_type"]);
  expect(at(answer, "token_type")).toBe("bearer");
  expect(Number(at(answer, "expires_on")) - Date.now() / 1000).toBeGreaterThan(7000);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

it("refuses a wrong secret with the flat body of the token endpoint", async () => {
  const { simulator } = await town();
  const answer = await askToken(simulator, [simulator.clientId, "wrong"]);
  expect(answer.status).toBe(401);
  expect(answer.body).toMatchObject({ domain: "Access", reason: "InvalidClient", error: "invalid_client" });
});

it("takes a client's secret in the form only if the client was made for that", async () => {
  const { simulator, api, root } = await town();
  const form = (id: string, secret: string) =>
    send(simulator, "idp/token", {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials", client_id: id, client_secret: secret }),
    });
  expect((await form(simulator.clientId, simulator.clientSecret)).status).toBe(401);
  const made = await api.post("clients", { type: "api_client", tenant_id: root, token_endpoint_auth_method: "client_secret_post" });
  expect(made.status).toBe(201);
  expect((await form(text(made, "client_id"), text(made, "client_secret"))).status).toBe(200);
});

it("wants the token request as a form", async () => {
  const { simulator } = await town();
  const init = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
  expect((await send(simulator, "idp/token", init)).status).toBe(415);
});

it("answers calls without a token, or with one that is no token, with 401 in the envelope", async () => {
  const { simulator, root } = await town();
  for (const authorization of ["", "Bearer nonsense"]) {
    const answer = await withAuthorization(simulator, authorization).get(`tenants/${root}`);
    expect(answer.status).toBe(401);
    expect(at(answer, "error.domain")).toBe("PlatformAccountServer");
  }
});

it("lets a token end after two hours of the simulator's time", async () => {
  const { simulator, api, root } = await town({ timeScale: 7200 * 50 });
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect((await api.get(`tenants/${root}`)).status).toBe(401);
  expect((await askToken(simulator, [simulator.clientId, simulator.clientSecret])).status).toBe(200);
});

it("ends a revoked token and tells that it is not active", async () => {
  const { simulator, root } = await town();
  const token = await tokenOf(simulator, simulator.clientId, simulator.clientSecret);
  const form = (path: string) => send(simulator, path, { method: "POST", body: new URLSearchParams({ token }) });
  expect(at(await form("idp/introspect_token"), "active")).toBe(true);
  expect((await form("idp/revoke_token")).status).toBe(200);
  expect(at(await form("idp/introspect_token"), "active")).toBe(false);
  expect((await withAuthorization(simulator, `Bearer ${token}`).get(`tenants/${root}`)).status).toBe(401);
});

it("tells of the token of a client in a disabled tenant that it is not active", async () => {
  const { simulator, api, root } = await town();
  const reseller = await makeTenant(api, root, { kind: "partner" });
  const client = await api.post("clients", {
    type: "api_client",
    tenant_id: reseller.id,
    token_endpoint_auth_method: "client_secret_basic",
  });
  const token = await tokenOf(simulator, text(client, "client_id"), text(client, "client_secret"));
  const isActive = async () =>
    at(await send(simulator, "idp/introspect_token", { method: "POST", body: new URLSearchParams({ token }) }), "active");
  expect(await isActive()).toBe(true);
  await api.put(`tenants/${reseller.id}`, { version: 1, enabled: false });
  expect(await isActive()).toBe(false);
});

it("kills the issued tokens when the secret is reset", async () => {
  const { simulator, api, root } = await town();
  const before = simulator.clientSecret;
  const reset = await send(simulator, "/simulator/reset-secret", {
    method: "POST",
    body: JSON.stringify({ clientId: simulator.clientId }),
  });
  expect(at(reset, "client_secret")).toBe(simulator.clientSecret);
  expect(simulator.clientSecret).not.toBe(before);
  expect((await api.get(`tenants/${root}`)).status).toBe(401);
});

it("narrows a partner's token to one customer", async () => {
  const { simulator, api, root } = await town();
  const customer = await makeTenant(api, root);
  const assertion = await tokenOf(simulator, simulator.clientId, simulator.clientSecret);
  const scoped = await send(simulator, "/bc/idp/token", {
    method: "POST",
    headers: { authorization: `Bearer ${assertion}` },
    body: new URLSearchParams({
      grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
      assertion,
      scope: `urn:acronis.com:tenant-id:${customer.id}`,
    }),
  });
  const narrow = withAuthorization(simulator, `Bearer ${text(scoped, "access_token")}`);
  expect((await narrow.get(`tenants/${customer.id}`)).status).toBe(200);
  expect((await narrow.get(`tenants/${root}`)).status).toBe(403);
});

it("signs a person in with Basic, and answers a wrong password with code 1000", async () => {
  const { simulator, root } = await town();
  const me = await withAuthorization(simulator, basic("nordwind.admin", "Nordwind-Admin-1")).get("users/me");
  expect(at(me, "tenant_id")).toBe(root);
  const wrong = await withAuthorization(simulator, basic("nordwind.admin", "guess")).get("users/me");
  expect(wrong.status).toBe(401);
  expect(at(wrong, "error.code")).toBe(1000);
});

it("answers /users/me to an API client with its tenant", async () => {
  const { api, root } = await town();
  expect(at(await api.get("users/me"), "tenant_id")).toBe(root);
});

it("signs a person in once with a one-time token, and out again", async () => {
  const { simulator, api, root } = await town();
  const customer = await makeTenant(api, root);
  await makeUser(api, customer.id);
  const ott = await api.post("idp/ott", { purpose: "user_login", login: "b.bergmann" });
  const login = () =>
    send(simulator, "idp/ott/login", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(ott.body) });
  const first = await login();
  const headers = { cookie: first.headers.get("set-cookie")?.split(";")[0] ?? "" };
  expect(at(await send(simulator, "users/me", { headers }), "login")).toBe("b.bergmann");
  expect((await login()).status).toBe(401);
  await send(simulator, "idp/logout", { headers });
  expect((await send(simulator, "users/me", { headers })).status).toBe(401);
});

it("tells the data centre of a login and the addresses of its identity provider", async () => {
  const { simulator } = await town();
  expect((await send(simulator, "/api/1/accounts?login=anybody")).body).toEqual({ login: "anybody", id: 0, server_url: simulator.url });
  expect(at(await send(simulator, ".well-known/openid-configuration"), "token_endpoint")).toBe(`${simulator.url}/api/2/idp/token`);
});
