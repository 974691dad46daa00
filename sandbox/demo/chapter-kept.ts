import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { causes } from "../../functions/causes.ts";
import type { BssInstallation } from "../bss/installation.ts";
import { accounts } from "./cast.ts";
import { idOf, must, readable, refusalOf, shown, type Story, WrongOutcome } from "./story.ts";

const Cause = z.object({ name: z.string(), text: z.string(), cure: z.string(), who: z.string(), after: z.string() });
const Order = z.object({
  orderId: z.string(),
  status: z.string(),
  attempt: z.number(),
  accountId: z.string(),
  cause: Cause.nullable(),
  steps: z.array(z.object({ step: z.string(), seconds: z.number() })).default([]),
});
const Page = z.object({ orders: z.array(Order) });

/** Nothing lost: a kill in the middle of an order, and an order that waits for a person. */
export const keptChapter = async (story: Story, bss: BssInstallation): Promise<void> => {
  const { screen, stage } = story;
  screen.chapter("5  Nothing lost");
  await killedInMidOrder(story, bss);

  const [vendor] = stage.vendors;
  vendor.faults.add({ kind: "status", status: 403, match: { route: "POST /api/2/users" } });
  const told = refusalOf(await bss.synchronise(accounts.parked), causes.accessDenied.code);
  screen.done(`Acronis forbids the administrator of Minoan Travel; its order is parked: “${readable(told)}”`);

  const { orders } = Page.parse((await stage.operator("GET", "orders?status=parked")).body);
  const [order] = orders;
  must(orders.length === 1 && order?.cause?.name === "accessDenied", "the operator should see the one parked order, with its cause");
  const { orderId = "", cause } = order ?? {};
  screen.done(`The operator sees it: GET /v1/orders?status=parked → ${orderId}, account ${order?.accountId}, after ${cause?.after}`);
  screen.detail(`who can cure it: ${cause?.who}; how: ${cause?.cure}`);

  const resumed = await stage.operator("POST", `orders/${orderId}/resume`);
  must(resumed.status === 202, `the order should be resumed, and the door answered ${resumed.status}`);
  const done = await untilDone(story, orderId);
  must(vendor.world.tenants.filter(({ name }) => name === "Minoan Travel").length === 1, "the resumed order should keep its tenant");
  screen.done(`POST /v1/orders/…/resume: attempt ${done.attempt} took the tenant that was there and did what was missing`);
};

const killedInMidOrder = async (story: Story, bss: BssInstallation): Promise<void> => {
  const { screen, stage } = story;
  const underWay = stage.entered("Enable services");
  await shown(story, async () => {
    // Nobody hears its end: Tenantry is gone by then.
    const cut = bss.synchronise(accounts.killed).catch(() => undefined);
    await underWay;
    await stage.kill();
    screen.detail("Tenantry is killed here, and started again");
    await stage.restart();
    await cut;
    idOf(await bss.synchroniseToTheEnd(accounts.killed, 50));
  });
  const { world } = stage.vendors[0];
  must(world.tenants.filter(({ name }) => name === "Sparta Legal").length === 1, "the kill should leave one tenant");
  screen.done("Sparta Legal: the order went on after the kill, and there is one tenant");
};

const untilDone = async ({ stage }: Story, orderId: string): Promise<z.infer<typeof Order>> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const order = Order.parse((await stage.operator("GET", `orders/${orderId}`)).body);
    if (order.status === "done") return order;
    must(order.status === "running", `the resumed order should go on, and is ${order.status}`);
    await pause(25);
  }
  throw new WrongOutcome("the resumed order does not end");
};
