import * as z from "zod";
import { causes } from "../../causes.ts";
import type { Mapping } from "../../onboarding/mapping.ts";
import { detailOf, OrderDetail, OrderPage, type Owned, summaryOf } from "./order-views.ts";
import { endOf } from "./page-end.ts";
import { Refusal } from "./problems.ts";
import { noBody, noQuery, nothingBy, route } from "./route.ts";
import type { OperatorServices } from "./services.ts";

const Limit = z.codec(z.string().regex(/^\d{1,3}$/, "A whole number from 1 to 100"), z.int().min(1).max(100), {
  decode: Number,
  encode: String,
});

const listOrders = route({
  method: "GET",
  path: "/v1/orders",
  operationId: "listOrders",
  summary: "Orders that are not done, oldest first",
  status: 200,
  query: z.strictObject({
    status: z.enum(["parked", "running"]).default("parked"),
    limit: Limit.default(50),
    after: z.string().min(1).max(4096).optional().describe("The `next` of the page before, of the same status."),
  }),
  body: noBody,
  answer: OrderPage,
  refuses: [],
  run: async ({ query: { status, limit, after } }, { mappings }) => {
    const page = await mappings.open(status, limit, after === undefined ? undefined : endOf(after, status));
    return { orders: page.mappings.map((mapping) => summaryOf(owned(mapping))), next: page.next ?? null };
  },
});

const readOrder = route({
  method: "GET",
  path: "/v1/orders/{orderId}",
  operationId: "readOrder",
  summary: "An order with its steps, its cause and its cure; the last 20 of an account stay readable",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: OrderDetail,
  refuses: [],
  run: async ({ id }, services) => {
    const mapping = await services.mappings.ofOrder(id);
    return mapping === undefined ? pastDetail(id, services) : currentDetail(mapping, services);
  },
});

const resumeOrder = route({
  method: "POST",
  path: "/v1/orders/{orderId}/resume",
  operationId: "resumeOrder",
  summary: "Starts the next attempt of a parked order; what is done stays done",
  status: 202,
  query: noQuery,
  body: noBody,
  answer: OrderDetail,
  refuses: ["notParked", "pastOrder"],
  run: async ({ id }, services) => resumed(await orderToActOn(id, services), services),
});

export const orderRoutes = [listOrders, readOrder, resumeOrder] as const;

/** The row whose current order this is; one that was followed by another is refused. */
export const orderToActOn = async (id: string, services: OperatorServices): Promise<Mapping> => {
  const mapping = await services.mappings.ofOrder(id);
  if (mapping === undefined) throw followed((await pastOrder(id, services)).current);
  return mapping;
};

/** Starts the next attempt, or says why there is none. */
export const resumed = async (mapping: Mapping, services: OperatorServices): Promise<OrderDetail> => {
  const { mappings, log } = services;
  const { orderId } = mapping.order;
  // Two callers may both have read "parked": the row lets one of them make the next attempt.
  const outcome = mapping.order.status === "parked" ? await services.resume(mapping) : "notParked";
  const now = (await mappings.find(mapping)) ?? mapping;
  const isCurrent = now.order.orderId === orderId;
  if (outcome === "notParked") throw isCurrent ? notParked(now) : followed(now);
  log("info", "order resumed", { orderId });
  // It may have run and been followed by another since.
  return isCurrent ? currentDetail(now, services) : pastDetail(orderId, services);
};

const owned = (mapping: Mapping): Owned => ({ key: mapping, tenantId: mapping.tenantId, order: mapping.order });

export const currentDetail = async (mapping: Mapping, { machines }: OperatorServices): Promise<OrderDetail> => {
  const { status, process, execution } = mapping.order;
  const isExecuting = status === "running" && (await machines.isRunning(process, execution));
  const { workItem = null, checklist = null } = mapping;
  // What was asked of a person, or stays to be done, is of no use once the order goes on or another follows.
  const asked = { workItem: status === "parked" ? workItem : null, checklist: status === "done" ? checklist : null };
  return detailOf(owned(mapping), { isCurrent: true, isExecuting, ...asked });
};

const pastDetail = async (id: string, services: OperatorServices): Promise<OrderDetail> => {
  const { current, ...past } = await pastOrder(id, services);
  return detailOf({ ...past, tenantId: current?.tenantId }, { isCurrent: false, isExecuting: false, workItem: null, checklist: null });
};

const pastOrder = async (id: string, { mappings }: OperatorServices) => {
  const past = await mappings.pastOrder(id);
  if (past === undefined) throw nothingBy("There is no such order, or it is older than the last 20 of its account.");
  return { ...past, current: await mappings.find(past.key) };
};

const followed = (current: Mapping | undefined): Refusal =>
  new Refusal("pastOrder", `The account's current order is ${current?.order.orderId ?? "unknown"}.`);

const notParked = ({ order: { status, execution } }: Mapping): Refusal => {
  const { cure } = causes[status === "done" ? "orderEnded" : "otherAttemptRunning"];
  return new Refusal("notParked", `The order is ${status}, by the execution ${execution}.`, { cure });
};
