import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ServicesWish } from "../../../../functions/onboarding/account.ts";
import { isProblem } from "../../../../functions/doors/bss/problem.ts";
import { attribute, create, storageAddon } from "../../../fixtures/bss/service-requests.ts";
import { faultOf, wished, wishIn } from "./a-wish.ts";

const long = "n".repeat(256);
const addonWith = (sent: object) => ({ Addons: [storageAddon, { ...storageAddon, ...sent }] });
const many = (count: number, each: (index: number) => object) =>
  Object.assign({}, ...Array.from({ length: count }, (_, index) => each(index)));

describe("a call is refused by the place of what cannot be used", () => {
  it.each([
    ["no account", { Account: null }, "Account.ID is missing"],
    ["no id of the BSS", { SubscriptionID: "" }, "SubscriptionID is missing"],
    ["a long id", { ID: long }, "ID is longer than 100 characters"],
    ["a long id of the BSS", { SubscriptionID: long }, "SubscriptionID is longer than 100 characters"],
    ["a long former id", { OriginalSubscriptionID: long }, "OriginalSubscriptionID is longer than 100 characters"],
    ["a long name", { Name: long }, "Name is longer than 255 characters"],
    ["a control character in the name", { Name: "a\u0007" }, "Name holds characters that cannot be used"],
    ["a long type", { ServiceType: long }, "ServiceType is longer than 100 characters"],
    ["another instance's type", { ServiceType: "acronis-abcdefghijklmnopqrst" }, "ServiceType is the product type of another instance"],
    ["another instance's contract", { ServiceType: "acronis-contract-abcdefghijklmnopqrst" }, "another instance"],
    ["a long product", { ProductID: long }, "ProductID is longer than 160 characters"],
    ["a quantity below nothing", { Quantity: -1 }, "Quantity is no number"],
    ["a quantity in words", { Quantity: "many" }, "Quantity is no number"],
    ["a quantity beyond everything", { Quantity: 1e21 }, "Quantity is no number"],
    ["a list of attributes", { AttributeList: [attribute("vms", "VMs", "1")] }, "AttributeList is no map of attributes"],
    ["an attribute that is a text", { AttributeList: { vms: "25" } }, "AttributeList.vms is no attribute"],
    [
      "an attribute whose value is a list",
      { AttributeList: { vms: { ID: "vms", Value: ["25"] } } },
      "AttributeList.vms holds a value that is no text",
    ],
    [
      "an attribute whose value JSON has rounded",
      { AttributeList: { vms: { ID: "vms", Value: 1e21 } } },
      "AttributeList.vms holds a value",
    ],
    ["an add-on's quantity in a list", addonWith({ Quantity: [2] }), "Addons[1].Quantity is no number"],
    ["an attribute without a usable name", { AttributeList: { "a\u0000": {} } }, "AttributeList holds a name that cannot be used"],
    ["an attribute with a long name", { AttributeList: { [long]: {} } }, "AttributeList holds a name that cannot be used"],
    ["201 attributes", { AttributeList: many(201, (index) => attribute(`a${index}`, "", "1")) }, "more than 200 attributes"],
    ["a long plan", { AttributeList: attribute("plan", "Plan", long) }, "AttributeList.plan is longer than 160 characters"],
    ["a plan too long for a row", { AttributeList: attribute("plan", "Plan", "p".repeat(101)) }, "AttributeList.plan is longer than 100"],
    ["a long edition", { AttributeList: attribute("edition", "Edition", long) }, "AttributeList.edition is longer than 64 characters"],
    ["a long storage", { AttributeList: attribute("storage_location", "", long) }, "AttributeList.storage_location is longer than 100"],
    ["a tier that is none", { AttributeList: attribute("tier", "Tier", "Gold") }, "AttributeList.tier is no tier"],
    [
      "a plan and a tier that are two contracts",
      { AttributeList: { ...attribute("plan", "Plan", "tier-0"), ...attribute("tier", "Tier", "7") } },
      "AttributeList.plan is tier-0, AttributeList.tier is of tier-7",
    ],
    ["a contract without a tier", { ServiceType: "acronis-contract-acronis-1" }, "AttributeList.tier is missing"],
    ["a map of add-ons", { Addons: { first: storageAddon } }, "Addons is no list"],
    ["101 add-ons", { Addons: Array.from({ length: 101 }, () => storageAddon) }, "Addons holds more than 100 add-ons"],
    [
      "more amounts than a row holds",
      {
        Addons: Array.from({ length: 3 }, () => ({
          ...storageAddon,
          AttributeList: many(190, (index) => attribute(`a${index}`, "", "1")),
        })),
      },
      "AttributeList and Addons hold more than 500 amounts",
    ],
    ["an add-on that is a text", { Addons: ["more"] }, "Addons[0] is no add-on"],
    ["an add-on with a long id", addonWith({ ID: long }), "Addons[1].ID is longer than 100 characters"],
    ["an add-on without a product", addonWith({ ProductID: null }), "Addons[1].ProductID is missing"],
    ["an add-on with a long product", addonWith({ ProductID: long }), "Addons[1].ProductID is longer than 100 characters"],
    ["an add-on with a long name", addonWith({ Name: long }), "Addons[1].Name is longer than 255 characters"],
    ["an add-on with an odd quantity", addonWith({ Quantity: "2 pieces" }), "Addons[1].Quantity is no number"],
    ["an add-on with an odd amount", addonWith({ AttributeList: attribute("vms", "", "1e3") }), "Addons[1].AttributeList.vms is no amount"],
    [
      "an add-on with a long plan",
      addonWith({ AttributeList: attribute("plan", "", "p".repeat(101)) }),
      "Addons[1].AttributeList.plan is longer than 100",
    ],
    ["an add-on of too much", addonWith({ Quantity: 999_999_999 }), "Addons[1].AttributeList.storage_gb is more than 999999999"],
    [
      "two storages",
      { AttributeList: attribute("storage_location", "", "s1"), ...addonWith({ AttributeList: attribute("storage_location", "", "s2") }) },
      "storage_location differs",
    ],
  ])("%s", (_name, sent, fault) => {
    const told = faultOf({ ...create, ...sent });
    expect(told).toContain("invalidRequest: ");
    expect(told).toContain(fault);
  });

  it.each([
    "-5",
    "+5",
    "1e3",
    "1.000,50",
    "1,000,000",
    "1 000 000",
    "0123456789",
    "1.1234567",
    "100 GB",
    "100GiB",
    "20 %",
    "3 hours",
    "5 pcs",
  ])("an amount of %s", (Value) => {
    expect(faultOf({ ...create, AttributeList: { vms: { ID: "vms", Value } } })).toBe(
      "invalidRequest: AttributeList.vms is no amount: send a number such as 25 or 0.5, or unlimited",
    );
  });

  it("all of them at once, and the first twenty of very many", () => {
    const told = faultOf({ ...create, Quantity: "x", AttributeList: many(30, (index) => attribute(`a${index}`, "", "-9")) });
    expect(told?.match(/is no amount/g)).toHaveLength(20);
    expect(told).toContain("and 11 more");
  });
});

describe("what does not matter is in nobody's way", () => {
  const broken = { AttributeList: attribute("vms", "", "100 GB"), Addons: "none" };

  it.each(["suspend", "activate", "cancel"] as const)("attributes and add-ons when the call is to %s", (change) => {
    expect(wished({ ...create, ...broken }, { change })).toMatchObject({ amounts: {}, addons: [] });
  });

  it("the attributes of an add-on that is cancelled", () => {
    const addon = { ...storageAddon, ActionType: "Cancel", AttributeList: attribute("vms", "", "100 GB") };
    expect(wished({ ...create, Addons: [addon] })).toMatchObject({ addons: [] });
  });

  it("members that nobody knows, and members of the wrong kind that have a default", () => {
    const odd = { ...create, Novelty: [1], IsTrial: "maybe", CheckOnly: {}, BillingCycle: 7, RequestedBy: "me", Name: null };
    expect(wished(odd)).toMatchObject({ isTrial: false, name: "" });
  });

  it("an action that nobody knows: the add-on stands as it is", () => {
    expect(wished({ ...create, Addons: [{ ...storageAddon, ActionType: "Celebrate" }] }).addons).toHaveLength(1);
  });
});

describe("whatever is sent", () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom("__proto__", "1", 2, true, "\u0000", "unlimited", "1,5", "-1", "Cancel", 2, "tier-3"),
  );
  const keys = fc.constantFrom("__proto__", "constructor", "plan", "Edition", "tier", "storage_location", "vms", "storage_gb", "a b", "");
  const attributes = fc.dictionary(
    keys,
    fc.oneof(value, fc.record({ ID: value, Name: value, Value: value, Code: value, QuantityLinked: value }, { requiredKeys: [] })),
  );
  const addon = fc.record(
    { ID: value, ProductID: value, Name: value, ActionType: value, Quantity: value, AttributeList: fc.oneof(value, attributes) },
    { requiredKeys: [] },
  );
  const any = Object.fromEntries(Object.keys(create).map((name) => [name, value]));
  const body = fc.record(
    {
      ...any,
      Account: fc.oneof(value, fc.constant(create.Account)),
      AttributeList: fc.oneof(value, attributes),
      Addons: fc.oneof(value, fc.array(addon)),
    },
    { requiredKeys: [] },
  );
  const likely = body.map((sent) => ({ ...sent, Account: create.Account, SubscriptionID: "bss", Quantity: 3 }));

  it.each(["create", "update", "changePlan", "cancel"] as const)(
    "to %s is refused in words, or is a wish that a row can hold",
    (change) => {
      fc.assert(
        fc.property(fc.oneof(fc.jsonValue(), body, likely), (sent) => {
          const wish = wishIn(sent, { change });
          if (isProblem(wish)) expect(wish.detail).not.toBe("");
          else expect(ServicesWish.safeParse(wish).error).toBeUndefined();
        }),
        { numRuns: 300 },
      );
    },
  );
});
