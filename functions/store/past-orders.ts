import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { type Mapping, Order } from "../onboarding/mapping.ts";
import { accountKeyOf, orderIdOf } from "../onboarding/names.ts";

/** How many orders of an account stay readable, its current one included. */
const KEPT = 20;

const Row = z.object({ orderId: z.string(), mappingKey: z.string(), order: Order });

export type PastOrders = ReturnType<typeof pastOrders>;

/** Orders that were followed by another: a row each, found by the order's id. */
export const pastOrders = (store: DynamoDBDocumentClient, table: string) => ({
  find: async (orderId: string) => {
    const { Item } = await store.send(new GetCommand({ TableName: table, Key: { orderId } }));
    if (Item === undefined) return undefined;
    const { mappingKey, order } = Row.parse(Item);
    return { key: accountKeyOf(mappingKey), order };
  },

  /** Keeps the row's current order before the next one takes its place, and drops the one that is too old. Safe to repeat. */
  keep: async ({ mappingKey, order }: Mapping): Promise<void> => {
    await store.send(new PutCommand({ TableName: table, Item: { orderId: order.orderId, mappingKey, order } }));
    const old = order.number + 1 - KEPT;
    if (old < 1) return;
    await store.send(new DeleteCommand({ TableName: table, Key: { orderId: orderIdOf(accountKeyOf(mappingKey), old) } }));
  },
});
