import { describe, expect, it } from "vitest";
import { at, ids, items, makeTenant, makeUser, number, send, text, tokenOf, town, withAuthorization } from "./client.ts";

describe("creating a tenant", () => {
  it("answers 201 with version 1; a customer is in trial, a partner in production", async () => {
    const { api, root } = await town();
    const customer = await api.post("tenants", { name: "One", kind: "customer", parent_id: root, language: "en_US" });
    expect(customer.status).toBe(201);
    expect(customer.body).toMatchObject({
      version: 1,
      kind: "customer",
      pricing_mode: "trial",
      enabled: true,
      language: "en-US",
      contacts: [],
    });
    expect(customer.body).toMatchObject({ contact: { email: "", firstname: "", address1: null } });
    const partner = await api.post("tenants", { name: "Two", kind: "partner", parent_id: root });
    expect(partner.body).toMatchObject({ pricing_mode: "production" });
  });

  it.each([
    ["a unit in a partner", { kind: "unit" }],
    ["an unknown kind", { kind: "shop" }],
    ["a blank name", { name: " " }],
    ["a name without end", { name: "x".repeat(256) }],
    ["a malformed e-mail", { contact: { email: "nobody" } }],
    ["an unknown language", { language: "tlh" }],
  ])("refuses %s with 400", async (_, given) => {
    const { api, root } = await town();
    const answer = await api.post("tenants", { name: "One", kind: "customer", parent_id: root, ...given });
    expect(answer.status).toBe(400);
    expect(at(answer, "error.domain")).toBe("PlatformAccountServer");
  });

  it("keeps names unique among siblings, exactly", async () => {
    const { api, root } = await town();
    await makeTenant(api, root, { name: "Twin" });
    const twin = await api.post("tenants", { name: "Twin", kind: "customer", parent_id: root });
    expect([twin.status, at(twin, "error.code")]).toEqual([409, 1004]);
    const other = await makeTenant(api, root, { name: "twin", kind: "partner" });
    expect((await api.post("tenants", { name: "Twin", kind: "customer", parent_id: other.id })).status).toBe(201);
  });

  it("refuses a tenant under a disabled parent with code 1003", async () => {
    const { api, root } = await town();
    const partner = await makeTenant(api, root, { kind: "partner" });
    await api.put(`tenants/${partner.id}`, { version: 1, enabled: false });
    const answer = await api.post("tenants", { name: "Late", kind: "customer", parent_id: partner.id });
    expect([answer.status, at(answer, "error.code")]).toEqual([400, 1003]);
  });
});

describe("what a client may touch", () => {
  it("answers 403 for what is outside its tenants and 404 for what is nowhere", async () => {
    const { simulator, api, root } = await town();
    const reseller = await makeTenant(api, root, { kind: "partner" });
    const made = await api.post("clients", {
      type: "api_client",
      tenant_id: reseller.id,
      token_endpoint_auth_method: "client_secret_basic",
    });
    const token = await tokenOf(simulator, text(made, "client_id"), text(made, "client_secret"));
    const narrow = withAuthorization(simulator, `Bearer ${token}`);
    expect((await narrow.get(`tenants/${reseller.id}`)).status).toBe(200);
    expect((await narrow.get(`tenants/${root}`)).status).toBe(403);
    expect((await narrow.get("tenants/00000000-0000-4000-8000-000000000000")).status).toBe(404);
    expect((await narrow.post("tenants", { name: "Thief", kind: "customer", parent_id: root })).status).toBe(403);
  });

  it("disables the API clients of a disabled tenant", async () => {
    const { simulator, api, root } = await town();
    const reseller = await makeTenant(api, root, { kind: "partner" });
    const made = await api.post("clients", {
      type: "api_client",
      tenant_id: reseller.id,
      token_endpoint_auth_method: "client_secret_basic",
    });
    const token = await tokenOf(simulator, text(made, "client_id"), text(made, "client_secret"));
    await api.put(`tenants/${reseller.id}`, { version: 1, enabled: false });
    expect((await withAuthorization(simulator, `Bearer ${token}`).get(`tenants/${reseller.id}`)).status).toBe(401);
    await expect(tokenOf(simulator, text(made, "client_id"), text(made, "client_secret"))).rejects.toThrow("access_denied");
  });

  it("shows an ancestor nothing of what is inside a tenant in self-service", async () => {
    const { api, root } = await town();
    const tenant = await makeTenant(api, root, { ancestral_access: false });
    expect((await api.get(`tenants/${tenant.id}`)).status).toBe(200);
    expect((await api.get(`tenants/${tenant.id}/users`)).status).toBe(403);
  });
});

describe("changing a tenant", () => {
  it("checks the version and raises it by one; what is missing stays", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root, { customer_id: "app:102", contact: { email: "a@b.example", city: "Kiel" } });
    const changed = await api.put(`tenants/${id}`, { version: 1, contact: { phone: "123" } });
    expect(changed.body).toMatchObject({
      version: 2,
      customer_id: "app:102",
      contact: { email: "a@b.example", city: "Kiel", phone: "123" },
    });
    const stale = await api.put(`tenants/${id}`, { version: 1, name: "Late" });
    expect([stale.status, at(stale, "error.code")]).toEqual([409, 1001]);
  });

  it("takes what the vendor's own scripts send: strings for numbers and booleans, whole objects", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    expect((await api.put(`tenants/${id}`, { version: "1", enabled: "false" })).body).toMatchObject({ version: 2, enabled: false });
    const { body } = await api.get(`tenants/${id}`);
    expect((await api.put(`tenants/${id}`, { ...Object(body), enabled: true })).body).toMatchObject({ version: 3, enabled: true });
  });

  it("in strict mode takes only what the specification has", async () => {
    const { api, root } = await town({ strict: true });
    const { id } = await makeTenant(api, root);
    expect((await api.put(`tenants/${id}`, { version: "1" })).status).toBe(400);
    expect((await api.put(`tenants/${id}`, { version: 1, pricing_mode: "trial" })).status).toBe(400);
    expect((await api.put(`tenants/${id}`, { version: 1 })).status).toBe(200);
  });

  it("moves a customer to another partner, and nobody under himself", async () => {
    const { api, root } = await town();
    const partner = await makeTenant(api, root, { kind: "partner", name: "Partner" });
    const below = await makeTenant(api, partner.id, { kind: "partner", name: "Below" });
    const customer = await makeTenant(api, root);
    expect((await api.put(`tenants/${customer.id}`, { version: 1, parent_id: partner.id })).status).toBe(200);
    const circle = await api.put(`tenants/${partner.id}`, { version: 1, parent_id: below.id });
    expect(at(circle, "error.code")).toBe(1007);
  });
});

describe("deleting a tenant", () => {
  it("refuses while it is enabled, with the documented body", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    const answer = await api.delete(`tenants/${id}?version=1`);
    expect(answer.status).toBe(400);
    const numeric = text(answer, "error.context.id");
    expect(answer.body).toMatchObject({
      error: {
        code: 1006,
        message: "It is prohibited to delete a non-disabled tenant.",
        domain: "PlatformAccountServer",
        details: { addition: [{ id: numeric }] },
      },
    });
  });

  it("takes everything underneath with it, and brings it back on restore", async () => {
    const { simulator, api, root } = await town();
    const partner = await makeTenant(api, root, { kind: "partner", name: "Partner" });
    const customer = await makeTenant(api, partner.id);
    const user = await makeUser(api, customer.id);
    await api.put(`tenants/${partner.id}`, { version: 1, enabled: false });
    expect((await api.delete(`tenants/${partner.id}?version=1`)).status).toBe(409);
    expect((await api.delete(`tenants/${partner.id}?version=2`)).status).toBe(204);
    expect((await api.get(`tenants/${customer.id}`)).status).toBe(404);
    expect((await api.get(`users/${user.id}`)).status).toBe(404);
    expect(text(await api.get(`tenants/${customer.id}?allow_deleted=true`), "deleted_at")).toMatch(/^\d{4}-/);
    expect(simulator.world.counts.tenants).toBe(0);
    expect((await api.post(`tenants/${partner.id}/restore`)).status).toBe(204);
    expect((await api.get(`users/${user.id}`)).status).toBe(200);
  });

  it("restores into a taken name only by force", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    await api.put(`tenants/${id}`, { version: 1, enabled: false });
    await api.delete(`tenants/${id}?version=2`);
    await makeTenant(api, root);
    expect((await api.post(`tenants/${id}/restore`)).status).toBe(409);
    expect((await api.post(`tenants/${id}/restore?force=true`)).status).toBe(204);
    expect(at(await api.get(`tenants/${id}`), "name")).toBe("Bergmann GmbH (1)");
  });
});

describe("lists of tenants", () => {
  it("need exactly one selector and take at most 100 ids", async () => {
    const { api, root } = await town();
    for (const query of ["", `?uuids=${root}&parent_id=${root}`, `?uuids=${Array.from({ length: 101 }, () => root).join(",")}`]) {
      expect((await api.get(`tenants${query}`)).status).toBe(400);
    }
  });

  it("page through a subtree by a cursor that carries the filters", async () => {
    const { api, root } = await town();
    for (const name of ["A", "B", "C"]) await makeTenant(api, root, { name });
    const seen: unknown[] = [];
    let page = await api.get(`tenants?subtree_root_id=${root}&lod=basic&limit=2`);
    for (;;) {
      seen.push(...items(page).map(({ name }) => name));
      if (at(page, "paging") === undefined) break;
      page = await api.get(`tenants?after=${encodeURIComponent(text(page, "paging.cursors.after"))}&limit=2`);
    }
    expect(seen).toEqual(["Nordwind Distribution", "A", "B", "C"]);
  });

  it("show as much as asked for, the lower levels closed", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    const keys = async (lod: string) => Object.keys(items(await api.get(`tenants?uuids=${id}&lod=${lod}`))[0] ?? {}).toSorted();
    const stamps = ["contacts", "created_at", "deleted_at", "id", "offering_items", "parent_id", "updated_at", "version"];
    expect(await keys("stamps")).toEqual(stamps);
    expect(await keys("basic")).toEqual([...stamps, "enabled", "kind", "name"].toSorted());
    expect(await keys("full")).toEqual(expect.arrayContaining(["barrier", "brand_uuid", "default_idp_id", "offering_items"]));
  });

  it("never list personal tenants as children", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    const user = await makeUser(api, id);
    expect(ids(await api.get(`tenants/${id}/children`))).toEqual([]);
    expect(at(await api.get(`tenants/${id}`), "has_children")).toBe(false);
    const personal = text(await api.get(`users/${user.id}`), "personal_tenant_id");
    expect((await api.get(`tenants/${personal}`)).body).toMatchObject({ kind: "unit", owner_id: user.id, parent_id: id });
  });
});

describe("pricing", () => {
  it("has a version of its own, takes the whole object back, and never returns to trial", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root);
    const pricing = await api.get(`tenants/${id}/pricing`);
    const produced = await api.put(`tenants/${id}/pricing`, { ...Object(pricing.body), mode: "production" });
    expect(at(produced, "mode")).toBe("production");
    expect(number(produced, "version")).toBeGreaterThan(number(pricing, "version"));
    expect(at(await api.get(`tenants/${id}`), "version")).toBe(1);
    expect((await api.put(`tenants/${id}/pricing`, { ...Object(pricing.body), mode: "production" })).status).toBe(409);
    expect((await api.put(`tenants/${id}/pricing`, { ...Object(produced.body), mode: "trial" })).status).toBe(400);
  });
});

describe("search", () => {
  it("finds by the beginning of a word, in name and marker, not in the internal tag", async () => {
    const { api, root } = await town();
    const { id } = await makeTenant(api, root, { customer_id: "default:102", internal_tag: "secretword" });
    const found = async (term: string) =>
      items(await api.get(`search?tenant=${root}&text=${encodeURIComponent(term)}`)).map((item) => item["id"]);
    expect(await found("BERG")).toEqual([id]);
    expect(await found("default:102")).toEqual([id]);
    expect(await found("mann")).toEqual([]);
    expect(await found("secretword")).toEqual([]);
    expect((await api.get(`search?tenant=${root}&text=be`)).status).toBe(400);
  });
});

it("answers what it does not know with 404 or 405 in the envelope, a wrong type with 415, too much with 413", async () => {
  const { simulator, api } = await town();
  expect(at(await api.get("nothing"), "error.code")).toBe(404);
  expect((await api.delete("tenants")).status).toBe(405);
  const token = await tokenOf(simulator, simulator.clientId, simulator.clientSecret);
  const headers = { authorization: `Bearer ${token}`, "content-type": "text/plain" };
  expect((await send(simulator, "tenants", { method: "POST", headers, body: "{}" })).status).toBe(415);
  const large = { ...headers, "content-type": "application/json" };
  expect((await send(simulator, "tenants", { method: "POST", headers: large, body: "x".repeat(2_200_000) })).status).toBe(413);
});
