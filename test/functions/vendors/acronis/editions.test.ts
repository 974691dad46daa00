import { describe, expect, it } from "vitest";
import { acronisAt, callsOf, failureOf, type Reply, signedInServer } from "../vendor-server.ts";

const answered = async (reply: Reply) => {
  const server = await signedInServer(() => reply);
  return { ...server, ...acronisAt(server.gateway) };
};
const refused = (context: unknown, code: unknown = 400): Reply => ({
  status: 400,
  body: { error: { code, message: "Jane Doe", domain: "PlatformAccountServer", details: { info: "jane@example.com" }, context } },
});

describe("the switch of an edition", () => {
  it("is asked for its warnings, and changes nothing by that", async () => {
    const warnings = ["OldFeaturesBecomeUnavailable", "", "SomethingNew", 7, "x".repeat(300)];
    const { acronis, seen } = await answered({ status: 200, body: { warnings } });
    expect(await acronis.editionWarnings("t", "a", "pck_per_gigabyte")).toEqual(["OldFeaturesBecomeUnavailable", "SomethingNew"]);
    expect(callsOf(seen).map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /api/2/tenants/t/edition?application_id=a&target_edition=pck_per_gigabyte",
    ]);
  });

  it.each([
    [{ timestamp: "x", items: [{ name: "pg_base_storage" }] }, []],
    [{ warnings: [""] }, []],
    [{ warnings: ["AllDevicesWithBackupsPreserved"] }, ["AllDevicesWithBackupsPreserved"]],
    [{ items: [], warnings: ["UsageStatisticsWillMigrate"] }, ["UsageStatisticsWillMigrate"]],
  ])("may be answered with items or with warnings: %j", async (body, warnings) => {
    const { acronis, seen } = await answered({ status: 200, body });
    expect(await acronis.switchEdition("t", "a", "pck_per_gigabyte")).toEqual(warnings);
    expect(callsOf(seen)[0]).toMatchObject({
      method: "PUT",
      path: "/api/2/tenants/t/edition",
      body: '{"target_edition":"pck_per_gigabyte","application_id":"a"}',
    });
  });

  it.each(["", "{}", "<html>", "[]", '{"warnings":"Jane"}'])("is Transient when it is answered %j", async (body) => {
    const { acronis } = await answered({ status: 200, body });
    for (const call of [acronis.editionWarnings("t", "a", "e"), acronis.switchEdition("t", "a", "e")])
      expect(await failureOf(call)).toMatchObject({ name: "Transient" });
  });

  it.each([
    [["pg_base_vms", "pg_base_nas"], "pg_base_vms, pg_base_nas"],
    [{ offering_items: [{ name: "pg_base_vms", infra_id: "s" }, { name: "pg_base_vms" }, "pg_base_nas"] }, "pg_base_vms, pg_base_nas"],
    [{ unavailable: { backup: ["pg_base_vms"] }, more: [["pg_base_nas"]] }, "pg_base_vms, pg_base_nas"],
    [{ offering_items: ["not a name", "pg_base_vms", "x".repeat(65), "<b>", "", 7, null, { name: "Jane Doe" }] }, "pg_base_vms"],
    [Array.from({ length: 5_000 }, (_, index) => `item-${index}`), Array.from({ length: 10 }, (_, index) => `item-${index}`).join(", ")],
  ])("names the items that are missing, from %j", async (context, names) => {
    for (const code of [1021, 400]) {
      const { acronis } = await answered(refused(context, code));
      for (const [operation, call] of [
        ["editionWarnings", acronis.editionWarnings("t", "a", "e")],
        ["switchEdition", acronis.switchEdition("t", "a", "e")],
      ] as const) {
        const failure = await failureOf(call);
        expect(failure).toMatchObject({ reason: "itemsNotOnOffer" });
        expect(failure.message).toMatch(new RegExp(`\\(${operation} answered 400/${code}: ${names}\\)$`));
      }
    }
  });

  it.each([undefined, null, {}, "pg_base_vms", { name: "jane", login: "jane.doe" }, [[[[[[[["deep"]]]]]]]]])(
    "names none where the context is %j",
    async (context) => {
      const { acronis } = await answered(refused(context));
      const failure = await failureOf(acronis.editionWarnings("t", "a", "e"));
      expect(failure).toMatchObject({ reason: "itemsNotOnOffer" });
      expect(failure.message).toMatch(/\(editionWarnings answered 400\/400\)$/);
    },
  );

  it("names no items of a refusal that is not about them", async () => {
    const { acronis } = await answered(refused(["jane.doe"], 1027));
    const failure = await failureOf(acronis.switchEdition("t", "a", "e"));
    expect(failure).toMatchObject({ reason: "vendorRefused" });
    expect(failure.message).not.toMatch(/jane/i);
  });
});

describe("the deletion of a tenant", () => {
  it.each([
    [204, ""],
    [200, "{}"],
    [404, '{"error":{"code":404,"message":"Not found"}}'],
    [404, '{"error":{"code":1005}}'],
    [400, '{"error":{"code":"1005"}}'],
  ])("is done when it is answered %i %s", async (status, body) => {
    const { acronis, seen } = await answered({ status, body });
    await acronis.deleteTenant("t", 7);
    expect(callsOf(seen).map((one) => `${one.method} ${one.path} ${one.body}`)).toEqual(["DELETE /api/2/tenants/t?version=7 "]);
  });

  it.each([
    [404, "<html>Not found</html>", "Transient"],
    [404, "", "Transient"],
    [200, "<html>Welcome</html>", "Transient"],
    [500, "", "Transient"],
    [400, '{"error":{"code":1006}}', "versionRace"],
    [409, '{"error":{"code":1001}}', "versionRace"],
    [403, '{"error":{"code":1002}}', "accessDenied"],
  ])("is not when it is answered %i %s", async (status, body, expected) => {
    const { acronis } = await answered({ status, body });
    const failure = await failureOf(acronis.deleteTenant("t", 7));
    expect("reason" in failure ? failure.reason : failure.name).toBe(expected);
  });
});
