import { describe, expect, it } from "vitest";
import { tell } from "../../functions/usage/tell.ts";
import { acronisAt, callsOf, failureOf, type Reply, signedInServer } from "../functions/vendors/vendor-server.ts";

const ids = Array.from({ length: 100 }, (_, at) => `id-${at}`);

/** A vendor that refuses a whole call because of some tenants. */
const refusing = async (status: number, refused: readonly string[]) => {
  const { gateway, seen } = await signedInServer(({ path }): Reply => {
    if (path.startsWith("/api/2/clients/")) return { status: 200, body: { tenant_id: "own" } };
    const asked = (new URL(path, "http://x").searchParams.get("tenants") ?? "").split(",");
    if (asked.some((id) => refused.includes(id))) return { status, body: { error: { code: status, message: "no" } } };
    return { status: 200, body: { items: asked.map((tenant) => ({ tenant, usages: [] })) } };
  });
  return { acronis: acronisAt(gateway).acronis, calls: () => callsOf(seen).length };
};

describe("what many tenants use", () => {
  it.each([400, 403, 404])("is told of all others where the vendor answers %i because of two of them", async (status) => {
    const refused = ["id-7", "id-99"];
    const { acronis, calls } = await refusing(status, refused);
    expect([...(await tell(acronis, ids)).keys()]).toEqual(ids.filter((id) => !refused.includes(id)));
    expect(calls()).toBeLessThan(35);
  });

  it("is nothing of a tenant that is refused alone", async () => {
    const { acronis } = await refusing(404, ["id-7"]);
    expect((await tell(acronis, ["id-7"])).size).toBe(0);
  });

  it("is refused as a whole where the client may not even read its own tenant's", async () => {
    const { acronis, calls } = await refusing(403, [...ids, "own"]);
    expect(await failureOf(tell(acronis, ids))).toMatchObject({ name: "Rejected", reason: "accessDenied" });
    expect(calls()).toBe(3);
  });

  it("is refused where finding those that are refused takes longer than a function has", async () => {
    const { acronis, calls } = await refusing(403, ids);
    expect(await failureOf(tell(acronis, ids))).toMatchObject({ name: "Rejected", reason: "accessDenied" });
    expect(calls()).toBeLessThan(60);
  });
});
