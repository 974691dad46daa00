import { afterEach, describe, expect, it } from "vitest";
import { untilEnded } from "../support/town.ts";
import { openVeeamTown, veeamAccount, type VeeamTown } from "../support/veeam-town.ts";

let town: VeeamTown;
afterEach(() => town.close());

const ask = (accountId: number, month: string) =>
  town.bss.post("Ppu/Usages", {
    ID: "x",
    Account: { ID: "", RelatedAccountID: accountId },
    BillingCycle: { StartDate: `${month}-01T00:00:00+00:00`, EndDate: `${month}-28T23:59:59+00:00` },
    Currency: "EUR",
  });

describe("Ppu/Usages", () => {
  it("tells a customer's points as the vendor counts them, and nobody else's", async () => {
    town = await openVeeamTown({ way: "http" });
    const ids: string[] = [];
    for (const id of ["100", "101"]) {
      const { Result } = await untilEnded(() => town.bss.post("Accounts/Synchronize", veeamAccount(id, `Uses ${id}`)));
      ids.push(Result ?? "");
    }
    town.vendor.people.setUsage({ customerId: ids[0] ?? "", units: 7 });
    town.vendor.people.setUsage({ customerId: ids[1] ?? "", units: 9 });
    const month = new Date(town.vendor.world.now).toISOString().slice(0, 7);
    const { body } = await ask(100, month);
    expect(body).toMatchObject({ Code: 0, Currency: "EUR", Totals: null, Usages: [{ Quantity: 17.5, Unit: "Points" }] });
  });

  it("refuses accounts that are not there, periods that are none, and instances without any usage", async () => {
    town = await openVeeamTown({ way: "manual" });
    expect((await ask(999, "2026-01")).body).toMatchObject({ Code: -31, Usages: [] });
    expect((await ask(999, "whenever")).body).toMatchObject({ Code: -1 });
    await untilEnded(() => town.bss.post("Accounts/Synchronize", veeamAccount("100", "By Hand")));
    await town.operate("POST", `orders/${(await town.mappingOf("100"))?.order.orderId}/confirm`, {
      tenantId: "a7m7d0000000I31AAE",
      registered: true,
    });
    await town.house().machines.idle();
    expect((await ask(100, "2026-01")).body).toMatchObject({ Code: -70 });
  });
});
