import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { customerAccount, resellerAccount } from "../../sandbox/bss/accounts.ts";
import { openTown, resultOf, type Town } from "../support/town.ts";

describe("onboarding an account at Acronis", () => {
  let town: Town;
  let next = 100;
  const id = () => String((next += 1));

  beforeAll(async () => {
    town = await openTown();
    await town.bss.get("Accounts/SyncOptions");
  });
  afterAll(() => town.close());
  beforeEach(() => town.vendor.clearCalls());

  const calls = () =>
    town.vendor.calls
      .filter(({ route }) => !route.endsWith("/idp/token") && !route.endsWith("/infra"))
      .map(({ route }) => route.replace("/api/2", ""));

  it("makes a customer of the distributor: tenant, services, production, administrator, role and mail", async () => {
    const account = customerAccount(id(), "Aegean Foods SA");
    const answer = await town.bss.post("Accounts/Synchronize", account);
    const { Code, Result } = resultOf(answer);
    expect(Code).toBe(0);
    const tenant = town.vendor.world.childrenOf(town.vendor.rootTenantId).find(({ name }) => name === account.Name);
    expect(tenant).toMatchObject({ id: Result, kind: "customer", language: "en", pricing: { mode: "production" }, enabled: true });
    expect(tenant?.contact).toMatchObject({ email: account.Email, address1: "12 Limani Street", city: "Piraeus", zipcode: "18531" });
    const [user] = town.vendor.world.usersOf(Result ?? "");
    expect(user).toMatchObject({ login: "it@aegeanfoodssa.example" });
    expect(town.vendor.world.mails.map(({ userId }) => userId)).toContain(user?.id);
    expect(answer.body).toMatchObject({
      GeneratedPassword: null,
      AccountExtraInfo: { AcronisPortal: town.vendor.url, AcronisLogin: "it@aegeanfoodssa.example" },
    });
  });

  it("takes 9 vendor calls, 5 table writes and 9 state transitions for a customer", async () => {
    const before = { writes: town.house().tables.writes(), transitions: town.house().machines.transitions() };
    const { Code } = resultOf(await town.bss.post("Accounts/Synchronize", customerAccount(id(), "Nine Calls")));
    expect(Code).toBe(0);
    expect(calls()).toEqual([
      "GET /users/check_login",
      "POST /tenants",
      "GET /tenants/{tenant_id}/offering_items/available_for_child",
      "PUT /tenants/{tenant_id}/offering_items",
      "GET /tenants/{tenant_id}/pricing",
      "PUT /tenants/{tenant_id}/pricing",
      "POST /users",
      "PUT /users/{user_id}/access_policies",
      "POST /users/{user_id}/send-activation-email",
    ]);
    await town.house().machines.idle();
    expect(town.house().tables.writes() - before.writes).toBe(5);
    expect(town.house().machines.transitions() - before.transitions).toBe(9);
  });

  it("takes 7 vendor calls for a reseller, and puts its customer under it", async () => {
    const reseller = resellerAccount(id(), "Blue Harbor IT");
    const { Code, Result: partnerId } = resultOf(await town.bss.post("Accounts/Synchronize", reseller));
    expect(Code).toBe(0);
    expect(calls()).toHaveLength(7);
    const customer = customerAccount(id(), "Harbor Cafe", { ResellerID: reseller.ID, ResellerExternalID: partnerId });
    const done = resultOf(await town.bss.post("Accounts/Synchronize", customer));
    expect(done.Code).toBe(0);
    expect(town.vendor.world.childrenOf(partnerId ?? "").map((tenant) => tenant.id)).toEqual([done.Result]);
  });
});
