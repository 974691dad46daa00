import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Account } from "../../functions/onboarding/account.ts";
import { accountProblem, changeProblem } from "../../functions/onboarding/account-rules.ts";
import type { Mapping } from "../../functions/onboarding/mapping.ts";
import { mappingKeyOf, markerOf, orderIdOf } from "../../functions/onboarding/names.ts";

const account: Account = {
  role: "customer",
  name: "Aegean Foods SA",
  code: "ACC-1",
  login: "it@aegean.example",
  email: "it@aegean.example",
  firstName: "Eleni",
  lastName: "Markou",
  phone: "1",
  fax: "",
  website: "",
  address1: "",
  address2: "",
  city: "Piraeus",
  postCode: "",
  state: "",
  country: "",
  parentTenantId: "root",
};
const key = { applicationId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301", instanceId: "abc", accountId: "102" };

describe("the rules of an account", () => {
  it.each(["it@aegean.example", "o'neil+x@sub.domain.example", "a@b.cd", "jörg@straße.example", "伊@例え.例え"])(
    "take the address %s",
    (email) => {
      expect(accountProblem({ email, login: "abc" })).toBeUndefined();
    },
  );

  it.each([
    "",
    "a",
    "a@b",
    "a@b.c",
    "@b.cd",
    "a@",
    "a b@c.de",
    "a@b..de",
    "a@.de",
    "a@b.de.",
    "<a@b.de>",
    "a@b.de,c@d.ef",
    "a;b@c.de",
    "a\u0000 @b.de",
  ])("refuse the address %j", (email) => {
    expect(accountProblem({ email, login: "abc" })).toBe("emailInvalid");
  });

  it("judge any address in no time", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (email) => ["emailInvalid", undefined].includes(accountProblem({ email, login: "abc" }))),
    );
    expect(accountProblem({ email: `a@${"a.".repeat(100_000)}`, login: "abc" })).toBe("emailInvalid");
  });

  it.each([
    ["abc", undefined],
    ["it@firm.example", undefined],
    ["a.b_c-d+e:f!g#h$i%j^k*l={m}'`/?", undefined],
    ["ab", "loginInvalid"],
    ["a b c", "loginInvalid"],
    ["ünsal", "loginInvalid"],
    ["a&b", "loginInvalid"],
  ])("judge the login %s: %s", (login, problem) => {
    expect(accountProblem({ email: "a@b.cd", login })).toBe(problem);
  });

  it("let everything change until something may stand at the vendor, then neither role nor parent, and no login of an administrator", () => {
    const row: Mapping = {
      mappingKey: mappingKeyOf(key),
      ...key,
      marker: markerOf(key),
      createdAt: "2026-11-21T08:00:00.000+00:00",
      account,
      order: {
        orderId: orderIdOf(key, 1),
        number: 1,
        process: "onboard-acronis",
        contentHash: "",
        status: "parked",
        attempt: 1,
        execution: "",
        acceptedAt: "2026-11-21T08:00:00.000+00:00",
        attemptAt: "2026-11-21T08:00:00.000+00:00",
        steps: [],
      },
    };
    const role: Account = { ...account, role: "reseller" };
    const parent = { ...account, parentTenantId: "other" };
    const login = { ...account, login: "other" };
    expect([role, parent, login].map((wanted) => changeProblem(undefined, wanted))).toEqual([undefined, undefined, undefined]);
    expect([role, parent, login].map((wanted) => changeProblem(row, wanted))).toEqual([undefined, undefined, undefined]);
    const sent = { ...row, intent: { at: row.createdAt, name: "Aegean Foods SA", openSince: row.createdAt } };
    expect([role, parent, login].map((wanted) => changeProblem(sent, wanted))).toEqual(["roleChanged", "parentChanged", undefined]);
    const whole = { ...row, tenantId: "tenant", administratorId: "user" };
    expect([role, parent, login].map((wanted) => changeProblem(whole, wanted))).toEqual(["roleChanged", "parentChanged", "loginChanged"]);
    expect(changeProblem(whole, { ...account, login: "IT@Aegean.Example", name: "Other", email: "x@y.zz" })).toBeUndefined();
  });
});
