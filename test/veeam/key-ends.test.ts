import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resultOf, untilEnded } from "../support/town.ts";
import { openVeeamTown, veeamAccount, type VeeamTown } from "../support/veeam-town.ts";

describe("a key that ends while an order is under way", () => {
  let town: VeeamTown;
  beforeAll(async () => {
    town = await openVeeamTown({ way: "http" });
  });
  afterAll(() => town.close());

  it("parks it with the cause; with a valid key again it goes on, and nothing is made twice", async () => {
    const route = "POST /contract/customers/{customerId}/vdc-registrations";
    town.vendor.faults.add({ kind: "expireKey", match: { route } });
    const account = veeamAccount("500", "Late Key");
    expect((await untilEnded(() => town.bss.post("Accounts/Synchronize", account))).Code).toBe(-80);
    town.vendor.people.renewKey({ key: town.vendor.apiKey });
    await expect
      .poll(async () => resultOf(await town.bss.post("Accounts/Synchronize", account)).Code, { timeout: 20_000, interval: 100 })
      .toBe(0);
    const mapping = await town.mappingOf("500");
    expect(town.vendor.world.byExternalId(mapping?.marker ?? "")).toHaveLength(1);
    expect(town.vendor.world.registrationsOf(mapping?.tenantId ?? "")).toHaveLength(1);
  });
});
