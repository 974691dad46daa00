import { placeOrder } from "./place-order.ts";
import type { AccountKey } from "./ports.ts";
import { type Ended, endOf, type Needed } from "./synchronise.ts";

/** Takes an account's tenant out of use and keeps its data: places the order and waits for its end. */
export const remove = async (key: AccountKey, process: "disable-acronis" | "disable-veeam", needed: Needed): Promise<Ended> => {
  const mapping = await needed.mappings.find(key);
  if (mapping?.tenantId === undefined) {
    return mapping?.order.status === "running"
      ? { problem: "otherOrderRunning", detail: `order ${mapping.order.orderId}` }
      : { problem: "notSynchronised" };
  }
  const ask = { key, process, account: mapping.account };
  return endOf(await placeOrder(ask, () => undefined, needed), needed);
};
