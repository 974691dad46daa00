import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type BssAccount, customerAccount, resellerAccount } from "../../sandbox/bss/accounts.ts";
import { openTown, resultOf, type Town } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";
import { countedCalls } from "./hands.ts";

const ofTenant = { route: "PUT /api/2/tenants/{tenant_id}" };
const ofUser = { route: "PUT /api/2/users/{user_id}" };

describe("Synchronize of an account that is synchronised", () => {
  let town: Town;
  let next = 100;

  beforeAll(async () => {
    town = await openTown();
    await town.bss.get("Accounts/SyncOptions");
  });
  afterAll(() => town.close());
  afterEach(() => town.vendor.faults.clear());

  const synchronise = async (account: BssAccount) => resultOf(await town.bss.post("Accounts/Synchronize", account));

  /** A synchronised account with its tenant's id. */
  const synchronised = async (name: string): Promise<{ readonly account: BssAccount; readonly tenantId: string }> => {
    next += 1;
    const account = customerAccount(String(next), name);
    const { Code, Result } = await synchronise(account);
    expect(Code).toBe(0);
    await town.house().machines.idle();
    town.vendor.clearCalls();
    return { account, tenantId: Result ?? "" };
  };
  const tenant = (id: string) => town.vendor.world.tenants.find((each) => each.id === id);
  const user = (id: string) => town.vendor.world.usersOf(id)[0];
  const mails = (id: string) => town.vendor.world.mails.filter(({ userId }) => userId === user(id)?.id);

  it("with the same content answers the same id at once: no vendor call, no write, no execution", async () => {
    const { account, tenantId } = await synchronised("Same Again");
    const { tables, machines } = town.house();
    const before = [tables.writes(), machines.transitions()];
    expect(await synchronise({ ...account, ExternalID: tenantId })).toMatchObject({ Code: 0, Result: tenantId });
    expect(town.vendor.calls).toEqual([]);
    expect([tables.writes(), machines.transitions()]).toEqual(before);
  });

  it("with another name, contact, address and e-mail brings tenant and administrator up to date, and mails the activation again", async () => {
    const { account, tenantId } = await synchronised("Old Name");
    const changed: BssAccount = {
      ...account,
      ExternalID: tenantId,
      Name: "New Name",
      Phone: "+30 2101234567",
      Email: "new@newname.example",
      ContactDetails: { FirstName: "Nikos", LastName: "Dimou" },
      Address: { Address1: "1 New Street", City: "Patras", PostCode: "26221", Country: { Code: "GR", Name: "Greece" } },
    };
    expect(await synchronise(changed)).toMatchObject({ Code: 0, Result: tenantId });
    const contact = { email: "new@newname.example", firstname: "Nikos", lastname: "Dimou", phone: "+30 2101234567" };
    expect(tenant(tenantId)).toMatchObject({ name: "New Name", contact: { ...contact, address1: "1 New Street", city: "Patras" } });
    expect(tenant(tenantId)?.contact.state ?? "").toBe("");
    expect(user(tenantId)).toMatchObject({ login: "it@oldname.example", contact });
    expect(mails(tenantId).map(({ email }) => email)).toEqual(["it@oldname.example", "new@newname.example"]);
    expect(countedCalls(town)).toEqual([
      "GET /tenants/{tenant_id}",
      "PUT /tenants/{tenant_id}",
      "GET /users/{user_id}",
      "PUT /users/{user_id}",
      "POST /users/{user_id}/send-activation-email",
    ]);
  });

  it("with another phone only mails nothing again", async () => {
    const { account, tenantId } = await synchronised("Another Phone");
    expect((await synchronise({ ...account, Phone: "+30 1" })).Code).toBe(0);
    expect(user(tenantId)?.contact.phone).toBe("+30 1");
    expect(mails(tenantId)).toHaveLength(1);
  });

  it("with another e-mail after the person activated the user leaves the confirmation to Acronis and mails no activation", async () => {
    const { account, tenantId } = await synchronised("Activated Already");
    const login = user(tenantId)?.login ?? "";
    await fetch(`${town.vendor.url}/simulator/activate`, { method: "POST", body: JSON.stringify({ login, password: "A-Pass-Word-1" }) });
    expect((await synchronise({ ...account, Email: "later@activated.example" })).Code).toBe(0);
    expect(mails(tenantId)).toHaveLength(1);
  });

  it("does not touch services, pricing, roles, nor the language: those are the distributor's own from now on", async () => {
    const { account } = await synchronised("Hands Off");
    expect((await synchronise({ ...account, Phone: "+30 2" })).Code).toBe(0);
    const touched = countedCalls(town).filter((call) => /offering_items|pricing|access_policies/.test(call));
    expect(touched).toEqual([]);
  });

  it.each([
    ["tenant", ofTenant],
    ["administrator", ofUser],
  ])("tries once more when somebody else changed the %s at the same moment", async (what, match) => {
    const { account, tenantId } = await synchronised(`Race of ${what}`);
    town.vendor.faults.add({ kind: "versionRace", match });
    expect((await synchronise({ ...account, Phone: "+30 3" })).Code).toBe(0);
    expect(tenant(tenantId)?.contact.phone).toBe("+30 3");
    expect(user(tenantId)?.contact.phone).toBe("+30 3");
  });

  it.each([
    ["tenant", ofTenant],
    ["administrator", ofUser],
  ])("parks with the cause when it happens to the %s a second time; the repeat after a rest succeeds", async (what, match) => {
    const { account, tenantId } = await synchronised(`Races of ${what}`);
    town.vendor.faults.add({ kind: "versionRace", match, times: 2 });
    const changed = { ...account, Phone: "+30 4" };
    expect(await synchronise(changed)).toMatchObject({ Code: -46, Result: "" });
    for (;;) {
      const { Code } = await synchronise(changed);
      if (Code === 0) break;
      expect(Code).toBe(-46);
    }
    expect(user(tenantId)?.contact.phone).toBe("+30 4");
    await expectNothingTwiceNothingLost(town, [account.ID]);
  });

  it("with another role, parent or login is refused by name, and nothing changes", async () => {
    const reseller = await synchronise(resellerAccount("50", "Parent to Be"));
    const { account, tenantId } = await synchronised("Stays as It Is");
    const before = tenant(tenantId)?.version;
    const options = account.SyncOptions;
    expect(await synchronise({ ...account, SyncOptions: { ...options, role: "2" } })).toMatchObject({
      Code: -27,
      Message: expect.stringMatching(/^The Role/),
    });
    expect(await synchronise({ ...account, ResellerExternalID: reseller.Result })).toMatchObject({
      Code: -28,
      Message: expect.stringMatching(/^The Parent Account/),
    });
    expect(await synchronise({ ...account, SyncOptions: { ...options, username: "some.other" } })).toMatchObject({
      Code: -29,
      Message: expect.stringMatching(/^The Username/),
    });
    expect(town.vendor.calls).toEqual([]);
    expect(tenant(tenantId)?.version).toBe(before);
    expect(await synchronise(account)).toMatchObject({ Code: 0, Result: tenantId });
    const inCapitals = { ...options, username: (options["username"] ?? "").toUpperCase() };
    expect(await synchronise({ ...account, SyncOptions: inCapitals })).toMatchObject({ Code: 0, Result: tenantId });
  });

  it("whose tenant was deleted in the portal is told so, and no second one is made", async () => {
    const { account, tenantId } = await synchronised("Deleted by Hand");
    town.vendor.faults.add({
      kind: "status",
      status: 404,
      body: { error: { code: 1005 } },
      match: { route: "GET /api/2/tenants/{tenant_id}" },
    });
    expect(await synchronise({ ...account, Phone: "+30 5" })).toMatchObject({ Code: -41, Result: "" });
    expect(town.vendor.world.tenants.filter(({ name }) => name === "Deleted by Hand").map(({ id }) => id)).toEqual([tenantId]);
  });
});
