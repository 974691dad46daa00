import { describe, expect, it } from "vitest";
import { camelCase, customer, customerOfReseller, reseller, withoutNulls } from "../../../fixtures/bss/requests.ts";
import { aDoor, applicationId, get, instance, post, read, tenantId } from "./a-door.ts";

const asked = {
  accountId: "1542",
  tenantId: "",
  resellerId: "",
  resellerTenantId: "",
  role: "customer",
  parentTenantId: "",
  login: "it@aegeanfoods.example",
  email: "it@aegeanfoods.example",
  name: "Aegean Foods SA",
  code: "ACC-001542",
  firstName: "Eleni",
  lastName: "Markou",
  phone: "+30 2100000001",
  fax: "",
  website: "www.aegeanfoods.example",
  address1: "12 Limani Street",
  address2: "",
  city: "Piraeus",
  postCode: "18531",
  state: "Attica",
  country: "Greece",
  countryCode: "GR",
  isTest: false,
  options: {},
};

const synchronise = async (body: unknown) => {
  const { door, asked: seen } = aDoor();
  const answer = await door(post("Accounts/Synchronize", body));
  return { answer: read(answer), account: seen.synchronised[0]?.account };
};

describe("Accounts/Synchronize", () => {
  it("answers our id and what the BSS's user should know, all members written", async () => {
    const { door, asked: seen } = aDoor();
    const { status, body } = await door(post("Accounts/Synchronize", customer));
    expect(status).toBe(200);
    expect(body).toBe(
      `{"AccountExtraInfo":{"Login":"it@aegeanfoods.example"},"GeneratedPassword":null,"Code":0,` +
        `"Message":"The account is synchronised.","Result":"${tenantId}"}`,
    );
    expect(seen.synchronised).toStrictEqual([{ applicationId, receivedAt: expect.any(Number), instance, account: asked }]);
  });

  it.each([
    ["with nulls", customer],
    ["without nulls", withoutNulls(customer)],
    ["in camel case", camelCase(customer)],
    ["with numbers for texts", { ...customer, ID: 1542, IsTest: "false", SyncOptions: { ...customer.SyncOptions, role: 1 } }],
    ["with the role by name", { ...customer, SyncOptions: { Username: "it@aegeanfoods.example", Role: "user" } }],
    ["with unknown and unreadable members", { ...customer, Fax: { a: [] }, IsTest: null, ExtraDetails: 7, Novelty: [[]] }],
    ["with a byte order mark", `\uFEFF${JSON.stringify(customer)}`],
  ])("reads a customer %s", async (_name, body) => {
    expect((await synchronise(body)).account).toStrictEqual(asked);
  });

  it.each([customerOfReseller, withoutNulls(customerOfReseller)])("reads a reseller's customer", async (body) => {
    const above = { resellerId: "1207", resellerTenantId: "0b9e6c52-7a4d-4b8f-8d11-3c5f2e7a9d04" };
    expect((await synchronise(body)).account).toStrictEqual({ ...asked, ...above });
  });

  it("reads a reseller, whose phone is its contact's", async () => {
    expect((await synchronise(reseller)).account).toMatchObject({
      role: "reseller",
      accountId: "1207",
      phone: "+30 2100000011",
      state: "",
    });
  });

  it("reads the chosen parent and our own id", async () => {
    const body = { ...customer, ExternalID: tenantId, SyncOptions: { ...customer.SyncOptions, parentAccount: "tenant-9" } };
    expect((await synchronise(body)).account).toMatchObject({ tenantId, parentTenantId: "tenant-9" });
  });

  it("keeps markup, right-to-left text and emoji as they are", async () => {
    const Name = "<b>مؤسسة الأغذية</b> & 🍇 'x' \"y\"";
    expect((await synchronise({ ...customer, Name })).account?.name).toBe(Name);
  });

  it("takes the last of duplicate keys", async () => {
    const sent = JSON.stringify(customer);
    expect((await synchronise(sent.replace("{", '{"Name":"First",'))).account?.name).toBe("Aegean Foods SA");
    expect((await synchronise(sent.replace(/\}$/u, ',"name":"Last"}'))).account?.name).toBe("Last");
  });

  it("answers a refusal with its code, its text and its cure", async () => {
    const { door } = aDoor({ synchronise: async () => ({ problem: "loginTaken", detail: "free are it.aegean, it2" }) });
    expect(read(await door(post("Accounts/Synchronize", customer)))).toStrictEqual({
      AccountExtraInfo: null,
      GeneratedPassword: null,
      Code: -20,
      Message: "The chosen Username is taken: free are it.aegean, it2. Choose another Username and synchronise again.",
      Result: "",
    });
  });

  it("answers the settings' problem and goes no further", async () => {
    const { door, asked: seen } = aDoor({ recognise: async () => ({ problem: "settingsInvalid" }) });
    expect(read(await door(post("Accounts/Synchronize", customer)))).toMatchObject({ Code: -10, Result: "" });
    expect(seen.synchronised).toStrictEqual([]);
  });
});

describe("Accounts/Exists", () => {
  it("answers 1 with our id, or 0 without", async () => {
    const { door, asked: seen } = aDoor();
    expect((await door(post("Accounts/Exists", customer))).body).toBe(
      `{"Code":1,"Message":"The account is synchronised.","Result":"${tenantId}"}`,
    );
    expect(seen.calls[0]?.account).toStrictEqual({ accountId: "1542", tenantId: "", resellerId: "", resellerTenantId: "" });
    const none = aDoor({ exists: async () => ({ found: false }) });
    expect((await none.door(post("Accounts/Exists", customer))).body).toBe(
      '{"Code":0,"Message":"The account is not synchronised.","Result":""}',
    );
  });

  it("needs nothing but the account's id", async () => {
    expect(read(await aDoor().door(post("Accounts/Exists", { id: 7, Name: "x".repeat(10_000) })))).toMatchObject({ Code: 1 });
    const message = "The account's data cannot be used: ID is missing. Correct what is named in the account and synchronise again.";
    expect(read(await aDoor().door(post("Accounts/Exists", { ID: " " })))).toStrictEqual({ Code: -23, Message: message, Result: "" });
  });
});

describe("Accounts/Delete and Accounts/IsReseller", () => {
  it("answer what was done, and why not", async () => {
    expect(read(await aDoor().door(post("Accounts/Delete", customer)))).toStrictEqual({
      Code: 0,
      Message: "The tenant is disabled; its data is kept.",
      Result: tenantId,
    });
    const refusing = aDoor({ remove: async () => ({ problem: "customersLive" }) });
    expect(read(await refusing.door(post("Accounts/Delete", customer)))).toMatchObject({ Code: -30, Result: "" });
  });

  it("answer a bare boolean, false when nothing can be told", async () => {
    expect((await aDoor().door(post("Accounts/IsReseller", reseller))).body).toBe("true");
    expect((await aDoor({ isReseller: async () => false }).door(post("Accounts/IsReseller", customer))).body).toBe("false");
    expect((await aDoor().door(post("Accounts/IsReseller", ""))).body).toBe("false");
    expect(
      (await aDoor({ recognise: async () => ({ problem: "settingsInvalid" }) }).door(post("Accounts/IsReseller", reseller))).body,
    ).toBe("false");
  });
});

describe("Accounts/SyncOptions", () => {
  const option = (ID: string, SortOrder: number, Name: string, kind: object) => ({
    ID,
    Definition: { ID, SortOrder, Name, Description: null, DataType: "Text", IsReadOnly: false, AvailableToStorefront: false, ...kind },
  });
  const value = (ID: string, SortOrder: number, Name: string) => ({ ID, SortOrder, Name, Description: null, IsDefault: false });

  it("offers username, role and the synchronised resellers", async () => {
    expect(read(await aDoor().door(get("Accounts/SyncOptions")))).toStrictEqual({
      Fields: [
        option("username", 0, "Username", { Kind: "SimpleValue", IsRequired: true, PredefinedValues: [] }),
        option("role", 1, "Role", { Kind: "List", IsRequired: true, PredefinedValues: [value("1", 0, "User"), value("2", 1, "Reseller")] }),
        option("parentAccount", 2, "Parent Account", {
          Kind: "List",
          IsRequired: false,
          PredefinedValues: [value("0b9e6c52-7a4d-4b8f-8d11-3c5f2e7a9d04", 0, "Blue Harbor IT Services")],
        }),
      ],
    });
  });

  it("offers no reseller and says why when the settings are not usable", async () => {
    const { door } = aDoor({ recognise: async () => ({ problem: "settingsInvalid" }) });
    const parent = { Description: expect.stringContaining("settings"), PredefinedValues: [] };
    expect(read(await door(get("Accounts/SyncOptions")))).toMatchObject({
      Fields: [{ ID: "username" }, { ID: "role" }, { Definition: parent }],
    });
  });
});
