import type { CauseName } from "../causes.ts";
import { detailIn } from "../errors.ts";
import type { Ports } from "../ports.ts";
import type { Account } from "./account.ts";
import { accountProblem, changeProblem } from "./account-rules.ts";
import { awaitEnd, joinersEnd, type Waiting } from "./await-end.ts";
import type { Mapping } from "./mapping.ts";
import { type Parent, type ParentHints, parentOf } from "./parent-of.ts";
import { causeOf, type Placed, placeOrder } from "./place-order.ts";

/** What placing an order and waiting for its end takes. */
export type Needed = Pick<Ports, "mappings" | "machines" | "clock"> & {
  readonly waiting: Waiting;
  /** When the call must be answered, by `waiting.elapsed`. */
  readonly until: number;
};

/** An account to synchronise, its parent not yet known. */
export interface Wanted extends ParentHints {
  readonly accountId: string;
  readonly process: "onboard-acronis" | "onboard-veeam";
  readonly account: Omit<Account, "parentTenantId">;
  /** The BSS knows a tenant of this account. */
  readonly mayHaveTenant: boolean;
}

/** How an ask ended, as far as the answer's budget showed. */
export type Ended = { readonly done: Mapping } | { readonly problem: CauseName; readonly detail?: string | undefined };

/** The BSS sends a reseller and its customer at the same moment, and the customer may be read first. */
const HEAD_START_MILLISECONDS = 500;

/** Creates or updates an account's tenant: places the order and waits for its end. */
export const synchronise = async (wanted: Wanted, needed: Needed): Promise<Ended> => {
  // An account at Veeam has no login, and its door has judged what it has instead.
  const problem = wanted.process === "onboard-acronis" ? accountProblem(wanted.account) : undefined;
  if (problem !== undefined) return { problem };
  const parent = await settledParent(wanted, needed);
  if ("problem" in parent) return { problem: parent.problem, detail: parent.detail };
  if ("waitFor" in parent) return { problem: "inProgress", detail: `its reseller ${parent.waitFor.accountId} is still being synchronised` };
  const account: Account = { ...wanted.account, parentTenantId: parent.tenantId };
  const key = { applicationId: wanted.applicationId, instanceId: wanted.instance.instanceId, accountId: wanted.accountId };
  const ask = { key, process: wanted.process, account, mayHaveTenant: wanted.mayHaveTenant };
  const placed = await placeOrder(ask, (before) => changeProblem(before, account), needed);
  return endOf(placed, needed);
};

/** A reseller whose own order runs is waited for a little. */
const settledParent = async (wanted: Wanted, needed: Needed): Promise<Parent> => {
  let parent = await parentOf(wanted, needed.mappings);
  if ("problem" in parent && parent.isUnknown === true) {
    await needed.waiting.pause(HEAD_START_MILLISECONDS);
    parent = await parentOf(wanted, needed.mappings);
  }
  if (!("waitFor" in parent)) return parent;
  await awaitEnd(parent.waitFor, needed, needed.waiting, joinersEnd(needed.waiting, needed.until));
  return parentOf(wanted, needed.mappings);
};

/** Waits for an order's end where there is one to wait for. Never says done before it is. */
export const endOf = async (placed: Placed, needed: Needed): Promise<Ended> => {
  if (placed.at === "refused") return { problem: placed.refusal };
  if (placed.at === "busy") return { problem: "otherOrderRunning", detail: `order ${placed.mapping.order.orderId}` };
  if (placed.at === "ended") return told(placed.mapping);
  const { waiting, until } = needed;
  return told(await awaitEnd(placed.mapping, needed, waiting, placed.reserved ? until : joinersEnd(waiting, until)));
};

const told = (mapping: Mapping): Ended => {
  const { status, orderId } = mapping.order;
  if (status === "done") return { done: mapping };
  return status === "parked" ? parked(mapping) : { problem: "inProgress", detail: `order ${orderId}` };
};

const parked = (mapping: Mapping): Ended => {
  const { order, suggestions = [] } = mapping;
  const free = suggestions.length > 0 ? `; free are ${suggestions.join(", ")}` : "";
  const problem = causeOf(mapping);
  const after = detailIn(order.failure?.message ?? "", problem);
  return { problem, detail: `${after === undefined ? "" : `${after}; `}order ${order.orderId}${free}` };
};
