import { createServer } from "node:http";
import * as z from "zod";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { makeTenant } from "../sandbox/acronis/client.ts";
import { allRows, clientOf, instanceIdIn, operate, saveForm, vendorApi } from "../onboarding/hands.ts";
import { openTown, type Town } from "../support/town.ts";

describe("saving the settings form", () => {
  let town: Town;

  beforeAll(async () => {
    town = await openTown();
  });
  afterAll(() => town.close());
  afterEach(() => town.vendor.faults.clear());

  const instances = async () => (await operate(town, "GET", "instances")).body;
  const stored = (clientId?: string) => town.house().ports.credentials.fresh(instanceIdIn(town, clientId));

  it("with a wrong secret is refused in one text, and activates nothing", async () => {
    expect(await saveForm(town, { ClientSecret: "not-the-secret" })).toEqual([
      expect.stringMatching(/^Client Id or Client Secret is not accepted/),
    ]);
    expect(await instances()).toEqual({ instances: [] });
    expect(await stored()).toBeUndefined();
  });

  it("with every field wrong names each of them once, by its name in the form, and asks the vendor nothing", async () => {
    town.vendor.clearCalls();
    const texts = await saveForm(town, {
      SystemName: "",
      Gateway: "http://eu2-cloud.acronis.com",
      ClientId: "two words",
      ClientSecret: "",
      DistributorDiscount: "101",
      PrimaryCurrency: "DRACHMA",
      UpdateProductNames: "sometimes",
    });
    const names = [
      "System Name",
      "Gateway",
      "Client Id",
      "Client Secret",
      "Distributor Discount",
      "Primary Currency",
      "Update Product Names",
    ];
    expect(texts).toEqual(names.map((name) => expect.stringMatching(new RegExp(`^${name} `))));
    expect(town.vendor.calls).toEqual([]);
  });

  it.each([
    ["http", "http://eu2-cloud.acronis.com", "https://"],
    ["a user part", "https://user:pass@eu2-cloud.acronis.com", "user part"],
    ["a port", "https://eu2-cloud.acronis.com:8443", "port"],
    ["an IP address", "https://10.0.0.1", "IP address"],
    ["an IP address as one number", "https://2130706433", "IP address"],
    ["an IPv6 address", "https://[fd00::1]", "IP address"],
    ["another's host", "https://cloud.acronis.com.evil.example", ".acronis.com"],
    ["a host that only ends alike", "https://evilacronis.com", ".acronis.com"],
  ])("refuses a gateway with %s, and says so", async (_what, Gateway, reason) => {
    const [problem, ...others] = await saveForm(town, { Gateway });
    expect(problem).toMatch(/^Gateway cannot be used: /);
    expect(problem).toContain(reason);
    expect(others).toEqual([]);
  });

  it("refuses a gateway at which nobody answers, in one text", async () => {
    const texts = await saveForm(town, { Gateway: "http://127.0.0.1:9" });
    expect(texts).toEqual([expect.stringMatching(/^Gateway gave no usable answer/)]);
  });

  it("refuses a gateway that answers by redirecting elsewhere, and does not follow", async () => {
    const elsewhere = createServer((_request, response) => response.writeHead(307, { location: town.vendor.url }).end());
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", () => resolve()));
    const address = z.object({ port: z.number() }).parse(elsewhere.address());
    town.vendor.clearCalls();
    expect(await saveForm(town, { Gateway: `http://127.0.0.1:${address.port}` })).toHaveLength(1);
    expect(town.vendor.calls).toEqual([]);
    elsewhere.close();
  });

  it("refuses a gateway that answers with a page of HTML, in one text", async () => {
    town.vendor.faults.add({ kind: "status", status: 502, html: "<html><b>Bad</b></html>", times: "always" });
    expect(await saveForm(town)).toEqual([expect.stringMatching(/^Gateway gave no usable answer[^<]*$/)]);
    expect(await instances()).toEqual({ instances: [] });
  });

  it("refuses the client of a customer's tenant, since that cannot have children", async () => {
    const api = await vendorApi(town);
    const { id } = await makeTenant(api, town.vendor.rootTenantId, { name: "Only a Customer" });
    const settings = await clientOf(api, id);
    expect(await saveForm(town, settings)).toEqual([
      "Client Id belongs to a customer tenant, which cannot have customers; use one of a partner tenant.",
    ]);
    expect(await stored(settings.ClientId)).toBeUndefined();
  });

  it("refuses the client of a disabled tenant", async () => {
    const api = await vendorApi(town);
    const { id, version } = await makeTenant(api, town.vendor.rootTenantId, { name: "Sleeping Partner", kind: "partner" });
    const settings = await clientOf(api, id);
    await api.put(`tenants/${id}`, { version, enabled: false });
    expect(await saveForm(town, settings)).toEqual([expect.stringContaining("disabled")]);
    expect(await instances()).toEqual({ instances: [] });
  });

  it("when all is right answers an empty list: the row is there, and the secret under a path of its own", async () => {
    expect(await saveForm(town)).toEqual([]);
    expect(await instances()).toMatchObject({
      instances: [
        {
          instanceId: instanceIdIn(town),
          systemName: "Acronis EU2",
          gateway: town.vendor.url,
          clientId: town.vendor.clientId,
          tenantId: town.vendor.rootTenantId,
          tenantName: "Nordwind Distribution",
          distributorDiscount: "18",
          primaryCurrency: "EUR",
          updateProductNames: "update",
        },
      ],
    });
    expect(await stored()).toMatchObject({ clientId: town.vendor.clientId, clientSecret: town.vendor.clientSecret });
    expect(JSON.stringify(await allRows(town))).not.toContain(town.vendor.clientSecret);
  });

  it("again with other facts changes them, keeps the rule and the secret, and stays the same instance", async () => {
    const rule = { language: "de" };
    expect(await operate(town, "PUT", `instances/${instanceIdIn(town)}/rule`, rule)).toMatchObject({ status: 200 });
    const before = await stored();
    const values = { SystemName: "Acronis, renamed", DistributorDiscount: "12,5 %", PrimaryCurrency: "usd", UpdateProductNames: "keep" };
    expect(await saveForm(town, values)).toEqual([]);
    expect(await instances()).toMatchObject({
      instances: [{ systemName: "Acronis, renamed", distributorDiscount: "12.5", primaryCurrency: "USD", updateProductNames: "keep" }],
    });
    expect((await operate(town, "GET", `instances/${instanceIdIn(town)}/rule`)).body).toMatchObject(rule);
    expect(await stored()).toEqual(before);
  });

  it("tells an instance's facts without any secret", async () => {
    const { body, text } = await town.bss.get("Fields/AdditionalInfo");
    expect(body).toMatchObject({ Gateway: town.vendor.url, TenantName: "Nordwind Distribution", TenantId: town.vendor.rootTenantId });
    expect(text).not.toContain(town.vendor.clientSecret);
    for (const path of ["instances", `instances/${instanceIdIn(town)}`, `instances/${instanceIdIn(town)}/rule`]) {
      expect((await operate(town, "GET", path)).text).not.toContain(town.vendor.clientSecret);
    }
  });
});
