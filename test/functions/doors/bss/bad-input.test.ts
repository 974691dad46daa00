import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { customer } from "../../../fixtures/bss/requests.ts";
import { largestBody } from "../../../../functions/doors/bss/request.ts";
import { aDoor, get, post, read } from "./a-door.ts";

const synchronise = async (body: unknown) => {
  const { door, asked } = aDoor();
  const answer = await door(post("Accounts/Synchronize", body));
  expect(answer.status).toBe(200);
  expect(asked.synchronised).toStrictEqual([]);
  return read(answer);
};

const refused = (code: number, ...words: string[]) => ({
  AccountExtraInfo: null,
  GeneratedPassword: null,
  Code: code,
  Message: expect.stringMatching(new RegExp(words.join(".*"), "u")),
  Result: "",
});

describe("a body that cannot be read", () => {
  it.each([
    ["nothing", "", "the body is empty"],
    ["blanks", " \n ", "the body is empty"],
    ["a cut-off object", JSON.stringify(customer).slice(0, -20), "broken or incomplete"],
    ["two objects", "{}{}", "broken or incomplete"],
    ["a list", "[1]", "not a JSON object"],
    ["null", "null", "not a JSON object"],
    ["a text", '"x"', "not a JSON object"],
    ["2 MB", JSON.stringify({ ...customer, Description: "x".repeat(2_000_000) }), "larger than 1 MB"],
    ["100 levels", `{"Novelty":${"[".repeat(100)}${"]".repeat(100)}}`, "deeper than 64"],
    ["a million brackets", "[".repeat(1_000_000), "broken or incomplete"],
  ])("of %s is answered with code -1 and the reason", async (_name, body, reason) => {
    expect(await synchronise(body)).toStrictEqual(refused(-1, "The request cannot be read", reason));
  });

  it("is answered likewise when the server gave up reading it", async () => {
    const { door } = aDoor();
    const message = "The request cannot be read: the body is larger than 1 MB. Correct what is named and send it again.";
    const answer = await door(post("Accounts/Exists", "x".repeat(largestBody + 1)));
    expect(read(answer)).toStrictEqual({ Code: -1, Message: message, Result: "" });
  });
});

describe("an account that cannot be used is refused by the names of its fields", () => {
  it.each([
    ["without anything", {}, ["ID is missing", "Name is missing", "Role must be User or Reseller"]],
    ["with nulls everywhere", Object.fromEntries(Object.keys(customer).map((name) => [name, null])), ["ID is missing", "Name is missing"]],
    ["of wrong types", { ...customer, Name: ["x"], SyncOptions: "role" }, ["Name is missing", "Role must be"]],
    ["with an unknown role", { ...customer, SyncOptions: { role: "Emperor" } }, ["Role must be User or Reseller"]],
    ["with a name of 10,000 characters", { ...customer, Name: "n".repeat(10_000) }, ["Name is longer than 255 characters"]],
    ["with a long city", { ...customer, Address: { City: "c".repeat(256) } }, ["Address.City is longer than 255 characters"]],
    ["with a control character", { ...customer, Name: "a\u0000b" }, ["Name holds characters that cannot be used"]],
    ["with half a character", { ...customer, Code: "a\uD800b" }, ["Code holds characters that cannot be used"]],
    ["in another encoding", { ...customer, Name: "M\uFFFDller" }, ["Name holds characters that cannot be used"]],
    ["with a rounded id", '{"ID":12345678901234567890,"Name":"A","SyncOptions":{"role":"1"}}', ["ID is missing"]],
  ])("%s", async (_name, body, words) => {
    expect(await synchronise(body)).toStrictEqual(refused(-23, "The account's data cannot be used: ", ...words));
  });

  it("leaves a long e-mail and login to those who know their causes", async () => {
    const { door, asked } = aDoor();
    const long = `${"e".repeat(10_000)}@x.example`;
    await door(post("Accounts/Synchronize", { ...customer, Email: long, SyncOptions: { role: "1", username: long } }));
    expect(asked.synchronised[0]?.account).toMatchObject({ email: long, login: long });
  });
});

describe("whatever is sent", () => {
  const posts = [
    "Fields/Validate",
    "Accounts/Exists",
    "Accounts/Synchronize",
    "Accounts/Delete",
    "Accounts/IsReseller",
    "Users/Get",
  ] as const;
  const { door } = aDoor();
  const answersInJson = async (route: string, body: string) => {
    const answer = await door(post(route, body));
    expect(answer.status).toBe(200);
    expect(() => read(answer)).not.toThrow();
    expect(answer.body).not.toMatch(/\bat .*\.ts:\d/u);
  };

  it("any JSON is answered in JSON, never by a 500 or a stack trace", async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...posts), fc.json(), answersInJson), { numRuns: 500 });
  });

  it("any text is", async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...posts), fc.string({ unit: "binary" }), answersInJson), { numRuns: 200 });
  });

  it("an account with any members is", async () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(null, "__proto__", "1", 2, true, "\u0000"));
    const account = fc.record(Object.fromEntries(Object.keys(customer).map((name) => [name, value])), { requiredKeys: [] });
    const body = fc.oneof(account, fc.dictionary(fc.constantFrom("__proto__", "constructor", "SyncOptions", "Fields", "ID"), value));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...posts),
        body.map((sent) => JSON.stringify(sent)),
        answersInJson,
      ),
      { numRuns: 500 },
    );
  });

  it("any path, verb and header has an answer that is no 500", async () => {
    const anything = fc.string({ unit: "binary" });
    await fc.assert(
      fc.asyncProperty(anything, anything, fc.dictionary(anything, anything), async (path, method, headers) => {
        const { status } = await door({ ...get(path, headers), method });
        expect(status).not.toBe(500);
      }),
    );
  });
});
