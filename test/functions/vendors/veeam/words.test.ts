import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCause } from "../../../../functions/causes.ts";
import { VeeamHosts, readConsole, veeamPolicy } from "../../../../functions/vendors/veeam/hosts.ts";
import { isSameTenant, longTenantId, requestIdOf } from "../../../../functions/vendors/veeam/ids.ts";
import {
  checkedOf,
  customerStatusOf,
  customerTypeOf,
  dateOf,
  mappingStatusOf,
  registrationStateOf,
  subscriptionStateOf,
  verificationOf,
} from "../../../../functions/vendors/veeam/spellings.ts";
import { rowOf, type Verdict, verdicts } from "../../../../functions/vendors/veeam/verdicts.ts";

describe("ids of Pulse", () => {
  it("have 15 or 18 characters, and are told apart by case", () => {
    expect(longTenantId("a7m7d0000000I31")).toBe("a7m7d0000000I31AAE");
    expect(longTenantId(" a7m7d0000000I3H ")).toBe("a7m7d0000000I3HAAU");
    expect(isSameTenant("a7m7d0000000I31", "a7m7d0000000I31AAE")).toBe(true);
    expect(isSameTenant("a7m7d0000000i31", "a7m7d0000000I31AAE")).toBe(false);
    expect(isSameTenant("a7m7d0000000I31AAE", "a7m7d0000000I3HAAU")).toBe(false);
    expect(isSameTenant("external-1", "external-1")).toBe(true);
    expect(isSameTenant("", "")).toBe(false);
    expect(isSameTenant(undefined, undefined)).toBe(false);
  });

  it("that lost their capitals on the way are none", () => {
    expect(longTenantId("a7m7d0000000i31aae")).toBeUndefined();
    expect(longTenantId("a7m7d0000000i31AAE")).toBeUndefined();
    expect(longTenantId("a7m7d0000000I3")).toBeUndefined();
  });

  it("keep their first 15 characters, whatever these are", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "Z", "0", "b", "Q", "9", "x", "Y"), minLength: 15, maxLength: 15 }), (short) => {
        const long = longTenantId(short);
        return long?.slice(0, 15) === short && longTenantId(long) === long && isSameTenant(short, long);
      }),
    );
  });

  it("of requests are always the same for the same change, and never for another", () => {
    const once = { orderId: "a".repeat(26), step: "createCustomer" };
    expect(requestIdOf(once, "company")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(requestIdOf(once, "company")).toBe(requestIdOf({ ...once }, "company"));
    const others = [
      requestIdOf(once, "tenant"),
      requestIdOf({ ...once, step: "x" }, "company"),
      requestIdOf({ ...once, orderId: "b" }, "company"),
    ];
    expect(new Set([requestIdOf(once, "company"), ...others]).size).toBe(4);
  });
});

describe("the vendor's words", () => {
  it("are known in each of their spellings", () => {
    expect(["Pending Cancelation", "Pending Cancellation", "PENDING_CANCELLATION"].map(subscriptionStateOf)).toEqual(
      Array.from({ length: 3 }, () => "PendingCancellation"),
    );
    expect(["Canceled", "cancelled"].map(subscriptionStateOf)).toEqual(["Canceled", "Canceled"]);
    expect(["MappingInProggress", "MappingInProgress", "Mapped", "FailedToMap"].map(mappingStatusOf)).toEqual([
      "Pending",
      "Pending",
      "Active",
      "Failed",
    ]);
    expect(["End Customer", "Company", "Reseller", "My company"].map(customerTypeOf)).toEqual([
      "EndCustomer",
      "EndCustomer",
      "Reseller",
      "Own",
    ]);
    expect(["1", "TRUE", "checked", "0", "no", "", "perhaps"].map(checkedOf)).toEqual([
      true,
      true,
      true,
      false,
      false,
      undefined,
      undefined,
    ]);
    expect(["12-Aug-2025", "3-Sep-2025", "1-July-2025", "2025-10-09T00:00:00Z", "soon"].map(dateOf)).toEqual([
      "2025-08-12",
      "2025-09-03",
      "2025-07-01",
      "2025-10-09",
      undefined,
    ]);
  });

  it("that nobody has heard of are Unknown, and crash no reader", () => {
    const readers = [customerTypeOf, customerStatusOf, verificationOf, registrationStateOf, subscriptionStateOf, mappingStatusOf];
    for (const read of readers)
      for (const word of ["Quantum", "", "__proto__", "constructor", undefined]) expect(read(word)).toBe("Unknown");
  });
});

describe("hosts of Veeam", () => {
  const policy = veeamPolicy(VeeamHosts.parse("VSPC.example:1280, registrar.example:443,10.1.2.3:1280"), false);

  it("are those that the deployment lists, with their ports", () => {
    expect(readConsole("vspc.example", policy)).toEqual({ gateway: "https://vspc.example:1280" });
    expect(readConsole(" https://VSPC.example:1280/ ", policy)).toEqual({ gateway: "https://vspc.example:1280" });
    expect(readConsole("https://registrar.example", policy)).toEqual({ gateway: "https://registrar.example" });
    expect(readConsole("10.1.2.3", policy)).toEqual({ gateway: "https://10.1.2.3:1280" });
  });

  it.each([
    "vspc.example:1281",
    "https://vspc.example",
    "http://vspc.example:1280",
    "https://me@vspc.example:1280",
    "https://vspc.example:1280@evil.example",
    "evil.example:1280",
    "10.1.2.4",
    "127.0.0.1:1280",
    "https://vspc.example.:1280",
    "vspc.example\\@evil.example",
    "",
  ])("are no others: %j", (text) => {
    const read = readConsole(text, policy);
    expect("problem" in read).toBe(true);
    if ("problem" in read && text !== "") expect(read.problem).not.toContain(text);
  });

  it("are this machine's own where simulators are allowed", () => {
    expect(readConsole("http://127.0.0.1:9102", veeamPolicy([], true))).toEqual({ gateway: "http://127.0.0.1:9102" });
    expect(readConsole("127.0.0.1:9102", veeamPolicy([], true))).toEqual({ gateway: "http://127.0.0.1:9102" });
  });

  it.each([
    "vspc.example",
    "vspc.example:0",
    "a:65536",
    "169.254.169.254:80",
    "127.0.0.1:1280",
    "localhost:1280",
    "0.0.0.0:1",
    "[::1]:1",
    "1:1280",
  ])("cannot be listed as %s", (text) => expect(VeeamHosts.safeParse(text).success).toBe(false));
});

describe("the table of verdicts", () => {
  const rows: readonly Verdict[] = verdicts;

  it("leads to causes of the closed list, and names its section", () => {
    for (const { verdict, says, sheet } of rows) {
      expect(verdict === "Transient" || verdict === "Throttled" || isCause(verdict)).toBe(true);
      expect(says).not.toBe("");
      expect(sheet).toMatch(/^\d+(\.\d+)?(, \d+(\.\d+)?)*$/);
    }
  });

  it("has a judgement for every status that is no success", () => {
    for (let status = 300; status <= 599; status += 1) {
      for (const call of ["createCustomer", "register", "cancelSubscription", "monthlyUsages", "signIn", "readAction"] as const) {
        expect(rowOf(call, status, {})).toBeDefined();
      }
    }
  });
});
