import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { firstHead, holding, publishing } from "../../../../functions/services/head.ts";
import { partHash } from "../../../../functions/services/parts.ts";
import { instanceId, type OpenDoor, openOperatorDoor } from "./an-operator-door.ts";

let door: OpenDoor;
beforeEach(async () => {
  door = await openOperatorDoor();
  await door.activate();
});
afterEach(() => door.close());

const address = `/v1/instances/${instanceId}`;
const json = { "content-type": "application/json" };
const csv = { "content-type": "text/csv" };
const post = (path: string, body: unknown) => door.send("POST", `${address}/${path}`, { headers: json, body: JSON.stringify(body) });
const put = (body: string) => door.send("PUT", `${address}/price-list`, { headers: csv, body });

/** A definition of so many items, and a difference, as a run keeps them. */
const keep = async (count: number) => {
  const { servicesWriter } = door.services;
  const kept = async (value: unknown) => {
    const text = JSON.stringify(value);
    await servicesWriter.keepPart(instanceId, partHash(text), text);
    return partHash(text);
  };
  const items = Array.from({ length: count }, (_, at) => ({
    plan: `backup-i${at}`,
    itemName: `i${at}`,
    usageName: `i${at}`,
    isFeature: false,
    unit: "pieces",
    attributeId: `i${at}`,
    name: `Item ${at}`,
    price: { sell: "1.00", cost: "0.82" },
  }));
  const group = {
    plan: "backup-a",
    applicationId: "b",
    edition: "a",
    applicationName: "B",
    editionName: "A",
    name: "B - A",
    forCustomers: true,
    forResellers: false,
    count,
    parts: [await kept(items)],
  };
  const root = { format: 1, currency: "EUR", discount: "18", digits: 2, remarks: [], storages: [], groups: [group] };
  const change = { kind: "added", of: "product", id: "backup-a", name: "B - A", before: "", after: "x", text: `Added: ${count}` };
  const counts = { gone: 0, priceLost: 0, repriced: 0, changed: 0, renamed: 0, added: 1, priceFound: 0 };
  return { root: await kept(root), difference: await kept({ against: null, counts, changes: [change] }), at: door.services.clock.now() };
};

/** Version 1 is published, version 2 held. */
const publishOneHoldAnother = async () => {
  const { servicesWriter } = door.services;
  const first = publishing(firstHead(instanceId), await keep(1_500));
  expect(await servicesWriter.saveHead(firstHead(instanceId), first)).toBe(true);
  const read = await servicesWriter.head(instanceId);
  if (read === undefined) throw new Error("there is no head");
  expect(await servicesWriter.saveHead(read, holding(read, await keep(2), ["Too much."]))).toBe(true);
};

describe("the services definition", () => {
  it("is nothing before the first run, which a call starts", async () => {
    expect((await door.send("GET", `${address}/services-definition`)).body).toEqual({ published: null, held: null, lastRun: null });
    expect((await door.send("GET", `${address}/services-definition/versions`)).body).toEqual({ versions: [] });
    const { status, body } = await door.send("POST", `${address}/services-definition`);
    expect(status).toBe(202);
    expect(body["execution"]).toMatch(new RegExp(`^${instanceId}-\\d{17}$`));
    expect([...door.running]).toEqual([body["execution"]]);
  });

  it("shows what is published, and what is held with its reasons and difference", async () => {
    await publishOneHoldAnother();
    expect((await door.send("GET", `${address}/services-definition`)).body).toMatchObject({
      published: { version: 1, status: "published" },
      held: { version: 2, reasons: ["Too much."], difference: { changes: [{ text: "Added: 2" }] } },
    });
    expect((await door.send("GET", `${address}/services-definition/versions`)).body).toMatchObject({
      versions: [
        { version: 2, status: "held" },
        { version: 1, status: "published" },
      ],
    });
  });

  it("shows each version, a page of items at a time", async () => {
    await publishOneHoldAnother();
    const first = (await door.send("GET", `${address}/services-definition/versions/1`)).body;
    expect(first).toMatchObject({ version: 1, next: 1_000, definition: { currency: "EUR", groups: [{ plan: "backup-a" }] } });
    const second = (await door.send("GET", `${address}/services-definition/versions/1`, { query: { from: "1000" } })).body;
    expect(second).toMatchObject({ next: null });
    expect([JSON.stringify(first).match(/"itemName"/g)?.length, JSON.stringify(second).match(/"itemName"/g)?.length]).toEqual([1_000, 500]);
    const beyond = await door.send("GET", `${address}/services-definition/versions/1`, { query: { from: "9000" } });
    expect(beyond.body).toMatchObject({ next: null, definition: { groups: [] } });
    for (const version of ["3", "0", "01", "x"]) {
      expect((await door.send("GET", `${address}/services-definition/versions/${version}`)).status).toBe(404);
    }
  });

  it("is decided on once, by the version that is held", async () => {
    await publishOneHoldAnother();
    const { status, body } = await post("services-definition/accept", { version: 1 });
    expect([status, body["type"]]).toEqual([409, "urn:tenantry:problem:notHeld"]);
    expect((await post("services-definition/accept", { version: 2 })).body).toMatchObject({ published: { version: 2 }, held: null });
    expect((await post("services-definition/refuse", { version: 2 })).status).toBe(409);
    expect((await post("services-definition/accept", {})).status).toBe(400);
    expect((await door.send("GET", `${address}/services-definition/versions`)).body).toMatchObject({
      versions: [
        { version: 2, status: "published" },
        { version: 1, status: "superseded" },
      ],
    });
  });

  it("of two operators at once hears one", async () => {
    await publishOneHoldAnother();
    const both = await Promise.all([
      post("services-definition/accept", { version: 2 }),
      post("services-definition/refuse", { version: 2 }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it("is not there for an instance of Veeam, nor for none", async () => {
    for (const id of [await door.activateVeeam(), "a".repeat(20)]) {
      for (const path of ["services-definition", "services-definition/versions", "services-definition/versions/1", "price-list"]) {
        expect((await door.send("GET", `/v1/instances/${id}/${path}`)).status).toBe(404);
      }
      expect((await door.send("POST", `/v1/instances/${id}/services-definition`)).status).toBe(404);
    }
  });
});

describe("the uploaded price list", () => {
  it("is stored as it is read, shown, replaced and taken away", async () => {
    expect((await door.send("GET", `${address}/price-list`)).status).toBe(404);
    expect((await put("Item;Price\npw_base_vms;1,50\n")).body).toMatchObject({ currency: "EUR", prices: 1 });
    expect((await door.send("GET", `${address}/price-list`)).body).toMatchObject({
      currency: "EUR",
      prices: [{ item: "pw_base_vms", sku: "", price: "1.50" }],
    });
    const many = Array.from({ length: 20_000 }, (_, at) => `sku-\u{1F600}-${at},${at}.25`);
    expect((await put(`sku,price\n${many.join("\n")}`)).body).toMatchObject({ prices: 20_000 });
    expect((await door.send("GET", `${address}/price-list`)).body["prices"]).toContainEqual({
      item: "",
      sku: "sku-\u{1F600}-19999",
      price: "19999.25",
    });
    expect((await door.send("DELETE", `${address}/price-list`)).body).toMatchObject({ prices: 20_000 });
    expect((await door.send("DELETE", `${address}/price-list`)).status).toBe(404);
  });

  it("that cannot be used is refused by its lines, and changes nothing", async () => {
    await put("item,price\na,1\n");
    const { status, body } = await put("item,price\na,1\nb,none\n");
    expect(status).toBe(400);
    expect(body["errors"]).toEqual([{ path: "", message: expect.stringMatching(/^Line 3: the price/) }]);
    expect((await door.send("GET", `${address}/price-list`)).body["prices"]).toHaveLength(1);
  });

  it("is CSV and no more than 4 MB", async () => {
    const { status, body } = await door.send("PUT", `${address}/price-list`, { headers: json, body: "{}" });
    expect([status, body["cure"]]).toEqual([415, "Send the file as `Content-Type: text/csv`."]);
    // A gateway may hand on a text in which it has replaced what is no UTF-8.
    expect((await put("item,price,note\na,1,caf\u{FFFD}\n")).body["detail"]).toMatch(/not UTF-8/);
    expect((await put("x".repeat(4 * 1024 * 1024 + 1))).status).toBe(413);
    expect((await door.send("POST", `${address}/price-list`, { headers: csv, body: "" })).headers).toMatchObject({
      allow: "PUT, GET, HEAD, DELETE",
    });
  });
});
