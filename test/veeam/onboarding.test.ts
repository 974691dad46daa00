import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resultOf, untilEnded } from "../support/town.ts";
import { openVeeamTown, partnerManaged, veeamAccount, type VeeamTown } from "../support/veeam-town.ts";

describe("onboarding at Veeam by a registration contract", () => {
  let town: VeeamTown;
  beforeAll(async () => {
    town = await openVeeamTown({ way: "http" });
  });
  afterAll(() => town.close());

  it("makes and registers a customer managed customer", async () => {
    const account = veeamAccount("100", "Aegean Foods");
    const result = await untilEnded(() => town.bss.post("Accounts/Synchronize", account));
    expect(result).toMatchObject({ Code: 0 });
    const mapping = await town.mappingOf("100");
    const [customer, ...more] = town.vendor.world.byExternalId(mapping?.marker ?? "");
    expect(more).toEqual([]);
    expect(customer).toMatchObject({ id: result.Result, name: "Aegean Foods", vdcRegistered: true });
    expect(town.vendor.world.registrationsOf(customer?.id ?? "")).toHaveLength(1);
    expect(mapping?.checklist?.join(" ")).toContain("Retention");
  });

  it("answers the same id at once when asked again", async () => {
    const account = veeamAccount("100", "Aegean Foods");
    expect(resultOf(await town.bss.post("Accounts/Exists", account))).toMatchObject({ Code: 1 });
    expect(resultOf(await town.bss.post("Accounts/Synchronize", account))).toMatchObject({ Code: 0 });
  });

  it("registers a partner managed customer without a contact", async () => {
    const account = veeamAccount("101", "Delos Shipping", partnerManaged);
    const result = await untilEnded(() => town.bss.post("Accounts/Synchronize", account));
    expect(result).toMatchObject({ Code: 0 });
    expect(town.vendor.world.registrationsOf(result.Result ?? "")).toMatchObject([{ contact: null }]);
  });
});
