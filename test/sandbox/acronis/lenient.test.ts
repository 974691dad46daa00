import { afterAll, describe, expect, it } from "vitest";
import { at, ids, items, makeTenant, makeUser, number, openTown, text, town } from "./client.ts";
import { item, put } from "./items.ts";

const { simulator, api, root } = await openTown();
afterAll(() => simulator.close());

describe("what clients write their own way", () => {
  it("is taken in a PUT: numbers as text in a quota, an echoed tenant with everything as text", async () => {
    const { id } = await makeTenant(api, root, { name: "Texts", contact: { email: "a@b.example", email_confirmed: "true" } });
    const quota = { value: "1099511627776", overage: "0", version: "0" };
    const put1 = await put(api, id, [item("pw_base_servers", { status: "1", quota })]);
    expect(at(put1, "items.0.quota")).toMatchObject({ value: 1_099_511_627_776, overage: 0 });
    expect((await put(api, id, [item("pw_base_servers", { quota: { ...quota, value: "-5" } })])).status).toBe(400);
    const shown = await api.get(`tenants/${id}`);
    const echo = { ...Object(shown.body), version: "1", enabled: "False", brand_id: String(at(shown, "brand_id")) };
    expect((await api.put(`tenants/${id}`, echo)).body).toMatchObject({ version: 2, enabled: false });
    expect((await api.delete(`tenants/${id}?version=2`)).status).toBe(204);
    expect((await api.get(`tenants/${id}?allow_deleted=True`)).status).toBe(200);
  });

  it("is refused in strict mode", async () => {
    const strict = await town({ strict: true });
    const { id } = await makeTenant(strict.api, strict.root);
    const quota = { value: "5", overage: null, version: 0 };
    expect((await put(strict.api, id, [item("pw_base_servers", { quota })])).status).toBe(400);
    expect((await put(strict.api, id, [item("pw_base_servers", { quota: { ...quota, value: 5 } })])).status).toBe(200);
    expect((await strict.api.put(`tenants/${id}`, { version: 1, contact: { email_confirmed: "true" } })).status).toBe(400);
  });
});

describe("lists", () => {
  it("are as long as a client wants them", async () => {
    for (const path of [`tenants?parent_id=${root}`, `users?subtree_root_tenant_id=${root}`])
      expect((await api.get(`${path}&limit=100000`)).status).toBe(200);
    expect((await api.get(`tenants?parent_id=${root}&limit=0`)).status).toBe(400);
  });

  it("tell what was updated since an instant: with its plus sign, as a blank, without a zone; anything else is refused", async () => {
    const before = "2024-03-04T07:08:51";
    const { id } = await makeTenant(api, root, { name: "Since" });
    await makeUser(api, id, "since.user");
    const lists = [`tenants?parent_id=${root}`, `users?subtree_root_tenant_id=${id}`];
    for (const list of lists)
      for (const since of [before, `${before}Z`, `${before}.710695%2B00:00`, `${before}.710695+00:00`])
        expect(items(await api.get(`${list}&updated_since=${since}`)).length).toBeGreaterThan(0);
    for (const list of [...lists, `tenants/offering_items?subtree_root_tenant_id=${root}`]) {
      expect(items(await api.get(`${list}&updated_since=2999-01-01T00:00:00`))).toEqual([]);
      for (const since of ["yesterday", "2024-13-45T00:00:00Z", "1"])
        expect((await api.get(`${list}&updated_since=${since}`)).status).toBe(400);
    }
  });

  it("show children as objects to the older client that asks for details", async () => {
    const { id } = await makeTenant(api, root, { name: "Parent", kind: "partner" });
    const child = await makeTenant(api, id, { name: "Child" });
    expect(ids(await api.get(`tenants/${id}/children`))).toEqual([child.id]);
    const [detailed] = items(await api.get(`tenants/${id}/children?include_details=true`));
    expect(detailed).toEqual((await api.get(`tenants/${child.id}`)).body);
  });

  it("tell of each tenant whether it has living children, personal tenants aside", async () => {
    const parent = await makeTenant(api, root, { name: "Holder", kind: "partner" });
    const child = await makeTenant(api, parent.id, { name: "Held" });
    await makeUser(api, child.id, "held.user");
    const told = async () => {
      const rows = items(await api.get(`tenants?subtree_root_id=${parent.id}`));
      return rows.map(({ name, has_children }) => [name, has_children]);
    };
    expect(await told()).toEqual([
      ["Holder", true],
      ["Held", false],
    ]);
    const off = await api.put(`tenants/${child.id}`, { version: child.version, enabled: false });
    await api.delete(`tenants/${text(off, "id")}?version=${number(off, "version")}`);
    expect(await told()).toEqual([["Holder", false]]);
  });
});
