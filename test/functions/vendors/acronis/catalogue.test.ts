import { describe, expect, it } from "vitest";
import { LONG_VENDOR_CALL_SECONDS, FUNCTION_TIMEOUT_SECONDS, VENDOR_CALL_SECONDS } from "../../../../functions/budgets.ts";
import type { ItemOnOffer } from "../../../../functions/vendors/acronis/objects.ts";
import { acronisAt, callsOf, failureOf, localHttp, type Reply, signedInServer, signInsOf } from "../vendor-server.ts";

const item = (name: string, more: object = {}) => ({ application_id: "a", name, edition: "pck_per_workload", status: 1, ...more });

/** What is told of a catalogue that the vendor answers with. */
const readFrom = async (reply: (count: number) => Reply, most?: number) => {
  const server = await signedInServer((_, count) => reply(count));
  const told: ItemOnOffer[] = [];
  const { acronis, pauses } = acronisAt(server.gateway, most === undefined ? {} : { http: localHttp({ largestAnswer: most }) });
  const reading = acronis.eachItemOnOffer("p", "partner", (one) => told.push(one));
  return { ...server, told, pauses, reading, acronis };
};

describe("the catalogue of a parent", () => {
  it("is told item by item, of all editions, with the words of usages; what cannot be read is left out", async () => {
    const items = [item("one", { usage_name: "storage", measurement_unit: "bytes", infra_id: "s" }), { name: 7 }, null, "x", item("two")];
    const { told, reading, seen } = await readFrom(() => ({ status: 200, body: { timestamp: "2026-11-21T10:00:00", items } }));
    expect(await reading).toEqual({ told: 2, unreadable: 3 });
    const { status: _, ...two } = item("two");
    expect(told).toEqual([{ ...two, name: "one", usage_name: "storage", measurement_unit: "bytes", infra_id: "s" }, two]);
    expect(callsOf(seen).map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /api/2/tenants/p/offering_items/available_for_child?kind=partner&edition=*",
    ]);
  });

  it("is empty where the vendor writes null for an empty list", async () => {
    const { told, reading } = await readFrom(() => ({ status: 200, body: { timestamp: "x", items: null } }));
    expect(await reading).toEqual({ told: 0, unreadable: 0 });
    expect(told).toEqual([]);
  });

  it("has items on no storage where the vendor names an empty one, and items whose usage name is no text", async () => {
    const items = [item("one", { infra_id: "" }), item("two", { usage_name: 7 })];
    const { told, reading } = await readFrom(() => ({ status: 200, body: { items } }));
    expect(await reading).toEqual({ told: 2, unreadable: 0 });
    expect(told.map(({ name, infra_id, usage_name }) => [name, infra_id, usage_name])).toEqual([
      ["one", undefined, undefined],
      ["two", undefined, undefined],
    ]);
  });

  it("may be larger than any other answer", async () => {
    const items = Array.from({ length: 2_000 }, (_, index) => item(`item-${index}`));
    const { told, reading, acronis } = await readFrom(() => ({ status: 200, body: { items } }), 100_000);
    expect(await reading).toEqual({ told: 2_000, unreadable: 0 });
    expect(told.map(({ name }) => name)).toEqual(items.map(({ name }) => name));
    expect(await failureOf(acronis.itemsOnOffer("p", "partner", "*"))).toMatchObject({
      name: "Transient",
      message: "itemsOnOffer: the answer is too large",
    });
  });

  it("may take longer, and still ends with a sign-in before its function does", () => {
    expect(VENDOR_CALL_SECONDS + LONG_VENDOR_CALL_SECONDS).toBeLessThan(FUNCTION_TIMEOUT_SECONDS);
  });

  const started = '{"items":[{"application_id":"a","name":"one"}';
  const unreadable = "eachItemOnOffer gave an answer that cannot be read";
  const lost = "eachItemOnOffer: the connection was lost";

  it.each<[what: string, reply: Reply, message: string]>([
    ["that is cut off", { status: 200, body: `${started},{"appl`, isCut: true }, lost],
    ["that ends in the middle of an item", { status: 200, body: `${started},{"appl` }, unreadable],
    ["that ends in the middle of the list", { status: 200, body: started }, unreadable],
    ["that is a page", { status: 200, body: "<html>Welcome, Jane</html>" }, unreadable],
    ["that is empty", { status: 204 }, unreadable],
    ["without items", { status: 200, body: { timestamp: "x" } }, unreadable],
    ["with an item without end", { status: 200, body: { items: [item("x".repeat(300_000))] } }, unreadable],
    ["that is lost", "reset", lost],
  ])("is Transient in an answer %s", async (_, reply, message) => {
    const { reading } = await readFrom(() => reply);
    expect(await failureOf(reading)).toMatchObject({ name: "Transient", message });
  });

  it("is asked for again, once, with a fresh token", async () => {
    const { reading, told, seen } = await readFrom((count) =>
      count === 1 ? { status: 401 } : { status: 200, body: { items: [item("one")] } },
    );
    expect(await reading).toEqual({ told: 1, unreadable: 0 });
    expect(told).toHaveLength(1);
    expect(signInsOf(seen)).toHaveLength(2);
    expect(callsOf(seen).map(({ headers }) => headers.authorization)).toEqual(["Bearer token-1", "Bearer token-2"]);
    const refused = await readFrom(() => ({ status: 401 }));
    expect(await failureOf(refused.reading)).toMatchObject({ reason: "credentialsRefused" });
    expect(callsOf(refused.seen)).toHaveLength(2);
  });

  it("keeps the pause that the vendor asks for, and hears its refusals", async () => {
    const paused = await readFrom(() => ({ status: 429, headers: { "retry-after": "60" } }));
    expect(await failureOf(paused.reading)).toMatchObject({ name: "Throttled" });
    expect(paused.pauses).toHaveLength(1);
    const gone = await readFrom(() => ({ status: 404, body: { error: { code: 1005, message: "Jane" } } }));
    expect(await failureOf(gone.reading)).toMatchObject({ reason: "tenantGone", message: expect.stringContaining("404/1005") });
  });

  it("ends with what its visitor throws", async () => {
    const { gateway } = await signedInServer(() => ({ status: 200, body: { items: [item("one"), item("two")] } }));
    const mine = new TypeError("a defect of the visitor");
    const visit = () => {
      throw mine;
    };
    expect(await failureOf(acronisAt(gateway).acronis.eachItemOnOffer("p", "customer", visit))).toBe(mine);
  });
});
