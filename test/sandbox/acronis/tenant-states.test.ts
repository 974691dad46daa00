import { afterAll, describe, expect, it } from "vitest";
import { at, basic, makeTenant as make, makeUser, openTown, text, withAuthorization } from "./client.ts";

const { simulator, api, root } = await openTown();
afterAll(() => simulator.close());

let made = 0;
const makeTenant = (parent: string, kind = "customer") => make(api, parent, { name: `Tenant ${(made += 1)}`, kind });

describe("billing modes", () => {
  it("start as trial for a customer and as production for a partner, who never has a trial", async () => {
    const partner = await makeTenant(root, "partner");
    const pricing = await api.get(`tenants/${partner.id}/pricing`);
    expect(at(pricing, "mode")).toBe("production");
    const back = await api.put(`tenants/${partner.id}/pricing`, { version: at(pricing, "version"), mode: "trial" });
    expect([back.status, at(back, "error.code")]).toEqual([400, 1027]);
  });

  it("date the production when it begins, once", async () => {
    const { id } = await makeTenant(root);
    const change = async (mode: string) =>
      api.put(`tenants/${id}/pricing`, { version: at(await api.get(`tenants/${id}/pricing`), "version"), mode });
    const planned = text(await api.get(`tenants/${id}/pricing`), "production_start_date");
    expect(Date.parse(planned)).toBeGreaterThan(Date.now());
    await change("suspended");
    const begun = text(await change("production"), "production_start_date");
    expect(Date.parse(begun)).toBeLessThanOrEqual(Date.now());
    await change("suspended");
    expect(text(await change("production"), "production_start_date")).toBe(begun);
    expect((await change("trial")).status).toBe(400);
  });
});

describe("a disabled tenant", () => {
  it("takes no new children, users or returning tenants, nor anything below it", async () => {
    const partner = await makeTenant(root, "partner");
    const customer = await makeTenant(partner.id);
    const other = await makeTenant(root);
    const gone = await makeTenant(partner.id);
    await api.put(`tenants/${gone.id}`, { version: 1, enabled: false });
    await api.delete(`tenants/${gone.id}?version=2`);
    await api.put(`tenants/${partner.id}`, { version: 1, enabled: false });
    const codes = [
      await api.post("tenants", { name: "New", kind: "customer", parent_id: partner.id }),
      await api.post("tenants", { name: "Unit", kind: "unit", parent_id: customer.id }),
      await api.post("users", { tenant_id: customer.id, login: "late.user", contact: { email: "a@b.example" } }),
      await api.post(`tenants/${gone.id}/restore`),
      await api.put(`tenants/${other.id}`, { version: 1, parent_id: partner.id }),
    ].map((answer) => at(answer, "error.code"));
    expect(codes).toEqual([1003, 1003, 1003, 1003, 1013]);
    await api.put(`tenants/${partner.id}`, { version: 2, enabled: true });
    expect((await api.post("tenants", { name: "New", kind: "customer", parent_id: partner.id })).status).toBe(201);
  });

  it("locks out its people", async () => {
    const { id } = await makeTenant(root);
    const user = await makeUser(api, id);
    await api.post(`users/${user.id}/password`, { password: "Geheim-12" });
    const me = async () => (await withAuthorization(simulator, basic("b.bergmann", "Geheim-12")).get("users/me")).status;
    expect(await me()).toBe(200);
    await api.put(`tenants/${id}`, { version: 1, enabled: false });
    expect(await me()).toBe(401);
    await api.put(`tenants/${id}`, { version: 2, enabled: true });
    expect(await me()).toBe(200);
  });
});
