import { describe, expect, it } from "vitest";
import { routes } from "../../../../functions/doors/bss/routes.ts";
import { aDoor, get, post, read } from "./a-door.ts";

const { door } = aDoor();

describe("routes that are not implemented", () => {
  it.each([
    ["Subscriptions/Create", "SubscriptionsCreate"],
    ["Subscriptions/UpgradeToPaid", "SubscriptionsUpgradeToPaid"],
    ["Subscriptions/UpgradeDowngrade", "SubscriptionsUpgradeDowngrade"],
    ["Addons/Create", "AddonsCreate"],
    ["Addon/Create", "AddonsCreate"],
    ["Assets/Create", "AssetsCreate"],
    ["Ppu/Usages", "PpuGetUsages"],
    ["Ppu/BillingItems", "PpuGetBillingItems"],
    ["Users/DeProvision", "UsersDeProvision"],
    ["Users/Password/Reset", "UsersResetPassword"],
    ["Users/Service/Add", "UsersAddService"],
    ["Users/Service/Delete", "UsersRemoveService"],
  ])("%s says that %s is not supported, whatever the body", async (path, method) => {
    const expected = `{"Code":-1,"Message":"${method} functionality is not supported by default","Result":null}`;
    for (const body of ["{}", "", "{broken"]) {
      const answer = await door(post(path, body));
      expect([answer.status, answer.body]).toStrictEqual([200, expected]);
    }
  });

  it("answer reads with empty values of the library's types", async () => {
    const answers = async (path: string) => (await door(post(path, "{}"))).body;
    expect(await answers("Users/Get/Customers")).toBe('{"Customers":[],"TotalCustomers":0}');
    expect(await answers("Users/Get/List")).toBe('{"Users":[],"TotalUsers":0,"AvailableServices":[]}');
    expect(await answers("Users/Service/Get/List")).toBe("[]");
    const customer = '{"ID":null,"Name":null,"PrimaryDomain":null,"PercentageCompleted":null,"Status":0,"IsTest":null,"TotalUsers":0}';
    expect(await answers("Users/Get/Customer")).toBe(customer);
    expect(await answers("Accounts/Customer")).toBe(customer);
    expect(await answers("Users/Get")).toBe(
      '{"ID":null,"Customer":null,"FirstName":null,"LastName":null,"DisplayName":null,"Username":null,"Email":null,"Password":null,' +
        '"Status":null,"Role":null,"PercentageCompleted":null,"TotalServices":null,"SecondaryEmail":null}',
    );
    expect((await door(get("Fields/ServiceDefinition"))).body).toBe('{"ProductTypes":[]}');
  });

  it("keep registration closed to anybody", async () => {
    const error = "Registration is closed: the operator of Tenantry adds applications";
    const check = await door({ ...get("Registration/CheckApplication"), headers: {} });
    expect(read(check)).toStrictEqual({ IsRegistered: false, Success: false, Error: error });
    const add = await door({ ...post("Registration/AddApplication", "{}"), headers: { "content-type": "application/json" } });
    expect(read(add)).toStrictEqual({ Registered: false, Success: false, Error: error });
  });

  it("answer discovery to anybody", async () => {
    expect(read(await door({ ...get("Discover"), headers: {} }))).toStrictEqual({
      Code: -1,
      Message: "Discover functionality is not supported by default",
      Result: null,
    });
  });
});

describe("all routes", () => {
  const known = routes.filter(({ anonymous }) => anonymous !== true);

  it("are the 43 of the sheet and three by another name, three of them without credentials", () => {
    expect([routes.length, known.length]).toStrictEqual([43 + 3, 43]);
  });

  it.each(known.map(({ verb, path }) => [verb, path]))("%s %s asks for credentials", async (method, path) => {
    expect((await door({ ...post(path ?? "", "{}"), method: method ?? "", headers: {} })).status).toBe(401);
  });
});
