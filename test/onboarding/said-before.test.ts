import * as z from "zod";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { customerAccount } from "../../sandbox/bss/accounts.ts";
import { openTown, resultOf, type Town } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";

describe("what was said or done before", () => {
  let town: Town;

  beforeAll(async () => {
    town = await openTown();
    await town.bss.get("Accounts/SyncOptions");
  });
  afterAll(() => town.close());

  it("holds for options that the BSS leaves out of a synchronised account", async () => {
    const account = customerAccount("900", "Few Words");
    const { Result } = resultOf(await town.bss.post("Accounts/Synchronize", account));
    const again = await town.bss.post("Accounts/Synchronize", { ...account, SyncOptions: null, Phone: "+30 2101111111" });
    expect(resultOf(again)).toMatchObject({ Code: 0, Result });
    expect(town.vendor.world.childrenOf(town.vendor.rootTenantId).find(({ id }) => id === Result)?.contact.phone).toBe("+30 2101111111");
  });

  it("is asked for when there is no such account yet", async () => {
    const answer = await town.bss.post("Accounts/Synchronize", { ...customerAccount("901", "No Words"), SyncOptions: null });
    expect(resultOf(answer)).toMatchObject({ Code: -23, Message: expect.stringContaining("Role must be User or Reseller") });
  });

  it("is looked at again by a Delete that comes again: a tenant that was enabled in the portal meanwhile is disabled", async () => {
    const account = customerAccount("902", "On and Off");
    const { Result } = resultOf(await town.bss.post("Accounts/Synchronize", account));
    expect(resultOf(await town.bss.post("Accounts/Delete", account)).Code).toBe(0);
    const { token, version } = await portal(town, Result ?? "");
    await fetch(`${town.vendor.url}/api/2/tenants/${Result}`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ version, enabled: true }),
    });
    const isEnabled = () => town.vendor.world.tenants.find(({ id }) => id === Result)?.enabled;
    expect(isEnabled()).toBe(true);
    await expect.poll(async () => resultOf(await town.bss.post("Accounts/Delete", account)).Code === 0 && !isEnabled()).toBe(true);
  });

  it("is found by its marker when the row is lost, though the tenant and the login are called otherwise now", async () => {
    const other = await openTown();
    try {
      await other.bss.get("Accounts/SyncOptions");
      const account = customerAccount("903", "Old Name");
      const { Result } = resultOf(await other.bss.post("Accounts/Synchronize", account));
      await other.forget();
      const renamed = { ...account, ExternalID: Result, Name: "New Name", SyncOptions: { username: "other.login", role: "1" } };
      const again = resultOf(await other.bss.post("Accounts/Synchronize", renamed));
      expect(again).toMatchObject({ Code: 0, Result });
      expect(other.vendor.world.childrenOf(other.vendor.rootTenantId).map(({ name }) => name)).toEqual(["New Name"]);
    } finally {
      await other.close();
    }
  });

  it("leaves nothing twice", () => expectNothingTwiceNothingLost(town, ["900", "902"]));
});

/** A person in the vendor's portal: a token, and the tenant's version. */
const portal = async (town: Town, tenantId: string): Promise<{ token: string; version: number }> => {
  const { clientId, clientSecret, url } = town.vendor;
  const signedIn = await fetch(`${url}/api/2/idp/token`, {
    method: "POST",
    headers: {
      Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  });
  const { access_token: token } = z.object({ access_token: z.string() }).parse(await signedIn.json());
  const read = await fetch(`${url}/api/2/tenants/${tenantId}`, { headers: { Authorization: `Bearer ${token}` } });
  return { token, version: z.object({ version: z.number() }).parse(await read.json()).version };
};
