import * as z from "zod";
import { afterEach, describe, expect, it } from "vitest";
import { customerAccount, resellerAccount } from "../../sandbox/bss/accounts.ts";
import { resultOf, untilEnded } from "../support/town.ts";
import { openVeeamTown, partnerManaged, veeamAccount, type VeeamTown } from "../support/veeam-town.ts";

const Detail = z.looseObject({
  status: z.string(),
  cause: z.looseObject({ name: z.string() }).nullable(),
  workItem: z.looseObject({ operation: z.string(), values: z.array(z.object({ field: z.string(), value: z.string() })) }).nullable(),
  checklist: z.array(z.string()).nullable(),
});

let town: VeeamTown;
afterEach(() => town.close());

const orderOf = async (accountId: string): Promise<string> => (await town.mappingOf(accountId))?.order.orderId ?? "";
const read = async (accountId: string) => Detail.parse((await town.operate("GET", `orders/${await orderOf(accountId)}`)).body);
const confirm = async (accountId: string, done: unknown) => town.operate("POST", `orders/${await orderOf(accountId)}/confirm`, done);
const synchronise = (account: unknown) => untilEnded(() => town.bss.post("Accounts/Synchronize", account));

describe("the way by hand", () => {
  it("parks with the form's values, goes on when a person confirms, and ends with the checklist", async () => {
    town = await openVeeamTown({ way: "manual" });
    const account = veeamAccount("200", "Olympus Clinic");
    expect(await synchronise(account)).toMatchObject({ Code: -60 });
    const parked = await read("200");
    expect(parked).toMatchObject({ status: "parked", cause: { name: "handWork" }, workItem: { operation: "createCustomer" } });
    expect(parked.workItem?.values.map(({ value }) => value)).toContain("Olympus Clinic");
    expect((await confirm("200", { tenantId: "a7m7d0000000I31AAE" })).status).toBe(202);
    await town.house().machines.idle();
    expect(await read("200")).toMatchObject({ status: "parked", workItem: { operation: "register" } });
    expect((await confirm("200", { registered: true })).status).toBe(202);
    expect(await synchronise(account)).toMatchObject({ Code: 0, Result: "a7m7d0000000I31AAE" });
    const done = await read("200");
    expect(done).toMatchObject({ status: "done", workItem: null });
    expect(done.checklist?.length).toBeGreaterThan(3);
  });

  it("refuses an empty confirmation, one of another's order, and resellers", async () => {
    town = await openVeeamTown({ way: "manual" });
    await synchronise(veeamAccount("201", "Sparta Legal"));
    expect((await confirm("201", {})).status).toBe(409);
    expect((await confirm("201", { tenantId: "not an id" })).status).toBe(400);
    expect(resultOf(await town.bss.post("Accounts/Synchronize", resellerAccount("210", "Blue Harbor IT")))).toMatchObject({ Code: -68 });
  });
});

describe("the way of the console", () => {
  it("makes company and customer, waits for its verification, leaves the registration to a person, and makes resellers", async () => {
    town = await openVeeamTown({ way: "vspc" });
    const account = veeamAccount("300", "Ionian Hotels", partnerManaged);
    expect(await synchronise(account)).toMatchObject({ Code: -60 });
    const mapping = await town.mappingOf("300");
    expect(town.vendor.world.companiesByCompanyId(mapping?.marker ?? "")).toHaveLength(1);
    expect(await read("300")).toMatchObject({ workItem: { operation: "register" } });
    await confirm("300", { registered: true });
    expect(await synchronise(account)).toMatchObject({ Code: 0, Result: mapping?.tenantId });
    const reseller = await synchronise(resellerAccount("310", "Blue Harbor IT"));
    expect(reseller).toMatchObject({ Code: 0 });
    expect(town.vendor.world.resellers).toHaveLength(1);
    expect((await town.bss.post("Accounts/IsReseller", resellerAccount("310", "Blue Harbor IT"))).body).toBe(true);
    const below = veeamAccount("311", "Harbor Bakery", partnerManaged, { ResellerID: "310" });
    expect(await synchronise(below)).toMatchObject({ Code: -60 });
  });

  it("resumes by itself once the customer stands in the monthly usages", async () => {
    town = await openVeeamTown({ way: "vspc", rule: {} });
    const account = veeamAccount("301", "Minoan Travel", partnerManaged);
    await synchronise(account);
    const tenantId = (await town.mappingOf("301"))?.tenantId ?? "";
    expect(await town.house().lookForRegistrations()).toBe(0);
    town.vendor.people.changeCustomer({ customerId: tenantId, vdcRegistered: true });
    town.vendor.people.setUsage({ customerId: tenantId, units: 7 });
    expect(await town.house().lookForRegistrations()).toBe(1);
    expect(await synchronise(account)).toMatchObject({ Code: 0 });
    expect(await town.mappingOf("301")).toMatchObject({ registered: { by: "usages" } });
  });
});

describe("a registration that is stuck", () => {
  it("parks for support with the case's text, is never sent again, and goes on by itself when support has finished it", async () => {
    town = await openVeeamTown({ way: "http" });
    town.vendor.faults.add({ kind: "registration", outcome: "stuck" });
    const account = veeamAccount("400", "Stuck Shipping");
    expect(await synchronise(account)).toMatchObject({ Code: -61 });
    const parked = await read("400");
    const tenantId = (await town.mappingOf("400"))?.tenantId ?? "";
    expect(parked).toMatchObject({ cause: { name: "supportNeeded" } });
    const texts = parked.workItem?.values.map(({ value }) => value).join("\n");
    for (const part of ["General Inquiry", "VCSP Pulse", "Stuck Shipping", tenantId]) expect(texts).toContain(part);
    expect(await town.house().lookForRegistrations()).toBe(0);
    await town.operate("POST", `orders/${await orderOf("400")}/resume`);
    expect(await synchronise(account)).toMatchObject({ Code: -61 });
    expect(town.vendor.world.registrationsOf(tenantId)).toHaveLength(1);
    town.vendor.people.finishSupportCase({ customerId: tenantId });
    expect(await town.house().lookForRegistrations()).toBe(1);
    expect(await synchronise(account)).toMatchObject({ Code: 0, Result: tenantId });
    expect(town.vendor.world.registrationsOf(tenantId)).toHaveLength(1);
  });
});

describe("an account for Veeam", () => {
  it.each([
    ["without a contact", { contactEmail: "" }, -66],
    ["with a contact at a public provider", { contactEmail: "eleni@gmail.com" }, -66],
    ["with a public domain", { domain: "gmail.com" }, -67],
    ["with a domain and without one", { noDomain: "1" }, -67],
    ["without an administrator", { primaryAdministrator: "" }, -23],
    ["of another type", { customerType: "Reseller" }, -23],
  ])("%s is refused before anything is sent", async (_, options, code) => {
    town = await openVeeamTown({ way: "http" });
    expect(resultOf(await town.bss.post("Accounts/Synchronize", veeamAccount("500", "Refused", options)))).toMatchObject({ Code: code });
    expect(town.vendor.world.customers).toHaveLength(0);
    expect(await town.mappingOf("500")).toBeUndefined();
  });

  it("that Pulse has already, with the same domain, is linked; with the name alone it waits for a person", async () => {
    town = await openVeeamTown({ way: "http" });
    const made = (name: string, domain: string) =>
      fetch(`${town.vendor.url}/simulator/pulse/customers`, {
        method: "POST",
        body: JSON.stringify({ name, country: "GR", city: "Piraeus", addressLine: "1", postalCode: "2", domain }),
      });
    await made("Aegean Farms", "aegeanfarms.example");
    await made("Common Name", "other.example");
    expect(await synchronise(veeamAccount("600", "Aegean Farms"))).toMatchObject({ Code: 0 });
    expect(town.vendor.world.customers.filter(({ name }) => name === "Aegean Farms")).toHaveLength(1);
    expect(await synchronise(veeamAccount("601", "Common Name"))).toMatchObject({ Code: -65 });
  });

  it("that nobody synchronised cannot be deleted, and one that is there is told what support must do", async () => {
    town = await openVeeamTown({ way: "http", rule: { process: "subscriptionRequest" } });
    const account = veeamAccount("700", "Goes Away");
    expect(resultOf(await town.bss.post("Accounts/Delete", customerAccount("701", "Never Here")))).toMatchObject({ Code: -31 });
    const { Result } = await synchronise(account);
    expect(town.vendor.world.subscriptionsOf(Result ?? "")).toHaveLength(1);
    const removed = await untilEnded(() => town.bss.post("Accounts/Delete", account));
    expect(removed).toMatchObject({ Code: 0, Message: expect.stringContaining("my.veeam.com") });
    expect(town.vendor.world.subscriptionsOf(Result ?? "")[0]?.status).not.toBe("Active");
  });
});
