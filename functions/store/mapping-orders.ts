import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { type Clock, utc } from "../clock.ts";
import { Rejected } from "../errors.ts";
import { Mapping, type Order } from "../onboarding/mapping.ts";
import { contentHashOf, executionOf, mappingKeyOf, markerOf, orderIdOf } from "../onboarding/names.ts";
import type { Ask, Mappings } from "../onboarding/ports.ts";
import { afterRemoval } from "../onboarding/subscriptions.ts";
import type { MappingTable } from "./mapping-table.ts";
import type { PastOrders } from "./past-orders.ts";
import { type Change, written } from "./row.ts";

type Orders = Pick<Mappings, "reserve" | "resume" | "claimAttempt" | "complete" | "park">;

/** An order's life in its account's row: reserved, tried again, done or parked. */
export const mappingOrders = ({ store, TableName, update, fenced }: MappingTable, past: PastOrders, clock: Clock): Orders => ({
  reserve: async (ask, before) => {
    const order = nextOrder(ask, before, clock.now());
    const row = { account: ask.account, order, ...indexed(order) };
    if (before === undefined) {
      const Item: Record<string, unknown> & Mapping = {
        ...ask.key,
        ...row,
        mappingKey: mappingKeyOf(ask.key),
        marker: markerOf(ask.key),
        createdAt: order.acceptedAt,
        // As if it had been sent long ago: the tenant is looked up by its marker before one is created.
        ...(ask.mayHaveTenant === true && { intent: { at: utc(0), name: ask.account.name, openSince: utc(0) } }),
      };
      const made = await written(store.send(new PutCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(mappingKey)" })));
      return made ? Mapping.parse(Item) : undefined;
    }
    await past.keep(before);
    const formerLogins = formerLoginsOf(ask, before);
    // A Delete that did not end may have disabled the tenant all the same.
    const disabled = before.order.process === "disable-acronis" ? true : before.disabled;
    const change: Change = {
      set: { ...row, formerLogins, disabled, ...scheduled(ask) },
      remove: ["suggestions", "workItem"],
      where: { "order.orderId": before.order.orderId, "order.status": before.order.status, "order.attempt": before.order.attempt },
    };
    if (!(await update(before.mappingKey, change))) return undefined;
    const { suggestions: _, workItem: __, ...kept } = before;
    return { ...kept, account: ask.account, order, formerLogins, disabled, deletion: ask.deletion ?? before.deletion };
  },

  resume: async (mapping) => {
    const { order } = mapping;
    const next = nextAttempt(order, executionOf(order.orderId, order.attempt + 1), clock.now());
    const where = { "order.orderId": order.orderId, "order.status": "parked", "order.attempt": order.attempt };
    const resumed = await update(mapping.mappingKey, {
      set: { order: next, ...indexed(next) },
      remove: ["suggestions", "workItem"],
      where,
    });
    return resumed ? { ...mapping, order: next } : undefined;
  },

  claimAttempt: async (mapping, execution) => {
    const { order } = mapping;
    const next = nextAttempt(order, execution, clock.now());
    const where = { "order.orderId": order.orderId, "order.status": order.status, "order.execution": order.execution };
    if (!(await update(mapping.mappingKey, { set: { order: next, ...indexed(next) }, where }))) throw new Rejected("otherAttemptRunning");
    return { ...mapping, order: next };
  },

  complete: async (mapping, { steps, administratorId, disabled, checklist, subscriptionIds, subscriptions }) => {
    const endedAt = clock.now();
    const listed = mapping.account.role === "reseller" && !disabled;
    await fenced(mapping, {
      set: {
        "order.status": "done",
        "order.endedAt": endedAt,
        "order.steps": steps,
        onboardedAt: mapping.onboardedAt ?? (disabled ? undefined : endedAt),
        administratorId,
        invitedEmail: disabled || administratorId === undefined ? undefined : mapping.account.email,
        checklist,
        subscriptionIds,
        subscriptions: disabled ? afterRemoval(mapping, endedAt) : subscriptions,
        disabled,
        resellersOf: listed ? `${mapping.applicationId}#${mapping.instanceId}` : undefined,
      },
      // A customer that comes back is registered anew.
      remove: ["openStatus", "workItem", ...(listed ? [] : ["resellersOf"]), ...(disabled ? ["registration", "registered"] : [])],
    });
  },

  park: ({ mappingKey, order }, { failure, steps, administratorId }) =>
    update(mappingKey, {
      set: {
        "order.status": "parked",
        "order.endedAt": failure.at,
        "order.steps": steps,
        "order.failure": failure,
        openStatus: "parked",
        administratorId,
      },
      where: { "order.execution": order.execution, "order.status": "running" },
    }),
});

const nextOrder = ({ key, process, account }: Ask, before: Mapping | undefined, now: string): Order => {
  const number = (before?.order.number ?? 0) + 1;
  const orderId = orderIdOf(key, number);
  const contentHash = contentHashOf(process, account);
  const execution = executionOf(orderId, 1);
  return { orderId, number, process, contentHash, status: "running", attempt: 1, execution, acceptedAt: now, attemptAt: now, steps: [] };
};

/** The attributes that the indexes are made of. */
const indexed = ({ orderId, acceptedAt, status }: Order) => ({ orderId, acceptedAt, openStatus: status });

/** A wish to delete, and its place in the index of those that will be due. */
const scheduled = ({ deletion }: Ask) =>
  deletion === undefined ? {} : { deletion, deletionOf: "scheduled", deletionDueAt: deletion.dueAt };

/** Logins that an earlier order of an unfinished account may have made an administrator with. */
const formerLoginsOf = ({ account }: Ask, before: Mapping): string[] | undefined => {
  const former = [...(before.formerLogins ?? []), before.account.login].filter((login) => login !== account.login);
  // Without a tenant no administrator was made.
  const mayHaveOne = before.onboardedAt === undefined && (before.tenantId !== undefined || before.intent !== undefined);
  return mayHaveOne && former.length > 0 ? [...new Set(former)] : undefined;
};

/** The same order's next attempt. */
const nextAttempt = ({ endedAt: _ended, failure: _failure, ...order }: Order, execution: string, now: string): Order => ({
  ...order,
  status: "running",
  attempt: order.attempt + 1,
  execution,
  attemptAt: now,
  steps: [],
});
