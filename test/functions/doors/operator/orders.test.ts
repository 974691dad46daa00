import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { causes } from "../../../../functions/causes.ts";
import { operatorDoor } from "../../../../functions/doors/operator/door.ts";
import { OrderPage } from "../../../../functions/doors/operator/order-views.ts";
import { eventOf, instanceId, type OpenDoor, openOperatorDoor, type Request } from "./an-operator-door.ts";
import { applicationId, ordersOf, people } from "./orders-of.ts";

let door: OpenDoor;
let orders: ReturnType<typeof ordersOf>;
beforeEach(async () => {
  door = await openOperatorDoor();
  orders = ordersOf(door);
});
afterEach(() => door.close());

const page = async (query: Request["query"] = {}) => OrderPage.parse((await door.send("GET", "/v1/orders", { query })).body);

const resume = (orderId: string) => door.send("POST", `/v1/orders/${orderId}/resume`);

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

describe("resume", () => {
  it("starts the next attempt of a parked order", async () => {
    const { order } = await orders.parked("101");
    const { status, body } = await resume(order.orderId);
    expect(status).toBe(202);
    expect(body).toMatchObject({ orderId: order.orderId, status: "running", attempt: 2, isExecuting: true, endedAt: null, cause: null });
    expect([...door.running]).toEqual([`${order.orderId}-2`]);
    expect(door.logged.at(-1)).toMatchObject({ level: "info", message: "order resumed", orderId: order.orderId });
  });

  it("makes one attempt of twenty calls at once", async () => {
    const { order } = await orders.parked("101");
    const answers = await Promise.all(Array.from({ length: 20 }, () => resume(order.orderId)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    expect([...door.running]).toEqual([`${order.orderId}-2`]);
  });

  it("is refused while the order runs, and when it is done, with its status and what to do", async () => {
    const running = await resume((await orders.running("101")).order.orderId);
    expect(running.status).toBe(409);
    expect(running.body).toMatchObject({ detail: expect.stringContaining("is running"), cure: causes.otherAttemptRunning.cure });
    const done = await resume((await orders.done("102")).order.orderId);
    expect(done.status).toBe(409);
    expect(done.body).toMatchObject({ detail: expect.stringContaining("is done"), cure: causes.orderEnded.cure });
  });

  it("is refused for a past order, naming the current one", async () => {
    const past = await orders.parked("101");
    const current = await orders.running("101", { phone: "another" });
    const { status, body } = await resume(past.order.orderId);
    expect(status).toBe(409);
    const said = z.object({ type: z.string(), detail: z.string() }).parse(body);
    expect(said.type).toBe("urn:tenantry:problem:pastOrder");
    expect(said.detail).toContain(current.order.orderId);
    expect(door.running).not.toContain(`${past.order.orderId}-2`);
  });

  it("is not found when there is no such order", async () => {
    expect((await resume("a".repeat(26))).status).toBe(404);
  });

  it.each([
    ["resumed", 202, { isCurrent: false }],
    ["notParked", 409, { type: "urn:tenantry:problem:pastOrder" }],
  ] as const)("speaks of the order that was asked for, also when another follows at that moment: %s", async (outcome, status, said) => {
    const { order } = await orders.parked("101");
    const overtaking = operatorDoor({
      ...door.services,
      resume: async () => {
        await orders.running("101", { phone: "another" });
        return outcome;
      },
    });
    const result = await overtaking(eventOf("POST", `/v1/orders/${order.orderId}/resume`));
    expect(result.statusCode).toBe(status);
    expect(JSON.parse(result.body ?? "")).toMatchObject(outcome === "resumed" ? { orderId: order.orderId, ...said } : said);
  });
});
