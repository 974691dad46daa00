import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Account } from "../../functions/onboarding/account.ts";
import {
  accountKeyOf,
  contentHashOf,
  executionOf,
  instanceIdOf,
  mappingKeyOf,
  markerOf,
  orderIdOf,
  orderOfExecution,
} from "../../functions/onboarding/names.ts";

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

describe("ids", () => {
  it("of orders are 26 letters and digits, other for each part and each number, the same for the same", () => {
    const ids = [
      orderIdOf(key, 1),
      orderIdOf(key, 2),
      orderIdOf({ ...key, accountId: "1021" }, 1),
      orderIdOf({ ...key, applicationId: "other" }, 1),
      orderIdOf({ ...key, instanceId: "abd" }, 1),
    ];
    for (const id of ids) expect(id).toMatch(/^[a-z2-7]{26}$/);
    expect(new Set(ids).size).toBe(ids.length);
    expect(orderIdOf({ ...key }, 1)).toBe(ids[0]);
    // Written down: an id that changes with a release would lose every order under way.
    expect(ids[0]).toBe("g3souttutrbnfda2nrkly5hoft");
    expect(markerOf(key)).toBe("tenantryfwuecbjvrfqgdastadvdwk2hnf");
  });

  it("tell parts apart whatever they contain", () => {
    const part = fc.string();
    fc.assert(
      fc.property(part, part, part, part, (a, b, c, d) => {
        if (a === c && b === d) return;
        expect(markerOf({ ...key, instanceId: a, accountId: b })).not.toBe(markerOf({ ...key, instanceId: c, accountId: d }));
        expect(instanceIdOf("acronis", a, b)).not.toBe(instanceIdOf("acronis", c, d));
      }),
    );
  });

  it("of accounts' rows are taken apart again, whatever the account's id contains", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (accountId) => {
        expect(accountKeyOf(mappingKeyOf({ ...key, accountId }))).toEqual({ ...key, accountId });
      }),
    );
  });

  it("of executions are names that Step Functions takes, and tell their order; a person's name tells none", () => {
    const orderId = orderIdOf(key, 3);
    expect(executionOf(orderId, 12)).toMatch(/^[a-z0-9-]{1,80}$/);
    expect(orderOfExecution(executionOf(orderId, 12))).toBe(orderId);
    for (const name of ["my-own-name", "4b6f0a0e-1111-4222-8333-444455556666", orderId, `${orderId}-`]) {
      expect(orderOfExecution(name)).toBeUndefined();
    }
  });

  it("of instances do not know the instance's name", () => {
    expect(instanceIdOf("acronis", "https://eu2-cloud.acronis.com", "c")).toMatch(/^[a-z2-7]{20}$/);
  });
});

describe("the content of an ask", () => {
  it("is the same whatever the order of its fields", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(Object.entries(account), { minLength: Object.keys(account).length }), (entries) => {
        const shuffled: Account = { ...account, ...Object.fromEntries(entries) };
        expect(contentHashOf("onboard-acronis", shuffled)).toBe(contentHashOf("onboard-acronis", account));
      }),
    );
  });

  it("is another for each field that changes, when a text moves to another field, and for another process", () => {
    const others = Object.keys(account).map((field) => ({ ...account, [field]: "reseller" }));
    const moved = { ...account, phone: "", fax: "1" };
    const hashes = [account, moved, ...others].map((each) => contentHashOf("onboard-acronis", each));
    expect(new Set([...hashes, contentHashOf("disable-acronis", account)]).size).toBe(hashes.length + 1);
  });
});
