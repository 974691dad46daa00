import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSettings, type GivenSettings } from "../../functions/instances/check-settings.ts";
import { readGateway } from "../../functions/vendors/gateway.ts";

const good: GivenSettings = {
  systemName: "Acronis EU2",
  gateway: "https://EU2-cloud.acronis.com/mc/",
  clientId: "client-1",
  clientSecret: "secret-1",
  distributorDiscount: "18",
  primaryCurrency: "EUR",
  updateProductNames: "update",
};
const check = (change: Partial<GivenSettings> = {}) => checkSettings({ ...good, ...change }, readGateway);
const problems = (change: Partial<GivenSettings>): readonly string[] => {
  const checked = check(change);
  return "problems" in checked ? checked.problems : [];
};
const settings = (change: Partial<GivenSettings> = {}) => {
  const checked = check(change);
  return "settings" in checked ? checked.settings : undefined;
};

describe("the settings of an instance", () => {
  it("are read with the gateway in its normal form, and without the secret among them", () => {
    const { clientSecret, ...rest } = good;
    expect(check()).toEqual({ settings: { ...rest, gateway: "https://eu2-cloud.acronis.com" }, clientSecret });
  });

  it.each([
    ["18", "18"],
    ["0", "0"],
    ["100", "100"],
    ["100.0", "100.0"],
    ["012", "12"],
    ["12.5", "12.5"],
    ["12,5", "12.5"],
    ["12.5 %", "12.5"],
    ["12.5%", "12.5"],
    ["0.0001", "0.0001"],
  ])("take the discount %s as %s", (typed, read) => {
    expect(settings({ distributorDiscount: typed })?.distributorDiscount).toBe(read);
  });

  it.each(["", "-1", "100.1", "101", "1e1", "abc", "12.34567", "1.2.3", "NaN", "٣", "1 000"])("refuse the discount %j by name", (typed) => {
    expect(problems({ distributorDiscount: typed })).toEqual([expect.stringMatching(/^Distributor Discount /)]);
  });

  it("take a currency in any case, and the names' choice with its default", () => {
    expect(settings({ primaryCurrency: "usd" })?.primaryCurrency).toBe("USD");
    expect(settings({ updateProductNames: "" })?.updateProductNames).toBe("update");
    expect(settings({ updateProductNames: "KEEP" })?.updateProductNames).toBe("keep");
  });

  it.each([
    [{ systemName: "" }, "System Name"],
    [{ systemName: "x".repeat(101) }, "System Name"],
    [{ gateway: "" }, "Gateway"],
    [{ gateway: "https://localhost" }, "Gateway"],
    [{ clientId: "" }, "Client Id"],
    [{ clientId: "a b" }, "Client Id"],
    [{ clientId: "x".repeat(101) }, "Client Id"],
    [{ clientSecret: "" }, "Client Secret"],
    [{ clientSecret: "x".repeat(251) }, "Client Secret"],
    [{ primaryCurrency: "XYZ" }, "Primary Currency"],
    [{ updateProductNames: "never" }, "Update Product Names"],
  ] as const)("refuse %j by the field's name alone", (change, name) => {
    expect(problems(change)).toEqual([expect.stringMatching(new RegExp(`^${name} `))]);
  });

  it("are refused without repeating a value, whatever it is: it may hold a secret", () => {
    const anything = fc.record({
      systemName: fc.string(),
      gateway: fc.string(),
      clientId: fc.string(),
      clientSecret: fc.string(),
      distributorDiscount: fc.string(),
      primaryCurrency: fc.string(),
      updateProductNames: fc.string(),
    });
    fc.assert(
      fc.property(anything, (given) => {
        const marked = { ...given, clientSecret: `${given.clientSecret} canary-7f3a`, gateway: `${given.gateway}canary-7f3a` };
        const checked = checkSettings(marked, readGateway);
        expect("problems" in checked && checked.problems.length > 0).toBe(true);
        expect(JSON.stringify(checked)).not.toContain("canary-7f3a");
      }),
    );
  });
});
