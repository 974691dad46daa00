import type { OrderProcess } from "../../processes.ts";
import { Confirmation } from "../../vendors/veeam/work-item.ts";
import { OrderDetail } from "./order-views.ts";
import { currentDetail, orderToActOn, resumed } from "./orders.ts";
import { Refusal } from "./problems.ts";
import { noQuery, route } from "./route.ts";

/** Processes of which a person may do a step. */
const withPeople = new Set<OrderProcess>(["onboard-veeam", "disable-veeam", "change-veeam-subscription"]);

export const confirmOrder = route({
  method: "POST",
  path: "/v1/orders/{orderId}/confirm",
  operationId: "confirmOrder",
  summary: "Says what a person did at the vendor for a parked order, as its work item asks, and resumes it",
  status: 202,
  query: noQuery,
  body: Confirmation,
  answer: OrderDetail,
  refuses: ["notParked", "pastOrder", "nothingToConfirm"],
  run: async ({ id, body: confirmation }, services) => {
    const mapping = await orderToActOn(id, services);
    if (!withPeople.has(mapping.order.process)) {
      throw new Refusal("nothingToConfirm", "No person does a step of this process.");
    }
    if (Object.keys(confirmation).length === 0) throw new Refusal("nothingToConfirm", "The body names nothing that was done.");
    if (mapping.order.status === "parked" && !(await services.mappings.confirm(mapping, confirmation, "person"))) {
      return currentDetail(mapping, services);
    }
    return resumed(mapping, services);
  },
});
