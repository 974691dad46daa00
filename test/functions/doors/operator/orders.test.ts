import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { causes } from "../../../../functions/causes.ts";
import { OrderPage } from "../../../../functions/doors/operator/order-views.ts";
import { instanceId, type OpenDoor, openOperatorDoor, type Request } from "./an-operator-door.ts";
import { applicationId, ordersOf, people } from "./orders-of.ts";

let door: OpenDoor;
let orders: ReturnType<typeof ordersOf>;
beforeEach(async () => {
  door = await openOperatorDoor();
  orders = ordersOf(door);
});
afterEach(() => door.close());

const page = async (query: Request["query"] = {}) => OrderPage.parse((await door.send("GET", "/v1/orders", { query })).body);

describe("the list of orders", () => {
  it("shows parked orders with their cause and cure, oldest first, and nobody's data", async () => {
    const first = await orders.parked("102", "tenantNameTaken");
    const second = await orders.parked("101", "accessDenied");
    await orders.running("103");
    await orders.done("104");
    const { body, text } = await door.send("GET", "/v1/orders");
    const { orders: listed, next } = OrderPage.parse(body);
    expect(listed.map(({ orderId }) => orderId)).toEqual([first.order.orderId, second.order.orderId]);
    const { tenantNameTaken } = causes;
    expect(listed[0]).toMatchObject({
      status: "parked",
      attempt: 1,
      process: "onboard-acronis",
      accountId: "102",
      applicationId,
      instanceId,
      tenantId: null,
      cause: { name: "tenantNameTaken", ...tenantNameTaken, message: "409 from /tenants", after: "createTenant" },
    });
    expect(next).toBeNull();
    for (const word of people) expect(text).not.toContain(word);
  });

  it("shows running orders where they are asked for", async () => {
    await orders.parked("101");
    const { order } = await orders.running("102");
    const { orders: listed } = await page({ status: "running" });
    expect(listed).toMatchObject([{ orderId: order.orderId, status: "running", endedAt: null, cause: null }]);
  });

  it("goes from page to page and meets every order once", async () => {
    for (const account of ["1", "2", "3", "4", "5"]) await orders.parked(account);
    const first = await page({ limit: "2" });
    const second = await page({ limit: "2", after: first.next ?? "" });
    const third = await page({ limit: "2", after: second.next ?? "" });
    const met = [first, second, third].flatMap((each) => each.orders.map(({ accountId }) => accountId));
    expect(met).toEqual(["1", "2", "3", "4", "5"]);
  });

  it.each([
    ["limit", { limit: "0" }],
    ["limit", { limit: "101" }],
    ["limit", { limit: "0x10" }],
    ["limit", { limit: "" }],
    ["status", { status: "done" }],
    ["status", { status: "parked,running" }],
    ["after", { after: "" }],
    ["after", { after: "nonsense" }],
    ["after", { after: Buffer.from('{"mappingKey":""}').toString("base64url") }],
    ["after", { after: Buffer.from('{"mappingKey":"a","openStatus":"parked","acceptedAt":"now"}').toString("base64url") }],
  ])("refuses a %s that cannot be used: %o", async (path, query) => {
    const { status, body } = await door.send("GET", "/v1/orders", { query });
    expect(status).toBe(400);
    expect(body).toMatchObject({ type: "urn:tenantry:problem:unreadable", errors: [{ path }] });
  });

  it("refuses the page's end of another status", async () => {
    await orders.parked("1");
    await orders.parked("2");
    const { next } = await page({ limit: "1" });
    expect((await door.send("GET", "/v1/orders", { query: { status: "running", after: next ?? "" } })).status).toBe(400);
  });
});

describe("one order", () => {
  it("has its steps with their times, its execution and its number", async () => {
    const { order } = await orders.done("101");
    const { status, body, text } = await door.send("GET", `/v1/orders/${order.orderId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "done",
      number: 1,
      isCurrent: true,
      isExecuting: false,
      execution: `${order.orderId}-1`,
      cause: null,
      tenantId: "d3b1f0a4-5c1e-4a39-8f0d-6a2f7b9c4e21",
      steps: [{ step: "createTenant", seconds: 1.5 }],
    });
    for (const word of people) expect(text).not.toContain(word);
  });

  it("tells a running order that no execution runs for", async () => {
    const { order } = await orders.running("101");
    expect((await door.send("GET", `/v1/orders/${order.orderId}`)).body).toMatchObject({ status: "running", isExecuting: true });
    door.running.clear();
    expect((await door.send("GET", `/v1/orders/${order.orderId}`)).body).toMatchObject({ status: "running", isExecuting: false });
  });

  it("stays readable when another order of the account followed, up to the last 20", async () => {
    const ids: string[] = [];
    for (let number = 1; number <= 21; number += 1) ids.push((await orders.done("101", { phone: String(number) })).order.orderId);
    const [gone = "", oldest = ""] = ids;
    expect((await door.send("GET", `/v1/orders/${gone}`)).status).toBe(404);
    const { body } = await door.send("GET", `/v1/orders/${oldest}`);
    expect(body).toMatchObject({
      number: 2,
      isCurrent: false,
      accountId: "101",
      tenantId: expect.any(String),
      steps: [{ step: "createTenant" }],
    });
  });

  it("is not found when there is none", async () => {
    const { status, body } = await door.send("GET", `/v1/orders/${"a".repeat(26)}`);
    expect(status).toBe(404);
    expect(body).toMatchObject({ type: "urn:tenantry:problem:notFound", cure: expect.any(String) });
  });

  it("shows the cause that another version wrote, with the cure of a defect", async () => {
    const { order } = await orders.parked("101");
    const mapping = await door.services.mappings.ofOrder(order.orderId);
    if (mapping === undefined) throw new Error("no such order");
    const failure = { cause: "ofTheFuture", message: "", after: "", at: door.services.clock.now() };
    const resumed = await door.services.mappings.resume(mapping);
    await door.services.mappings.park(resumed ?? mapping, { failure, steps: [] });
    const { body } = await door.send("GET", `/v1/orders/${order.orderId}`);
    expect(body).toMatchObject({ cause: { name: "ofTheFuture", cure: causes.defect.cure } });
  });
});
