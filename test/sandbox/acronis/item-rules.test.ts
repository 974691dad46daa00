import { afterAll, describe, expect, it } from "vitest";
import { at, backup, control, items, makeTenant, makeUser, openTown, text } from "./client.ts";
import { item, itemsOn, onOffer, put } from "./items.ts";

const { simulator, api, root } = await openTown();
afterAll(() => simulator.close());

let made = 0;
const customerOf = async (parent = root): Promise<string> => (await makeTenant(api, parent, { name: `Customer ${(made += 1)}` })).id;
const partnerOf = async (parent = root): Promise<string> =>
  (await makeTenant(api, parent, { name: `Partner ${(made += 1)}`, kind: "partner" })).id;
const code = (answer: Awaited<ReturnType<typeof put>>): unknown => at(answer, "error.code");
const quota = (value: number | null, overage: number | null, version: number) => ({ quota: { value, overage, version } });

describe("availability", () => {
  it("needs the item at every level above, not at the parent alone", async () => {
    const partner = await partnerOf();
    const below = await partnerOf(partner);
    for (const tenant of [partner, below]) await put(api, tenant, [item("pw_base_websites")]);
    await control(simulator, "POST", "catalogue", { off: ["pw_base_websites"] });
    const refused = await put(api, await customerOf(below), [item("pw_base_websites")]);
    expect([refused.status, code(refused), at(refused, "error.context.name")]).toEqual([400, 1021, "pw_base_websites"]);
    expect((await onOffer(api, below)).map(({ name }) => name)).not.toContain("pw_base_websites");
    await control(simulator, "POST", "catalogue", { on: ["pw_base_websites"] });
    expect((await put(api, await customerOf(below), [item("pw_base_websites")])).status).toBe(200);
  });

  it("lets a quota be changed while the item is on, whatever the parent has become", async () => {
    const tenant = await customerOf();
    await put(api, tenant, [item("pw_base_mobiles")]);
    await control(simulator, "POST", "catalogue", { off: ["pw_base_mobiles"] });
    expect((await put(api, tenant, [item("pw_base_mobiles", quota(3, null, 0))])).status).toBe(200);
    await control(simulator, "POST", "catalogue", { on: ["pw_base_mobiles"] });
  });

  it("offers to no kind that the parent cannot hold", async () => {
    expect((await api.get(`tenants/${root}/offering_items/available_for_child?kind=unit&edition=*`)).status).toBe(400);
    expect((await api.get(`tenants/${root}/offering_items/available_for_child?kind=planet`)).status).toBe(400);
  });

  it("shows the items of a deleted tenant on request, as deleted", async () => {
    const tenant = await customerOf();
    await put(api, tenant, [item("pw_base_workstations")]);
    await api.put(`tenants/${tenant}`, { version: 1, enabled: false });
    await api.delete(`tenants/${tenant}?version=2`);
    const list = `tenants/offering_items?subtree_root_tenant_id=${root}&offering_items=pw_base_workstations`;
    const rowsOf = async (query: string) => items(await api.get(query)).filter(({ tenant_id }) => tenant_id === tenant);
    expect(await rowsOf(list)).toEqual([]);
    expect(await rowsOf(`${list}&allow_deleted=true`)).toMatchObject([{ deleted_at: expect.stringMatching(/^\d{4}-/) }]);
  });

  it("refuses filters that mean nothing", async () => {
    expect((await api.get(`tenants/${root}/offering_items?type=thing`)).status).toBe(400);
    expect((await api.get(`tenants/offering_items?subtree_root_tenant_id=${root}&updated_since=yesterday`)).status).toBe(400);
  });
});

describe("switching off", () => {
  const use = async (tenant: string, name: string, value: number) =>
    control(simulator, "POST", "usage", { tenant_id: tenant, items: [{ name, value }] });

  it("is refused with the usage of an item in use, if that is to be checked", async () => {
    const tenant = await customerOf();
    const storage = (await onOffer(api, root)).find(({ name }) => name === "pw_base_storage");
    await put(api, tenant, [{ ...storage, ...quota(null, null, 0) }, item("pw_base_workstations")]);
    await use(tenant, "pw_base_workstations", 3);
    await use(tenant, "storage", 2048);
    const seats = await put(api, tenant, [item("pw_base_workstations", { status: 0 })], { check_usage: true });
    expect([seats.status, code(seats)]).toEqual([400, 1027]);
    expect(seats.body).toMatchObject({
      error: {
        details: { info: "'pw_base_workstations' has usage: 3 quantity." },
        context: { name: "pw_base_workstations", usage: { value: 3, absolute_value: 3, measurement_unit: "quantity" } },
      },
    });
    const bytes = await put(api, tenant, [{ ...storage, status: 0 }], { check_usage: true });
    expect([bytes.status, code(bytes), at(bytes, "error.context.usage.absolute_value")]).toEqual([409, 1009, 2048]);
    expect((await itemsOn(api, tenant)).size).toBe(2);
  });

  it("is allowed without usage, or where nobody asks about it", async () => {
    const tenant = await customerOf();
    await put(api, tenant, [item("pw_base_workstations"), item("pw_base_servers")]);
    expect((await put(api, tenant, [item("pw_base_servers", { status: 0 })], { check_usage: true })).status).toBe(200);
    await use(tenant, "workstations", 3);
    expect((await put(api, tenant, [item("pw_base_workstations", { status: 0 })])).status).toBe(200);
  });

  it("is refused to a partner while a child has the item on, a disabled child too", async () => {
    const partner = await partnerOf();
    await put(api, partner, [item("pw_base_workstations")]);
    const child = await customerOf(partner);
    await put(api, child, [item("pw_base_workstations")]);
    await api.put(`tenants/${child}`, { version: 1, enabled: false });
    const off = [item("pw_base_workstations", { status: 0 })];
    expect(code(await put(api, partner, off))).toBe(1016);
    await api.delete(`tenants/${child}?version=2`);
    expect((await put(api, partner, off)).status).toBe(200);
  });

  it("is refused while another item that is on depends on it", async () => {
    const tenant = await customerOf();
    const names = ["pw_base_m365_seats", "pw_base_m365_mailboxes", "pw_base_m365_onedrive"];
    await put(
      api,
      tenant,
      names.map((name) => item(name)),
    );
    const refused = await put(api, tenant, [item("pw_base_m365_onedrive", { status: 0 })]);
    expect([code(refused), at(refused, "error.context.missing")]).toEqual([1023, ["pw_base_m365_onedrive"]]);
    const together = names.map((name) => item(name, { status: 0 }));
    expect((await put(api, tenant, together)).status).toBe(200);
  });
});

describe("locked items", () => {
  it("keep their status while their quota changes", async () => {
    const tenant = await customerOf();
    await put(api, tenant, [item("pw_base_workstations")]);
    const lock = { tenant_id: tenant, items: [{ name: "pw_base_workstations" }] };
    expect((await control(simulator, "POST", "lock", lock)).status).toBe(200);
    expect((await itemsOn(api, tenant)).get("pw_base_workstations")).toMatchObject({ locked: true });
    expect(code(await put(api, tenant, [item("pw_base_workstations", { status: 0 })]))).toBe(1027);
    expect((await put(api, tenant, [item("pw_base_workstations", quota(2, null, 0))])).status).toBe(200);
    await control(simulator, "POST", "lock", { ...lock, locked: false });
    expect((await put(api, tenant, [item("pw_base_workstations", { status: 0 })])).status).toBe(200);
  });

  it("cannot be locked where they are not", async () => {
    const lock = { tenant_id: await customerOf(), items: [{ name: "pw_base_workstations" }] };
    expect((await control(simulator, "POST", "lock", lock)).status).toBe(404);
  });
});

describe("personal tenants", () => {
  it("change quotas alone, and do not keep their customer from switching off", async () => {
    const tenant = await customerOf();
    await put(api, tenant, [item("pw_base_workstations")]);
    const user = await makeUser(api, tenant, "personal.quota");
    const personal = text(await api.get(`users/${user.id}`), "personal_tenant_id");
    expect((await put(api, personal, [item("pw_base_workstations", quota(1, null, 0))])).status).toBe(200);
    expect(code(await put(api, personal, [item("pw_base_workstations", { status: 0 })]))).toBe(1027);
    expect((await put(api, tenant, [item("pw_base_workstations", { status: 0 })])).status).toBe(200);
  });
});

it("enables the service with its first item, and keeps it when the item goes", async () => {
  const tenant = await customerOf();
  const services = async () => at(await api.get(`tenants/${tenant}/applications`), "items");
  expect(await services()).not.toContain(backup);
  await put(api, tenant, [item("pw_base_workstations")]);
  await put(api, tenant, [item("pw_base_workstations", { status: 0 })]);
  expect(await services()).toContain(backup);
  expect(items(await api.get(`tenants/${tenant}/offering_items?edition=*&status=1`))).toEqual([]);
});

it("gives a customer one storage of a sort, and another one only in exchange", async () => {
  const tenant = await customerOf();
  const storages = (await onOffer(api, root)).filter(({ name }) => name === "pw_base_storage");
  const [first, second, zurich] = storages.map((one) => ({ ...one, quota: undefined }));
  if (first === undefined || second === undefined || zurich === undefined) throw new Error("the simulator has three backup storages");
  await put(api, tenant, [first]);
  expect(code(await put(api, tenant, [second]))).toBe(1015);
  expect((await put(api, tenant, [{ ...first, status: 0 }, second])).status).toBe(200);
  const files = items(await api.get(`tenants/${root}/offering_items/available_for_child?edition=fss_per_user`)).find(
    ({ name }) => name === "pu_base_fc_storage",
  );
  expect((await put(api, tenant, [{ ...files, quota: undefined }])).status).toBe(200);
  expect(code(await put(api, tenant, [{ ...second, status: 0 }, zurich]))).toBe(1031);
});
