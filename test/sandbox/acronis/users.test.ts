import { describe, expect, it } from "vitest";
import { at, basic, ids, items, makeTenant, makeUser, send, text, town, withAuthorization } from "./client.ts";

describe("logins", () => {
  it("are unique over all tenants, whatever their case", async () => {
    const { api, root } = await town();
    const one = await makeTenant(api, root, { name: "One" });
    const two = await makeTenant(api, root, { name: "Two" });
    expect((await api.get("users/check_login?username=b.bergmann")).status).toBe(204);
    await makeUser(api, one.id);
    const check = await api.get("users/check_login?username=B.Bergmann");
    expect(check.body).toEqual({
      error: {
        code: 409,
        message: "User 'B.Bergmann' exists",
        details: { info: null, addition: [] },
        context: {},
        domain: "PlatformAccountServer",
      },
    });
    const again = await api.post("users", { tenant_id: two.id, login: "B.BERGMANN", contact: { email: "x@y.example" } });
    expect(again.status).toBe(409);
  });

  it("keep to the platform's signs: 406 when checked, 400 when used", async () => {
    const { api, root } = await town();
    const check = await api.get(`users/check_login?username=${encodeURIComponent("müller")}`);
    expect([check.status, at(check, "error.code")]).toEqual([406, 1033]);
    const used = await api.post("users", { tenant_id: root, login: "a b c", contact: { email: "x@y.example" } });
    expect([used.status, at(used, "error.code")]).toEqual([400, 1033]);
  });
});

describe("a new user", () => {
  it("comes with 200, without roles, not activated, and with a personal tenant in a customer only", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    const inCustomer = await api.post("users", { tenant_id: id, login: "first.one", contact: { email: "a@b.example" } });
    expect(inCustomer.status).toBe(200);
    expect(inCustomer.body).toMatchObject({
      version: 1,
      activated: false,
      enabled: true,
      access_policies: [],
      contact: { address1: "" },
      notifications: ["quota", "reports", "backup_daily_report"],
    });
    expect(at(inCustomer, "personal_tenant_id")).toEqual(expect.any(String));
    const inPartner = await api.post("users", { tenant_id: root, login: "second.one", contact: { email: "a@b.example" } });
    expect(at(inPartner, "personal_tenant_id")).toBeNull();
  });

  it("needs a login, an e-mail, and an enabled tenant", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    expect((await api.post("users", { tenant_id: id, contact: { email: "a@b.example" } })).status).toBe(400);
    expect((await api.post("users", { tenant_id: id, login: "nobody" })).status).toBe(400);
    await api.put(`tenants/${id}`, { version: 1, enabled: false });
    const late = await api.post("users", { tenant_id: id, login: "late.one", contact: { email: "a@b.example" } });
    expect(at(late, "error.code")).toBe(1003);
  });
});

describe("activation", () => {
  it("queues a mail, and the person's click activates and lets sign in", async () => {
    const { simulator, api, root } = await town();
    const { id } = await makeTenant(api, root);
    const user = await makeUser(api, id);
    expect((await api.post(`users/${user.id}/send-activation-email`)).status).toBe(204);
    expect((await api.post(`users/${user.id}/send-activation-email`, {})).status).toBe(204);
    expect(simulator.world.mails).toMatchObject([
      { userId: user.id, login: "b.bergmann", email: "berta@bergmann.example" },
      { userId: user.id },
    ]);
    expect(at(await api.get(`users/${user.id}`), "activated")).toBe(false);
    const link = JSON.stringify({ login: "b.bergmann", password: "Geheim-1" });
    expect((await send(simulator, "/simulator/activate", { method: "POST", body: link })).status).toBe(200);
    expect(at(await api.get(`users/${user.id}`), "activated")).toBe(true);
    expect((await withAuthorization(simulator, basic("b.bergmann", "Geheim-1")).get("users/me")).status).toBe(200);
  });

  it("is done without a mail when an API client sets the password of a user below its tenant", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    const below = await makeUser(api, id);
    const own = await makeUser(api, root, "own.user");
    expect((await api.post(`users/${below.id}/password`, { password: "Geheim-1" })).status).toBe(204);
    expect(at(await api.get(`users/${below.id}`), "activated")).toBe(true);
    expect((await api.post(`users/${own.id}/password`, { password: "Geheim-1" })).status).toBe(403);
  });

  it("keeps the address of an activated user until it is confirmed, without raising the version", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    const user = await makeUser(api, id);
    const fresh = await api.put(`users/${user.id}`, { version: 1, contact: { email: "new@b.example" } });
    expect(fresh.body).toMatchObject({ version: 2, contact: { email: "new@b.example" } });
    await api.post(`users/${user.id}/password`, { password: "Geheim-1" });
    const active = await api.put(`users/${user.id}`, { version: 3, contact: { email: "newer@b.example" } });
    expect(active.body).toMatchObject({ version: 3, contact: { email: "new@b.example" } });
  });
});

describe("roles", () => {
  const nowhere = "00000000-0000-0000-0000-000000000000";
  const policy = (user: string, tenant: string, role: string) => ({
    id: nowhere,
    issuer_id: nowhere,
    trustee_id: user,
    trustee_type: "user",
    version: 0,
    tenant_id: tenant,
    role_id: role,
  });

  it("replace the whole list; placeholders are filled in; an empty list strips all", async () => {
    const { simulator, api, root } = await town();
    const { id } = await makeTenant(api, root);
    const user = await makeUser(api, id);
    const path = `users/${user.id}/access_policies`;
    await api.put(path, { items: [policy(user.id, id, "company_admin"), policy(user.id, id, "backup_user")] });
    const answer = await api.put(path, { items: [policy(user.id, id, "company_admin")] });
    expect(items(answer)).toMatchObject([{ role_id: "company_admin", issuer_id: simulator.clientId, tenant_id: id }]);
    expect(at(answer, "items.0.id")).not.toBe(nowhere);
    expect(items(await api.put(path, answer.body))).toEqual(items(answer));
    expect(items(await api.put(path, { items: [] }))).toEqual([]);
  });

  it.each([
    ["partner_admin", "customer"],
    ["company_admin", "partner"],
    ["unit_admin", "customer"],
    ["janitor", "customer"],
  ])("refuse %s in a %s", async (role, kind) => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root, { kind });
    const user = await makeUser(api, id);
    expect((await api.put(`users/${user.id}/access_policies`, { items: [policy(user.id, id, role)] })).status).toBe(400);
  });
});

it("lists users by id, by tenant and by subtree", async () => {
  const { api, root } = await town();
  const { id } = await makeTenant(api, root);
  const user = await makeUser(api, id);
  expect(ids(await api.get(`tenants/${id}/users`))).toEqual([user.id]);
  expect(items(await api.get(`users?uuids=${user.id}&lod=basic`))).toMatchObject([{ id: user.id, login: "b.bergmann" }]);
  const all = items(await api.get(`users?subtree_root_tenant_id=${root}`)).map(({ login }) => login);
  expect(all).toEqual(["nordwind.admin", "b.bergmann"]);
});

it("deletes a disabled user with its version, and restores it", async () => {
  const { api, root } = await town();
  const { id } = await makeTenant(api, root);
  const user = await makeUser(api, id);
  expect((await api.delete(`users/${user.id}?version=1`)).status).toBe(400);
  await api.put(`users/${user.id}`, { version: 1, enabled: false });
  expect((await api.delete(`users/${user.id}?version=1`)).status).toBe(409);
  expect((await api.delete(`users/${user.id}?version=2`)).status).toBe(204);
  expect((await api.get("users/check_login?username=b.bergmann")).status).toBe(204);
  expect((await api.post(`users/${user.id}/restore?enable=true`)).status).toBe(204);
  expect(at(await api.get(`users/${user.id}`), "enabled")).toBe(true);
});

it("gives a personal tenant a registration token for an agent", async () => {
  const { api, root } = await town();
  const { id } = await makeTenant(api, root);
  const user = await makeUser(api, id);
  const personal = text(await api.get(`users/${user.id}`), "personal_tenant_id");
  const request = { expires_in: 3600, scopes: ["urn:acronis.com:tenant-id::backup_agent_admin"] };
  const token = await api.post(`tenants/${personal}/registration_tokens`, request);
  expect(token.status).toBe(200);
  expect(text(token, "token")).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  expect((await api.post("/bc/api/account_server/registration_tokens", { ...request, tenant_id: personal })).status).toBe(201);
  expect(items(await api.get(`tenants/${personal}/registration_tokens`))).toHaveLength(2);
  expect((await api.delete(`registration_tokens/${String(at(token, "id"))}`)).status).toBe(204);
});
