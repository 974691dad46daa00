import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { at, control, type Fields, items, openTown, town, withAuthorization } from "./client.ts";

const { simulator, api, root } = await openTown({ priceCurrency: "USD" });
afterAll(() => simulator.close());
beforeEach(async () => {
  await control(simulator, "DELETE", "prices");
  await control(simulator, "POST", "prices", { readable: true });
});

const lists = (months = "2025-01") => api.get(`/api/price_sync/v1/effective_price_lists?tenant_id=${root}&months=${months}`);
const pricesIn = async (month?: string): Promise<Fields[]> => items(await lists(month), "price_lists.0.prices");
const priceOf = async (name: string, month?: string): Promise<Fields | undefined> =>
  (await pricesIn(month)).find((price) => price["name"] === name);
const change = (body: unknown) => control(simulator, "POST", "prices", body);

describe("the price list", () => {
  it("names each item as the catalogue does, and in people's words, under a stock number of its own", async () => {
    const prices = await pricesIn();
    expect(await priceOf("pw_base_workstations")).toMatchObject({ friendly_name: "Workstations", category: "pck_per_workload" });
    expect(prices.filter(({ friendly_name }) => !/^[A-Z][A-Za-z0-9&\- ]+$/.test(String(friendly_name)))).toEqual([]);
    expect(new Set(prices.map(({ sku }) => sku)).size).toBe(prices.length);
  });

  it("tells its currency, which the older setting has too", async () => {
    expect(at(await lists(), "price_lists.0")).toMatchObject({ currency: "USD", pricelist_code: "PL-USD-1" });
    const setting = await api.get(`applications/7459244f-68f3-3bf4-9f53-5f63ecc1d91f/settings/tenants/${root}/pricing_info`);
    expect(at(setting, "own.value.currency")).toBe("USD");
  });

  it("wants months it can read, and not too many", async () => {
    expect((await lists("january")).status).toBe(400);
    expect((await lists(Array.from({ length: 25 }, () => "2025-01").join(","))).status).toBe(400);
  });

  it("is refused in the flat form to a token that is over, and for a foreign tenant", async () => {
    const foreign = "/api/price_sync/v1/effective_price_lists?tenant_id=aaaaaaaa-1111-4111-8111-111111111111";
    expect(at(await api.get(foreign), "code")).toBe("ACCESS_DENIED_ERROR");
    const refused = await withAuthorization(simulator, "Bearer over").get(foreign);
    expect([refused.status, refused.body]).toEqual([401, expect.objectContaining({ domain: "PriceSync", code: "UNAUTHORIZED_REQUEST" })]);
  });

  it("is refused in the flat form to a client without the scope", async () => {
    const { api: poor, root: own } = await town({ priceList: "off" });
    const refused = await poor.get(`/api/price_sync/v1/effective_price_lists?tenant_id=${own}`);
    expect([refused.status, refused.body]).toEqual([
      403,
      expect.objectContaining({
        domain: "PriceSync",
        code: "UNAUTHORIZED_REQUEST",
        context: { scope: "urn:acronis.com::service_plans_manager::price_list_reader" },
      }),
    ]);
  });
});

describe("prices that change", () => {
  it("change by name or stock number, the effective price with them", async () => {
    const servers = await priceOf("pw_base_servers");
    await change([
      { name: "pw_base_workstations", list_price: "10.00" },
      { sku: servers?.["sku"], list_price: "0.0123", friendly_name: "Server machines" },
    ]);
    expect(await priceOf("pw_base_workstations")).toMatchObject({ list_price: "10.00", effective_price: "8.00" });
    expect(await priceOf("pw_base_servers")).toMatchObject({
      list_price: "0.0123",
      effective_price: "0.0098",
      friendly_name: "Server machines",
    });
  });

  it("change from one month on, and leave the months before", async () => {
    const before = await priceOf("pw_base_workstations", "2025-02");
    await change([{ name: "pw_base_workstations", list_price: "10", from: "2025-03" }]);
    expect(await priceOf("pw_base_workstations", "2025-02")).toEqual(before);
    expect(await priceOf("pw_base_workstations", "2025-03")).toMatchObject({ list_price: "10", effective_price: "8" });
  });

  it("leave the list where there is none any more, and are all back in the end", async () => {
    const before = await pricesIn();
    await change([{ name: "pw_base_nas", list_price: null }]);
    expect(await pricesIn()).toHaveLength(before.length - 1);
    expect((await control(simulator, "DELETE", "prices")).status).toBe(204);
    expect(await pricesIn()).toEqual(before);
  });

  it("and the right to read them", async () => {
    await change({ readable: false });
    expect((await lists()).status).toBe(403);
    await change({ readable: true, currency: "GBP" });
    expect(at(await lists(), "price_lists.0.currency")).toBe("GBP");
    expect((await control(simulator, "GET", "prices")).body).toMatchObject({ readable: true, currency: "GBP", prices: [] });
  });

  it.each([
    [
      "an unknown item",
      [
        { name: "pw_base_nas", list_price: "1" },
        { name: "pw_base_unicorns", list_price: "1" },
      ],
      404,
    ],
    ["money that is a number", [{ name: "pw_base_nas", list_price: 1 }], 400],
    ["a price of nothing", [{ list_price: "1" }], 400],
    ["no change at all", [{ name: "pw_base_nas" }], 400],
  ])("refuse %s, and then stay as they are", async (_, body, status) => {
    const before = await pricesIn();
    expect((await change(body)).status).toBe(status);
    expect(await pricesIn()).toEqual(before);
  });
});
