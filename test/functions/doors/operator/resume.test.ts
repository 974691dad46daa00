import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { causes } from "../../../../functions/causes.ts";
import { operatorDoor } from "../../../../functions/doors/operator/door.ts";
import { eventOf, type OpenDoor, openOperatorDoor } from "./an-operator-door.ts";
import { ordersOf } from "./orders-of.ts";

let door: OpenDoor;
let orders: ReturnType<typeof ordersOf>;
beforeEach(async () => {
  door = await openOperatorDoor();
  orders = ordersOf(door);
});
afterEach(() => door.close());

const resume = (orderId: string) => door.send("POST", `/v1/orders/${orderId}/resume`);

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
