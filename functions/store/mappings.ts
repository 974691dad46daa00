import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Clock } from "../clock.ts";
import { Rejected } from "../errors.ts";
import { Mapping, type Order } from "../onboarding/mapping.ts";
import { accountKeyOf, contentHashOf, executionOf, mappingKeyOf, markerOf, orderIdOf } from "../onboarding/names.ts";
import type { AccountKey, Ask, Mappings } from "../onboarding/ports.ts";
import { cursorOf, textOf } from "./cursor.ts";
import { orderMemory } from "./order-memory.ts";
import { pastOrders } from "./past-orders.ts";
import { type Change, documents, expressionOf, written } from "./row.ts";
import type { TableNames } from "./tables.ts";

const KeyRow = z.object({ mappingKey: z.string() });
const ResellerRow = Mapping.pick({ accountId: true, account: true }).extend({ tenantId: z.string() });

/** The rows of accounts: forward-only operations, each one conditional write; parsed when read. */
export const mappingRows = (client: DynamoDBClient, names: Pick<TableNames, "mappings" | "orders">, clock: Clock): Mappings => {
  const store = documents(client);
  const past = pastOrders(store, names.orders);
  const accounts = orderMemory();
  const TableName = names.mappings;

  const update = (mappingKey: string, change: Change): Promise<boolean> =>
    written(store.send(new UpdateCommand({ TableName, Key: { mappingKey }, ...expressionOf(change) })));

  const find = async (key: AccountKey): Promise<Mapping | undefined> => {
    const { Item } = await store.send(new GetCommand({ TableName, Key: { mappingKey: mappingKeyOf(key) }, ConsistentRead: true }));
    return Item === undefined ? undefined : Mapping.parse(Item);
  };

  /** A write of the attempt that the caller holds; the row's own attempt may have moved on meanwhile. */
  const fenced = async ({ mappingKey, order }: Mapping, change: Change): Promise<void> => {
    const where = { "order.execution": order.execution, "order.status": "running" };
    if (!(await update(mappingKey, { ...change, where }))) throw new Rejected("otherAttemptRunning");
  };

  const keyByIndex = async (orderId: string): Promise<string | undefined> => {
    const query = { IndexName: "byOrder", KeyConditionExpression: "orderId = :order", ExpressionAttributeValues: { ":order": orderId } };
    const { Items = [] } = await store.send(new QueryCommand({ TableName, ...query }));
    return Items.map((item) => KeyRow.parse(item).mappingKey)[0];
  };

  const rowsOf = async (items: Record<string, unknown>[] | undefined): Promise<readonly Mapping[]> => {
    const found = await Promise.all((items ?? []).map((item) => find(accountKeyOf(KeyRow.parse(item).mappingKey))));
    return found.filter((mapping) => mapping !== undefined);
  };

  const resellersOf = async (applicationId: string, instanceId: string, tenantId?: string) => {
    const resellers: z.infer<typeof ResellerRow>[] = [];
    let start: Record<string, unknown> | undefined;
    do {
      const page = await store.send(
        new QueryCommand({
          TableName,
          IndexName: "byReseller",
          KeyConditionExpression: `resellersOf = :of${tenantId === undefined ? "" : " AND tenantId = :tenant"}`,
          ExpressionAttributeValues: {
            ":of": `${applicationId}#${instanceId}`,
            ...(tenantId === undefined ? {} : { ":tenant": tenantId }),
          },
          ExclusiveStartKey: start,
        }),
      );
      resellers.push(...(page.Items ?? []).map((item) => ResellerRow.parse(item)));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return resellers.map(({ accountId, tenantId: id, account }) => ({ accountId, tenantId: id, name: account.name }));
  };

  return {
    find,

    ofOrder: async (orderId) => {
      const mappingKey = accounts.of(orderId) ?? (await keyByIndex(orderId));
      const found = mappingKey === undefined ? undefined : await find(accountKeyOf(mappingKey));
      if (found?.order.orderId !== orderId) return undefined;
      accounts.remember(orderId, found.mappingKey);
      return found;
    },

    pastOrder: (orderId) => past.find(orderId),

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
        };
        const made = await written(
          store.send(new PutCommand({ TableName, Item, ConditionExpression: "attribute_not_exists(mappingKey)" })),
        );
        return made ? Mapping.parse(Item) : undefined;
      }
      await past.keep(before);
      const formerLogins = formerLoginsOf(ask, before);
      const change: Change = {
        set: { ...row, formerLogins },
        remove: ["suggestions"],
        where: { "order.orderId": before.order.orderId, "order.status": before.order.status, "order.attempt": before.order.attempt },
      };
      if (!(await update(before.mappingKey, change))) return undefined;
      const { suggestions: _, ...kept } = before;
      return { ...kept, account: ask.account, order, formerLogins };
    },

    resume: async (mapping) => {
      const { endedAt: _ended, failure: _failure, ...order } = mapping.order;
      const attempt = order.attempt + 1;
      const next: Order = {
        ...order,
        status: "running",
        attempt,
        execution: executionOf(order.orderId, attempt),
        attemptAt: clock.now(),
        steps: [],
      };
      const where = { "order.orderId": order.orderId, "order.status": "parked", "order.attempt": order.attempt };
      const resumed = await update(mapping.mappingKey, { set: { order: next, ...indexed(next) }, remove: ["suggestions"], where });
      return resumed ? { ...mapping, order: next } : undefined;
    },

    claimAttempt: async (mapping, execution) => {
      const { endedAt: _ended, failure: _failure, ...order } = mapping.order;
      const next: Order = { ...order, status: "running", attempt: order.attempt + 1, execution, attemptAt: clock.now(), steps: [] };
      const where = { "order.orderId": order.orderId, "order.status": order.status, "order.execution": order.execution };
      if (!(await update(mapping.mappingKey, { set: { order: next, ...indexed(next) }, where }))) throw new Rejected("otherAttemptRunning");
      return { ...mapping, order: next };
    },

    noteIntent: (mapping, name) => fenced(mapping, { set: { intent: { at: clock.now(), name } } }),
    settleIntent: (mapping) => fenced(mapping, { remove: ["intent"] }),
    noteTenant: (mapping, tenantId, tenantName) => fenced(mapping, { set: { tenantId, tenantName }, remove: ["intent"] }),
    noteSuggestions: (mapping, suggestions) => fenced(mapping, { set: { suggestions } }),

    complete: async (mapping, { steps, administratorId, disabled }) => {
      const endedAt = clock.now();
      const listed = mapping.account.role === "reseller" && !disabled;
      await fenced(mapping, {
        set: {
          "order.status": "done",
          "order.endedAt": endedAt,
          "order.steps": steps,
          onboardedAt: mapping.onboardedAt ?? (disabled ? undefined : endedAt),
          administratorId,
          disabled,
          resellersOf: listed ? `${mapping.applicationId}#${mapping.instanceId}` : undefined,
        },
        remove: ["openStatus", ...(listed ? [] : ["resellersOf"])],
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

    open: async (status, limit, after) => {
      const page = await store.send(
        new QueryCommand({
          TableName,
          IndexName: "byOpenStatus",
          KeyConditionExpression: "openStatus = :status",
          ExpressionAttributeValues: { ":status": status },
          Limit: limit,
          ExclusiveStartKey: after === undefined ? undefined : cursorOf(after),
        }),
      );
      const mappings = await rowsOf(page.Items);
      const next = page.LastEvaluatedKey === undefined ? undefined : textOf(page.LastEvaluatedKey);
      // The index may lag behind the rows, which are the truth.
      return { mappings: mappings.filter(({ order }) => order.status === status), next };
    },

    resellers: (applicationId, instanceId) => resellersOf(applicationId, instanceId),
    resellerOfTenant: async (applicationId, instanceId, tenantId) => (await resellersOf(applicationId, instanceId, tenantId))[0],
  };
};

const nextOrder = ({ key, process, account }: Ask, before: Mapping | undefined, now: string): Order => {
  const number = (before?.order.number ?? 0) + 1;
  const orderId = orderIdOf(key, number);
  const contentHash = contentHashOf(process, account);
  const execution = executionOf(orderId, 1);
  return { orderId, number, process, contentHash, status: "running", attempt: 1, execution, acceptedAt: now, attemptAt: now, steps: [] };
};

/** The attributes that the indexes are made of. */
const indexed = ({ orderId, acceptedAt, status }: Order) => ({ orderId, acceptedAt, openStatus: status });

/** Logins that an earlier order of an unfinished account may have made an administrator with. */
const formerLoginsOf = ({ account }: Ask, before: Mapping): string[] | undefined => {
  const former = [...(before.formerLogins ?? []), before.account.login].filter((login) => login !== account.login);
  return before.onboardedAt === undefined && former.length > 0 ? [...new Set(former)] : undefined;
};
