import { describe, expect, it } from "vitest";
import { camelCase, settingsForm, withoutNulls } from "../../../fixtures/bss/requests.ts";
import { aDoor, get, post, read } from "./a-door.ts";

const saved = {
  systemName: "Acronis EU2",
  gateway: "https://eu2-cloud.acronis.example",
  clientId: "5f0c7a9e-43a1-4a63-9a53-0c8f5e0f7a11",
  clientSecret: "sample-secret-not-real",
  distributorDiscount: "12.5",
  primaryCurrency: "EUR",
  updateProductNames: "keep",
};
const nothing = {
  systemName: "",
  gateway: "",
  clientId: "",
  clientSecret: "",
  distributorDiscount: "",
  primaryCurrency: "",
  updateProductNames: "",
};

describe("Fields/Get", () => {
  it("shows the seven fields in the library's form, before there are any settings", async () => {
    const form = read(await aDoor({ recognise: async () => Promise.reject(new Error("never asked")) }).door(get("Fields/Get")));
    const fields = [
      ["SystemName", "System Name", 0, {}, null],
      ["Gateway", "Gateway", 2, {}, null],
      ["ClientId", "Client Id", 0, {}, null],
      ["ClientSecret", "Client Secret", 1, {}, null],
      ["DistributorDiscount", "Distributor Discount (%)", 0, {}, null],
      ["PrimaryCurrency", "Primary Currency", 4, expect.objectContaining({ EUR: "EUR", USD: "USD" }), "EUR"],
      ["UpdateProductNames", "Update Product Names", 4, { update: "Update continuously", keep: "Keep the first name" }, "update"],
    ] as const;
    expect(form).toStrictEqual({
      Fields: fields.map(([ID, Name, Kind, PredefinedValues, InitialValue], index) => ({
        ID,
        Value: null,
        Definition: {
          ID,
          SortOrder: index + 1,
          Name,
          Description: expect.any(String),
          Kind,
          MaxLength: expect.any(Number),
          IsRequired: true,
          PredefinedValues,
          IsAdditionalField: false,
          IncludeVerification: false,
          IsDistributorOption: false,
          IsPartnerOption: false,
          InitialValue,
        },
      })),
    });
  });

  it("names the regions' addresses beside the gateway", async () => {
    const { body } = await aDoor().door(get("Fields/Get"));
    for (const host of ["eu2-cloud.acronis.com", "us5-cloud.acronis.com", "au-cloud.acronis.com", "eu8.acronis.cloud"]) {
      expect(body).toContain(`https://${host}`);
    }
  });
});

describe("Fields/Validate", () => {
  it.each([
    ["with nulls", settingsForm],
    ["without nulls", withoutNulls(settingsForm)],
    ["in camel case", camelCase(settingsForm)],
    ["with ids in another case", { Fields: settingsForm.Fields.map(({ ID, Value }) => ({ ID: ID.toUpperCase(), Value })) }],
    [
      "with definitions",
      { Fields: settingsForm.Fields.map((field) => ({ ...field, Definition: { Kind: "NoSuchKind", MaxLength: "x" } })) },
    ],
    ["with a number", { Fields: settingsForm.Fields.map((field) => (field.Value === "12.5" ? { ...field, Value: 12.5 } : field)) }],
  ])("activates the instance from a form %s", async (_name, form) => {
    const { door, asked } = aDoor();
    expect((await door(post("Fields/Validate", form))).body).toBe("[]");
    expect(asked.settings).toStrictEqual([saved]);
  });

  it("answers a text per wrong field", async () => {
    const { door } = aDoor({ validate: async () => ["Gateway must start with https.", "Primary Currency is unknown."] });
    expect(read(await door(post("Fields/Validate", settingsForm)))).toStrictEqual([
      "Gateway must start with https.",
      "Primary Currency is unknown.",
    ]);
  });

  it("takes the initial value for a field without a value, as the library does", async () => {
    const { door, asked } = aDoor();
    await door(post("Fields/Validate", { Fields: [null, 7, { ID: "UpdateProductNames", Value: null }, { ID: "Unknown", Value: "x" }] }));
    expect(asked.settings).toStrictEqual([{ ...nothing, primaryCurrency: "EUR", updateProductNames: "update" }]);
  });

  it.each([[["a", "b"]], [{ a: 1 }], ["line\nbreak"], ["\u0000"], ["\uD800"]])(
    "names a field whose value %j is no line of text",
    async (Value) => {
      const { door, asked } = aDoor();
      const form = { Fields: [...settingsForm.Fields, { ID: "Gateway", Value }] };
      expect(read(await door(post("Fields/Validate", form)))).toStrictEqual(["Gateway cannot be read: send one line of text."]);
      expect(asked.settings).toStrictEqual([]);
    },
  );

  it.each([
    ["", "the body is empty"],
    ["{", "the body is broken"],
    ["[]", "the body is not a JSON object"],
  ])("answers the body %j with a list of one text", async (body, reason) => {
    expect(read(await aDoor().door(post("Fields/Validate", body)))).toStrictEqual([expect.stringContaining(reason)]);
  });
});

describe("settings headers", () => {
  const settingsFrom = async (headers: Record<string, string>) => {
    const { door, asked } = aDoor();
    await door(get("Fields/AdditionalInfo", headers));
    return asked.settings[0];
  };

  it("are read trimmed, and absent ones as empty", async () => {
    const headers = {
      "x-cloudplatform-setting-gateway": "  https://eu2-cloud.acronis.example\t",
      "x-cloudplatform-setting-systemname": "A, B",
    };
    expect(await settingsFrom(headers)).toStrictEqual({ ...nothing, gateway: "https://eu2-cloud.acronis.example", systemName: "A, B" });
  });

  it.each([
    ["UTF-8 read as Latin-1", Buffer.from("Müller & Σία").toString("latin1"), "Müller & Σία"],
    ["Latin-1", "Müller", "Müller"],
    ["characters that the server has decoded", "Σία ü", "Σία ü"],
  ])("recover a name sent as %s", async (_name, header, name) => {
    expect((await settingsFrom({ "x-cloudplatform-setting-systemname": header }))?.systemName).toBe(name);
  });
});

describe("Fields/AdditionalInfo", () => {
  it("answers facts of the instance, or what is wrong with its settings", async () => {
    expect(read(await aDoor().door(get("Fields/AdditionalInfo")))).toStrictEqual({ TenantName: "Nordwind Distribution" });
    const refusing = aDoor({ recognise: async () => ({ problem: "credentialsRefused" }) });
    expect(read(await refusing.door(get("Fields/AdditionalInfo")))).toStrictEqual({
      Problem: expect.stringContaining("refuses the Client Id"),
    });
  });
});
