import { describe, expect, it } from "vitest";
import { acronisAt, callsOf, failureOf, type Reply, type Seen, signedInServer } from "../vendor-server.ts";

const good = (body: unknown): Reply => ({ status: 200, body });
const queryOf = ({ path }: Seen) => Object.fromEntries(new URL(path, "http://x").searchParams);
const many = Array.from({ length: 250 }, (_, index) => `id-${index}`);

describe("applications and locations", () => {
  it("are lists of names, without what cannot be read", async () => {
    const { gateway, seen } = await signedInServer(({ path }) =>
      good({
        items: path.endsWith("/applications")
          ? [{ id: "a", name: "Cyber Protection", type: "quantum" }, { id: 1 }, { id: "b", name: null, type: "notary" }]
          : [{ id: "l", name: "Athens" }],
      }),
    );
    const { acronis } = acronisAt(gateway);
    // Plans are made of types: an application without a name is one all the same.
    expect(await acronis.applications()).toEqual([
      { id: "a", name: "Cyber Protection", type: "quantum" },
      { id: "b", name: "", type: "notary" },
    ]);
    expect(await acronis.locations(["l", "unknown", "l"])).toEqual([{ id: "l", name: "Athens" }]);
    expect(callsOf(seen).map(({ path }) => path)).toEqual(["/api/2/applications", "/api/2/locations?uuids=l%2Cunknown"]);
  });

  it("are asked for a hundred at a time, and not at all for none", async () => {
    const { gateway, seen } = await signedInServer((one) =>
      good({ items: (queryOf(one)["uuids"] ?? "").split(",").map((id) => ({ id, name: `Place ${id}` })) }),
    );
    const { acronis } = acronisAt(gateway);
    expect(await acronis.locations(many)).toHaveLength(250);
    expect(await acronis.locations([])).toEqual([]);
    expect(callsOf(seen)).toHaveLength(3);
  });
});

describe("usages", () => {
  const line = {
    application_id: "a",
    name: "pw_base_storage",
    edition: "pck_per_workload",
    usage_name: "storage",
    type: "infra",
    measurement_unit: "bytes",
    infra_id: "s",
    tenant_uuid: "t",
    tenant_id: 7,
    range_start: "2026-11-01T00:00:00",
    absolute_value: 9_007_199_254_740_991,
    value: 800,
    offering_item: { status: 1, quota: { value: 1000, overage: null, version: 3 } },
  };
  const { offering_item: _, infra_id: __, absolute_value: ___, ...sum } = { ...line, name: "storage_total", edition: "mixed" };
  const usagesIn = async (items: unknown, ids: readonly string[] = ["t"]) => {
    const { gateway } = await signedInServer(() => good({ items }));
    return acronisAt(gateway).acronis.usagesOf(ids);
  };

  it("are lines of items, and sums that belong to none", async () => {
    const usages = await usagesIn([{ tenant: "t", usages: [line, sum, { ...sum, edition: null, offering_item: null }] }]);
    expect(usages.get("t")?.unreadable).toBe(0);
    expect(usages.get("t")?.lines).toEqual([
      {
        application_id: "a",
        name: "pw_base_storage",
        edition: "pck_per_workload",
        usage_name: "storage",
        measurement_unit: "bytes",
        infra_id: "s",
        range_start: "2026-11-01T00:00:00",
        absolute_value: 9_007_199_254_740_991,
        value: 800,
        isAggregate: false,
        enabled: { limit: 1000 },
      },
      expect.objectContaining({ name: "storage_total", edition: "mixed", value: 800, isAggregate: true }),
      expect.objectContaining({ edition: null, isAggregate: true }),
    ]);
  });

  it.each([
    [{ status: 1, quota: { value: null, overage: null, version: 3 } }, { limit: null }],
    [{ status: 1 }, { limit: null }],
    [{ status: 0 }, undefined],
    [{ status: "anything", quota: 7 }, undefined],
    ["no object", undefined],
  ])("say of an item %j whether it is on, and up to where", async (offering_item, enabled) => {
    const usages = await usagesIn([{ tenant: "t", usages: [{ ...line, offering_item }] }]);
    expect(usages.get("t")?.lines.map((each) => each.enabled)).toEqual([enabled]);
  });

  it.each([-1, 1.5, "", "8.5", "many", 1e300, true])("count a line that counts %j, and leave it out", async (amount) => {
    const odd = [
      { ...line, value: amount },
      { ...line, absolute_value: amount },
    ];
    const usages = await usagesIn([{ tenant: "t", usages: [...odd, line] }]);
    expect(usages.get("t")).toMatchObject({ lines: [{ value: 800 }], unreadable: 2 });
  });

  it.each([
    ["800", 800],
    [9_007_199_254_740_992, 9_007_199_254_740_992],
    ["18446744073709551615", 2 ** 64],
  ])("read the amount %j, as exactly as a bill needs", async (amount, value) => {
    const usages = await usagesIn([{ tenant: "t", usages: [{ ...line, value: amount, absolute_value: amount }] }]);
    expect(usages.get("t")).toMatchObject({ lines: [{ value, absolute_value: value }], unreadable: 0 });
  });

  it("need no more of a line than what it is of and how much, but of a meter that only grows what it counts in the month", async () => {
    const { usage_name: _usage, type: _type, range_start: _start, value: _value, ...least } = line;
    const usages = await usagesIn([
      { tenant: "t", usages: [least, { ...least, measurement_unit: "seconds" }, { ...line, range_start: 7 }] },
    ]);
    expect(usages.get("t")).toMatchObject({
      lines: [{ value: line.absolute_value }, { value: 800, range_start: undefined }],
      unreadable: 1,
    });
  });

  it("are bounded as the row is that holds them, and what is beyond is counted", async () => {
    const storages = Array.from({ length: 5_002 }, (_each, at) => ({ ...line, infra_id: `s-${at}` }));
    const usages = await usagesIn([{ tenant: "t", usages: [{ ...line, name: "x".repeat(201) }, ...storages] }]);
    expect([usages.get("t")?.lines.length, usages.get("t")?.unreadable]).toEqual([4_999, 4]);
  });

  it("have the lines of both where a tenant is named twice", async () => {
    const usages = await usagesIn([
      { tenant: "t", usages: [line] },
      { tenant: "t", usages: [{ ...line, name: "other" }, 7] },
    ]);
    expect(usages.get("t")).toMatchObject({ lines: [{ name: line.name }, { name: "other" }], unreadable: 1 });
  });

  it("know nothing of a tenant that the vendor does not name, or that nobody asked for", async () => {
    const usages = await usagesIn(
      [{ tenant: "t", usages: [] }, { tenant: "foreign", usages: [line] }, { tenant: "u" }, 7],
      ["t", "u", "v"],
    );
    expect([...usages]).toEqual([["t", { lines: [], unreadable: 0 }]]);
  });

  it("are asked for a hundred tenants at a time, each tenant once", async () => {
    const { gateway, seen } = await signedInServer((one) =>
      good({ items: (queryOf(one)["tenants"] ?? "").split(",").map((tenant) => ({ tenant, usages: [line] })) }),
    );
    const { acronis } = acronisAt(gateway);
    expect([...(await acronis.usagesOf([...many, ...many])).keys()]).toEqual(many);
    expect((await acronis.usagesOf([])).size).toBe(0);
    expect(callsOf(seen).map((one) => queryOf(one)["tenants"]?.split(",").length)).toEqual([100, 100, 50]);
    expect(callsOf(seen)[0]?.path).toMatch(/^\/api\/2\/tenants\/usages\?tenants=id-0%2Cid-1%2C/);
  });

  it("are Transient when the answer is none", async () => {
    expect(await failureOf(usagesIn("jane@example.com"))).toMatchObject({
      name: "Transient",
      message: "usagesOf gave an answer that cannot be read at items",
    });
  });
});

describe("price lists", () => {
  const price = {
    sku: "SPAAAAA",
    effective_price: "0.40",
    list_price: "0.500",
    sku_discount: "0.00",
    category: "backup",
    sub_category: "storage",
    name: "pw_base_storage",
    friendly_name: "Storage",
  };
  const list = { month: "2026-10", currency: "EUR", commitment: "0", pricelist_code: "PL-1", prices: [price] };
  const pricesIn = async (prices: readonly unknown[]) => {
    const { gateway } = await signedInServer(() => good({ price_lists: [{ ...list, prices }] }));
    return (await acronisAt(gateway).acronis.priceLists("t", ["2026-10"]))[0]?.prices ?? [];
  };

  it("stand beside the account management, and keep money as the text that came", async () => {
    const { gateway, seen } = await signedInServer(() => good({ price_lists: [list, { ...list, currency: undefined }, "x"] }));
    const { acronis } = acronisAt(gateway);
    expect(await acronis.priceLists("t&u", ["2026-10", "2026-11"])).toEqual([
      {
        month: "2026-10",
        currency: "EUR",
        commitment: "0",
        code: "PL-1",
        prices: [
          {
            sku: "SPAAAAA",
            listPrice: "0.500",
            name: "pw_base_storage",
            friendlyName: "Storage",
          },
        ],
      },
    ]);
    expect(await acronis.priceLists("t", [])).toEqual([]);
    expect(callsOf(seen).map(({ path }) => path)).toEqual([
      "/api/price_sync/v1/effective_price_lists?tenant_id=t%26u&months=2026-10%2C2026-11",
    ]);
  });

  it.each([
    ["12.5", "12.5"],
    [" 7 ", "7"],
    [0.1, "0.1"],
    [0.0000001, "0.0000001"],
    [25_000, "25000"],
    ["0.090000000000000000000000", "0.090000000000000000000000"],
    [0.30000000000000004, "0.30000000000000004"],
    [0, "0"],
    ["-1", undefined],
    [-1, undefined],
    ["1,5", undefined],
    ["1e3", undefined],
    ["", undefined],
    [1e300, undefined],
    [null, undefined],
    [undefined, undefined],
    [{ amount: 1 }, undefined],
  ])("read the money %j as %j", async (given, expected) => {
    expect(await pricesIn([{ ...price, list_price: given }])).toMatchObject([{ sku: "SPAAAAA", listPrice: expected }]);
  });

  it("are none where the vendor writes null for an empty list", async () => {
    const { gateway } = await signedInServer(() => good({ price_lists: null }));
    expect(await acronisAt(gateway).acronis.priceLists("t", ["2026-10"])).toEqual([]);
  });

  it("have empty texts where the vendor has none", async () => {
    const empty = { sku: "S", name: "", friendlyName: "", listPrice: undefined };
    expect(await pricesIn([{ sku: "S", name: null, friendly_name: {} }, "x", null])).toEqual([empty]);
  });

  it.each([
    [403, { domain: "PriceSync", code: "ACCESS_DENIED_ERROR", message: "Jane", context: {}, debug: {} }, "403/ACCESS_DENIED_ERROR"],
    [403, { domain: "PriceSync", code: "UNAUTHORIZED_REQUEST", message: "Jane", context: { scope: "x" } }, "403/UNAUTHORIZED_REQUEST"],
    [401, { domain: "PriceSync", code: "UNAUTHORIZED_REQUEST", message: "Jane", context: { scope: "x" } }, "401/UNAUTHORIZED_REQUEST"],
    [401, { error: { code: 401, message: "Jane", domain: null, details: {} } }, "401/401"],
    [404, { error: { code: 404, message: "Not found" } }, "404/404"],
    [404, { error: { code: 1005, message: "Jane", domain: null, details: {} } }, "404/1005"],
  ])("are closed to a client that is answered %i", async (status, body, shown) => {
    const { gateway } = await signedInServer(() => ({ status, body }));
    const failure = await failureOf(acronisAt(gateway).acronis.priceLists("t", ["2026-10"]));
    expect(failure).toMatchObject({
      name: "Rejected",
      reason: "accessDenied",
      message: expect.stringContaining(`priceLists answered ${shown}`),
    });
    expect(failure.message).not.toContain("Jane");
  });
});
