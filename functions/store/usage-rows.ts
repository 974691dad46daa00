import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { BatchGetCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { mappingKeyOf } from "../onboarding/names.ts";
import { UsageHead } from "../usage/head.ts";
import { isOpen } from "../usage/month.ts";
import { UsageRow, type UsageWriter } from "../usage/ports.ts";
import { cursorOf, textOf } from "./cursor.ts";
import { documents, written } from "./row.ts";

const compressed = promisify(gzip);
const expanded = promisify(gunzip);

const HeadRow = z.object({ head: UsageHead });
/** What changes with the numbers stands packed: a tenant has some thirty items with long ids, and a row is billed by its size. */
const Packed = UsageRow.omit({ items: true }).extend({ usageKey: z.string(), content: z.instanceof(Uint8Array) });
const Items = UsageRow.shape.items;

/** Rows of a page of a month. */
const PAGE = 200;
/** How often rows that the table left out for want of throughput are asked for again. */
const ASKS = 4;

/** The rows of usage: one an account and month, which is written while it is open and never after, and one head an instance. */
export const usageRows = (client: DynamoDBClient, table: string): UsageWriter => {
  const store = documents(client);

  const read = async (usageKey: string): Promise<unknown> =>
    (await store.send(new GetCommand({ TableName: table, Key: { usageKey }, ConsistentRead: true }))).Item;

  return {
    find: async (key, month) => {
      const found = await read(rowKey(mappingKeyOf(key), month));
      return found === undefined ? undefined : unpacked(found);
    },

    ofAccounts: async (mappingKeys, month) => {
      const rows = new Map<string, UsageRow>();
      let Keys: Record<string, unknown>[] = mappingKeys.map((mappingKey) => ({ usageKey: rowKey(mappingKey, month) }));
      for (let ask = 1; ask <= ASKS && Keys.length > 0; ask += 1) {
        const { Responses, UnprocessedKeys } = await store.send(new BatchGetCommand({ RequestItems: { [table]: { Keys } } }));
        for (const row of await Promise.all((Responses?.[table] ?? []).map(unpacked))) rows.set(mappingKeyOf(row), row);
        Keys = UnprocessedKeys?.[table]?.Keys ?? [];
      }
      return rows;
    },

    keep: async (row) => {
      const { items, ...rest } = row;
      if (!isOpen(row.month, row.takenAt)) return false;
      const usageKey = rowKey(mappingKeyOf(row), row.month);
      const Item = {
        usageKey,
        instanceMonth: monthKey(row.instanceId, row.month),
        ...rest,
        content: await compressed(JSON.stringify(items)),
      };
      const ConditionExpression = "attribute_not_exists(usageKey) OR takenAt < :takenAt";
      const ExpressionAttributeValues = { ":takenAt": row.takenAt };
      return written(store.send(new PutCommand({ TableName: table, Item, ConditionExpression, ExpressionAttributeValues })));
    },

    noteAbsent: async (row, since) => {
      if (!isOpen(row.month, since)) return false;
      return written(
        store.send(
          new UpdateCommand({
            TableName: table,
            Key: { usageKey: rowKey(mappingKeyOf(row), row.month) },
            UpdateExpression: "SET absentSince = :since",
            ConditionExpression: "takenAt = :takenAt AND attribute_not_exists(absentSince)",
            ExpressionAttributeValues: { ":since": since, ":takenAt": row.takenAt },
          }),
        ),
      );
    },

    ofMonth: async (instanceId, month, after) => {
      const page = await store.send(
        new QueryCommand({
          TableName: table,
          IndexName: "byMonth",
          KeyConditionExpression: "instanceMonth = :month",
          ExpressionAttributeValues: { ":month": monthKey(instanceId, month) },
          Limit: PAGE,
          ExclusiveStartKey: after === undefined ? undefined : cursorOf(after),
        }),
      );
      const next = page.LastEvaluatedKey === undefined ? undefined : textOf(page.LastEvaluatedKey);
      return { rows: await Promise.all((page.Items ?? []).map(unpacked)), next };
    },

    endAt: (row) => textOf({ usageKey: rowKey(mappingKeyOf(row), row.month), instanceMonth: monthKey(row.instanceId, row.month) }),

    head: async (instanceId) => {
      const found = await read(headKey(instanceId));
      return found === undefined ? undefined : HeadRow.parse(found).head;
    },

    saveHead: (before, next) => {
      const Item = { usageKey: headKey(before.instanceId), head: { ...next, revision: before.revision + 1 } };
      const condition =
        before.revision === 0
          ? { ConditionExpression: "attribute_not_exists(usageKey)" }
          : {
              ConditionExpression: "#head.#revision = :read",
              ExpressionAttributeNames: { "#head": "head", "#revision": "revision" },
              ExpressionAttributeValues: { ":read": before.revision },
            };
      return written(store.send(new PutCommand({ TableName: table, Item, ...condition })));
    },
  };
};

const unpacked = async (found: unknown): Promise<UsageRow> => {
  const { content, usageKey: _, ...row } = Packed.parse(found);
  return { ...row, items: Items.parse(JSON.parse((await expanded(content)).toString("utf8"))) };
};

const rowKey = (mappingKey: string, month: string): string => `${mappingKey}#${month}`;
const monthKey = (instanceId: string, month: string): string => `${instanceId}#${month}`;
/** An account's key begins with an application id, so it is never this one. */
const headKey = (instanceId: string): string => `${instanceId}#head`;
