import { afterAll, describe, expect, it } from "vitest";
import { at, makeTenant, number, openTown } from "./client.ts";
import { item, itemsOn, put } from "./items.ts";

const { simulator, api, root } = await openTown();
afterAll(() => simulator.close());

let made = 0;
const customerOf = async (): Promise<string> => (await makeTenant(api, root, { name: `Customer ${(made += 1)}` })).id;
const quota = (value: number | null, overage: number | null, version: number) => ({ quota: { value, overage, version } });

describe("quotas", () => {
  it("have a version of their own for each item: a sibling's is refused with 426, naming the item and its version", async () => {
    const tenant = await customerOf();
    const first = number(await put(api, tenant, [item("pw_base_workstations", quota(5, null, 0))]), "items.0.quota.version");
    const second = number(await put(api, tenant, [item("pw_base_servers", quota(5, null, 0))]), "items.0.quota.version");
    expect(second).toBeGreaterThan(first);
    const refused = await put(api, tenant, [item("pw_base_workstations", quota(6, null, second))]);
    expect([refused.status, at(refused, "error.context")]).toEqual([426, { name: "pw_base_workstations", version: first }]);
  });

  it("cancel the whole call when one version is old", async () => {
    const tenant = await customerOf();
    const version = number(await put(api, tenant, [item("pw_base_workstations", quota(5, null, 0))]), "items.0.quota.version");
    const answer = await put(api, tenant, [
      item("pw_base_workstations", quota(9, null, version)),
      item("pw_base_servers", quota(1, null, 7)),
    ]);
    expect(answer.status).toBe(426);
    const on = await itemsOn(api, tenant);
    expect([...on.keys()]).toEqual(["pw_base_workstations"]);
    expect(on.get("pw_base_workstations")).toMatchObject(quota(5, null, version));
  });

  it("stay as they are when a call names the item without one", async () => {
    const tenant = await customerOf();
    await put(api, tenant, [item("pw_base_workstations", quota(5, 0, 0))]);
    expect(at(await put(api, tenant, [item("pw_base_workstations")]), "items.0.quota")).toMatchObject({ value: 5, overage: 0 });
  });

  it("go with an item that is switched off, and begin at version 0 when it is on again", async () => {
    const tenant = await customerOf();
    const on = await put(api, tenant, [item("pw_base_workstations", quota(5, 0, 0))]);
    const version = number(on, "items.0.quota.version");
    const off = await put(api, tenant, [item("pw_base_workstations", { status: 0, ...quota(5, 0, version) })]);
    expect(at(off, "items.0")).not.toHaveProperty("quota");
    expect((await put(api, tenant, [item("pw_base_workstations", quota(5, 0, version))])).status).toBe(426);
    expect((await put(api, tenant, [item("pw_base_workstations", quota(5, 0, 0))])).status).toBe(200);
  });

  it("are never negative nor a part of one", async () => {
    const tenant = await customerOf();
    for (const value of [-1, 1.5]) expect((await put(api, tenant, [item("pw_base_workstations", quota(value, null, 0))])).status).toBe(400);
  });
});
