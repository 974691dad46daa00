import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { customerAccount } from "../../sandbox/bss/accounts.ts";
import { makeTenant } from "../sandbox/acronis/client.ts";
import { clientOf, instanceIdIn, operate, otherBss, resetSecret, saveForm, vendorApi } from "../onboarding/hands.ts";
import { openTown, resultOf, type Town, untilEnded } from "../support/town.ts";

describe("instances side by side", () => {
  let town: Town;
  let north: { readonly ClientId: string; readonly ClientSecret: string };
  let northId: string;

  beforeAll(async () => {
    town = await openTown({ house: { answerBudgetSeconds: 2 } });
    const api = await vendorApi(town);
    northId = (await makeTenant(api, town.vendor.rootTenantId, { name: "North", kind: "partner" })).id;
    const items = [{ application_id: "6e6d758d-8e74-3ae3-ac84-50eb0dff12eb", name: "pg_base_workstations", status: 1 }];
    await api.put(`tenants/${northId}/offering_items`, { offering_items: items });
    north = await clientOf(api, northId);
    expect(await saveForm(town)).toEqual([]);
    expect(await saveForm(town, { ...north, SystemName: "Acronis EU2" })).toEqual([]);
  });
  afterAll(() => town.close());
  beforeEach(() => town.vendor.clearCalls());

  it("are told apart by gateway and client, though they have one name; each has its own tenant and its own secret", async () => {
    const { body } = await operate(town, "GET", "instances");
    expect(body).toMatchObject({ instances: [{ tenantId: town.vendor.rootTenantId }, { tenantId: northId, systemName: "Acronis EU2" }] });
    const { credentials } = town.house().ports;
    expect((await credentials.fresh(instanceIdIn(town)))?.clientSecret).toBe(town.vendor.clientSecret);
    expect((await credentials.fresh(instanceIdIn(town, north.ClientId)))?.clientSecret).toBe(north.ClientSecret);
  });

  it("are recognised by the normalised gateway: case, path and slash make no other instance", async () => {
    const { port } = new URL(town.vendor.url);
    for (const Gateway of [`HTTP://127.0.0.1:${port}/`, `http://127.0.0.1:${port}/mc/app;x=1?y#z`, ` ${town.vendor.url} `]) {
      const { body } = await otherBss(town, { Gateway, SystemName: "Any other name" }).get("Fields/AdditionalInfo");
      expect(body).toMatchObject({ Instance: instanceIdIn(town), SystemName: "Acronis EU2" });
    }
    expect(town.vendor.calls).toEqual([]);
  });

  it("have accounts of their own: one account id is a tenant at each", async () => {
    const account = customerAccount("1", "At Both");
    const SyncOptions = { username: "at.both.north", role: "1" };
    const here = await untilEnded(() => town.bss.post("Accounts/Synchronize", account));
    const there = await untilEnded(() => otherBss(town, north).post("Accounts/Synchronize", { ...account, SyncOptions }));
    expect([here.Code, there.Code]).toEqual([0, 0]);
    expect(here.Result).not.toBe(there.Result);
    expect(town.vendor.world.childrenOf(northId).map(({ id }) => id)).toEqual([there.Result]);
  });

  it("do not stop each other: one whose secret was taken away refuses by name, the others go on", async () => {
    await resetSecret(town.vendor, north.ClientId);
    const refused = await untilEnded(() => otherBss(town, north).post("Accounts/Synchronize", customerAccount("2", "In the Broken One")));
    expect(refused).toMatchObject({ Code: -11, Result: "" });
    const done = await untilEnded(() => town.bss.post("Accounts/Synchronize", customerAccount("2", "In the Whole One")));
    expect(done.Code).toBe(0);
  });

  it("one at a gateway that is gone is refused by name, the others go on", async () => {
    const gone = otherBss(town, { Gateway: "http://127.0.0.1:9" });
    expect(resultOf(await gone.post("Accounts/Synchronize", customerAccount("3", "Nowhere")))).toMatchObject({ Code: -13 });
    expect(resultOf(await town.bss.post("Accounts/Synchronize", customerAccount("3", "Somewhere"))).Code).toBe(0);
  });
});
