import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../../sandbox/bss/outcome.ts";
import { readAs } from "../../../sandbox/bss/library-reader.ts";
import { answerKinds } from "../../../sandbox/bss/library-types.ts";
import { inVariant } from "../../../sandbox/bss/variants.ts";
import { customerAccount } from "../../../sandbox/bss/accounts.ts";

const result = { AccountExtraInfo: { AcronisLogin: "it@firm.example" }, GeneratedPassword: null, Code: 0, Message: "Done.", Result: "id" };
const read = (body: unknown) => readAs(answerKinds["Accounts/Synchronize"] ?? "free", body);

describe("an answer, read as the vendor's library reads it", () => {
  it("is fine with nulls where texts, maps, lists and objects stand", () => {
    expect(read({ ...result, AccountExtraInfo: null, Message: null })).toEqual({ faults: [], remarks: [] });
  });

  it.each([
    [{ ...result, Code: null }, "Code is null, not a whole number"],
    [{ ...result, Code: 1.5 }, "Code is a number, not a whole number"],
    [{ ...result, AccountExtraInfo: { a: {} } }, "AccountExtraInfo is a object, not a map of texts"],
    [{ ...result, Message: ["a"] }, "Message is a list, not a text"],
    ["a text", "the answer is a string, not an object"],
  ])("makes the library throw: %o", (body, fault) => {
    expect(read(body).faults).toEqual([fault]);
  });

  it("is read, and remarked upon, with unknown members, members left out and names in another case", () => {
    const { GeneratedPassword: _, Code, ...rest } = result;
    expect(read({ ...rest, code: Code, Language: "en" })).toEqual({
      faults: [],
      remarks: ["GeneratedPassword is left out", "Code is written code", "Language is unknown"],
    });
  });

  it("takes enums by name or number, and never null", () => {
    const kind = answerKinds["Accounts/SyncOptions"] ?? "free";
    const faultsOf = (Kind: unknown) =>
      readAs(kind, { Fields: [{ Definition: { Kind } }] }).faults.filter((text) => text.includes(".Kind "));
    expect([faultsOf("List"), faultsOf("list"), faultsOf(1)]).toEqual([[], [], []]);
    expect(faultsOf("Choice")).toHaveLength(1);
    expect(faultsOf(null)).toEqual([expect.stringContaining("Fields[0].Definition.Kind is null")]);
  });
});

describe("the BSS's verdict on a result", () => {
  const verdict = (Code: number, Message: string | null) =>
    outcomeOf({ status: 200, body: { Code, Message, Result: null }, text: "" }).failed;

  it("is failure for a negative code, and for a positive one with an XML text only", () => {
    expect([verdict(0, null), verdict(-2, "in progress"), verdict(1, "There."), verdict(7, "<Errors><Error>no</Error></Errors>")]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it("is failure for what is no result at all", () => {
    expect(outcomeOf({ status: 500, body: { Message: "An error has occurred." }, text: "" })).toMatchObject({
      failed: true,
      code: undefined,
    });
  });
});

describe("a request's variants", () => {
  const account = customerAccount("1", "Firm", { ExternalID: "tenant" });

  it("leave nulls out", () => {
    const text = JSON.stringify(inVariant(account, "noNulls"));
    expect(text).not.toContain("null");
    expect(text).toContain('"ExternalID":"tenant"');
  });

  it("spell names in camel case, and keep the keys of maps", () => {
    expect(inVariant(account, "camelCase")).toMatchObject({
      id: "1",
      externalID: "tenant",
      syncOptions: account.SyncOptions,
      address: { city: "Piraeus" },
    });
    expect(inVariant({ ExtraDetails: { Key: null } }, "camelCase")).toEqual({ extraDetails: { Key: null } });
  });
});

describe("an answer of pay per use, read and then checked as the library does", () => {
  const item = {
    Id: "2026-09/storage",
    Name: "Storage",
    Type: null,
    Location: null,
    Group: null,
    Customer: null,
    AttributeId: null,
    Quantity: 0.5,
    Unit: "GB",
    CostPrice: null,
    SellPrice: 1.25,
    StartDate: null,
    EndDate: null,
  };
  const answer = {
    Usages: [item],
    Totals: null,
    Currency: "EUR",
    LastUpdateAt: "2026-09-01T00:00:00+00:00",
    Code: 0,
    Message: "",
    Result: "",
  };
  const faultsOf = (body: unknown) => readAs(answerKinds["Ppu/Usages"] ?? "free", body).faults;

  it("is fine with prices that nobody knows and without totals", () => {
    expect(faultsOf(answer)).toEqual([]);
    expect(faultsOf({ ...answer, Totals: { Items: 1, CostPrice: 0.4, SellPrice: 0.63 } })).toEqual([]);
  });

  it.each([
    ["a line of nothing", { ...answer, Usages: [{ ...item, Quantity: 0 }] }],
    ["a line without a name", { ...answer, Usages: [{ ...item, Name: " " }] }],
    ["a sum of nothing", { ...answer, Totals: { Items: 1, CostPrice: 0, SellPrice: 1 } }],
    ["a price that is none", { ...answer, Usages: [{ ...item, SellPrice: "much" }] }],
    ["a time without its zone", { ...answer, LastUpdateAt: "2026-09-01T00:00:00" }],
  ])("is at fault with %s", (_, body) => {
    expect(faultsOf(body)).toHaveLength(1);
  });
});
