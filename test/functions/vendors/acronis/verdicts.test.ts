import { describe, expect, it } from "vitest";
import { isCause } from "../../../../functions/causes.ts";
import { codeOf } from "../../../../functions/vendors/acronis/answers.ts";
import { type Operation, refusal, rowOf, type Verdict, verdicts } from "../../../../functions/vendors/acronis/verdicts.ts";

const rows: readonly Verdict[] = verdicts;
const envelope = (code: unknown) =>
  JSON.stringify({ error: { code, message: "Jane Doe <jane@example.com>", domain: "PlatformAccountServer", details: {} } });
const answer = (status: number, text = "") => ({ status, headers: {}, text });
const verdictOf = (operation: Operation, status: number, text?: string) => {
  const error = refusal(operation, answer(status, text));
  return "reason" in error ? error.reason : error.name;
};

describe("the table of verdicts", () => {
  it("judges every platform code of the sheet, and names its section", () => {
    const codes = new Set(rows.map(({ code }) => code));
    for (let code = 1000; code <= 1035; code += 1) expect(codes).toContain(String(code));
    for (const { sheet, says } of rows)
      expect([sheet, says]).toEqual([expect.stringMatching(/^\d+(\.\d+)?(, \d+(\.\d+)?)*$/), expect.stringMatching(/\w/)]);
  });

  it("knows our errors and causes only", () => {
    for (const { verdict } of rows) expect(verdict === "Transient" || verdict === "Throttled" || isCause(verdict)).toBe(true);
  });

  it("has no row that an earlier one hides", () => {
    for (const row of rows) {
      const operation = row.on?.[0] ?? "readUser";
      const statuses =
        row.status === undefined
          ? [400]
          : Array.from({ length: row.status[1] - row.status[0] + 1 }, (_, index) => (row.status?.[0] ?? 0) + index);
      expect(statuses.some((status) => rowOf(operation, status, row.code) === row)).toBe(true);
    }
  });

  it.each([
    ["updateTenant", 409, "1001", "versionRace"],
    ["updateTenant", 400, "1001", "versionRace"],
    ["updateTenant", 409, "409", "versionRace"],
    ["updateUser", 409, undefined, "versionRace"],
    ["setRoles", 409, undefined, "versionRace"],
    ["switchToProduction", 409, "1001", "versionRace"],
    ["putItems", 426, undefined, "versionRace"],
    ["putItems", 426, "426", "versionRace"],
    ["putItems", 426, "4711", "versionRace"],
    ["putItems", 400, "1001", "versionRace"],
    ["itemsOf", 426, undefined, "versionRace"],
    ["createTenant", 409, "1004", "tenantNameTaken"],
    ["createTenant", 400, "1004", "tenantNameTaken"],
    ["createTenant", 409, "409", "tenantNameTaken"],
    ["updateTenant", 409, "1004", "tenantNameTaken"],
    ["createTenant", 400, "1003", "parentDisabled"],
    ["createTenant", 403, "1002", "accessDenied"],
    ["createTenant", 403, undefined, "accessDenied"],
    ["readTenant", 404, "1005", "tenantGone"],
    ["readTenant", 404, "404", "tenantGone"],
    ["updateTenant", 404, undefined, "tenantGone"],
    ["putItems", 404, "1005", "tenantGone"],
    ["putItems", 404, "404", "itemsRefused"],
    ["readUser", 404, "404", "vendorRefused"],
    ["putItems", 400, "1021", "itemsNotOnOffer"],
    ["putItems", 409, "1015", "itemsRefused"],
    ["putItems", 400, "1022", "itemsRefused"],
    ["putItems", 400, "1023", "itemsRefused"],
    ["putItems", 400, "1026", "itemsRefused"],
    ["putItems", 400, "1027", "itemsRefused"],
    ["putItems", 409, "1031", "itemsRefused"],
    ["switchToProduction", 400, "1027", "vendorRefused"],
    ["createUser", 409, "409", "loginTaken"],
    ["createUser", 400, "1033", "loginTaken"],
    ["createUser", 409, "1033", "loginTaken"],
    ["updateTenant", 403, "1012", "vendorRefused"],
    ["readTenant", 401, "1000", "credentialsRefused"],
    ["readTenant", 401, undefined, "credentialsRefused"],
    ["createTenant", 500, "1000", "Transient"],
    ["createTenant", 400, "1000", "Transient"],
    ["updateTenant", 409, "1011", "Transient"],
    ["putItems", 400, "1019", "Transient"],
    ["createTenant", 415, undefined, "vendorRefused"],
    ["createTenant", 400, "ParameterMalformed", "vendorRefused"],
    ["readTenant", 302, undefined, "vendorRefused"],
    ["readTenant", 400, "UNAUTHORIZED_REQUEST", "credentialsRefused"],
    ["readTenant", 400, "ACCESS_DENIED_ERROR", "accessDenied"],
    ["createTenant", 404, "4711", "tenantGone"],
    ["createTenant", 503, "4711", "Transient"],
    ["priceLists", 403, "ACCESS_DENIED_ERROR", "accessDenied"],
    ["priceLists", 401, "UNAUTHORIZED_REQUEST", "accessDenied"],
    ["priceLists", 401, undefined, "accessDenied"],
    ["priceLists", 404, "1005", "accessDenied"],
    ["priceLists", 404, undefined, "accessDenied"],
    ["priceLists", 400, "INVALID_REQUEST", "vendorRefused"],
    ["eachItemOnOffer", 404, undefined, "tenantGone"],
    ["editionWarnings", 404, "404", "tenantGone"],
    ["switchEdition", 400, "1021", "itemsNotOnOffer"],
    ["switchEdition", 400, "400", "itemsNotOnOffer"],
    ["editionWarnings", 400, undefined, "itemsNotOnOffer"],
    ["editionWarnings", 400, "1027", "vendorRefused"],
    ["deleteTenant", 400, "1006", "versionRace"],
    ["deleteTenant", 409, "1001", "versionRace"],
    ["deleteTenant", 404, undefined, "Transient"],
    ["deleteTenant", 403, "1012", "vendorRefused"],
    ["usagesOf", 403, "1002", "accessDenied"],
    ["readTenant", 408, undefined, "Transient"],
    ["readTenant", 425, undefined, "Transient"],
    ["readTenant", 429, undefined, "Throttled"],
    ["readTenant", 599, undefined, "Transient"],
    ["readTenant", 777, undefined, "Transient"],
  ] as const)("judges %s answered %i/%s as %s", (operation, status, code, verdict) => {
    expect(verdictOf(operation, status, code === undefined ? "" : envelope(code))).toBe(verdict);
  });

  it.each([
    [envelope(1006), "1006"],
    [envelope("1006"), "1006"],
    ['{"error":{"code":404,"message":"Not found"}}', "404"],
    ['{"error":"invalid_client","error_description":"x","domain":"Access"}', "invalid_client"],
    ['{"domain":"x","code":"UNAUTHORIZED_REQUEST","context":{}}', "UNAUTHORIZED_REQUEST"],
    ["<html><h1>502 Bad Gateway</h1></html>", undefined],
    ["", undefined],
    ["null", undefined],
    ['{"error":{}}', undefined],
    ['{"error":{"code":', undefined],
    ["[1]", undefined],
  ])("reads the code of %s", (text, code) => expect(codeOf(text)).toBe(code));

  it("never repeats what the vendor wrote", () => {
    for (const text of [
      envelope(1004),
      envelope("jane@example.com"),
      envelope("JaneDoe"),
      envelope(123456789),
      "<html>jane@example.com</html>",
    ]) {
      expect(refusal("createUser", answer(409, text)).message).not.toMatch(/jane|1234567/i);
    }
    expect(refusal("createTenant", answer(503, envelope(4711))).message).toBe("createTenant answered 503/4711");
    expect(refusal("createTenant", answer(503, envelope("JaneDoe"))).message).toBe("createTenant answered 503/unlisted");
    expect(refusal("createTenant", answer(502, "<html>")).message).toBe("createTenant answered 502");
  });
});
