import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Clock } from "../clock.ts";
import { accountKeyOf } from "../onboarding/names.ts";
import type { Mappings } from "../onboarding/ports.ts";
import { mappingDeletions } from "./mapping-deletions.ts";
import { keyByOrder, mappingLists } from "./mapping-lists.ts";
import { mappingOrders } from "./mapping-orders.ts";
import { mappingRegistrations } from "./mapping-registrations.ts";
import { mappingSubscriptions } from "./mapping-subscriptions.ts";
import { mappingTable } from "./mapping-table.ts";
import { orderMemory } from "./order-memory.ts";
import { pastOrders } from "./past-orders.ts";
import type { TableNames } from "./tables.ts";

/** The rows of accounts: forward-only operations, each one conditional write on one row; parsed when read. */
export const mappingRows = (client: DynamoDBClient, names: Pick<TableNames, "mappings" | "orders">, clock: Clock): Mappings => {
  const table = mappingTable(client, names.mappings);
  const past = pastOrders(table.store, names.orders);
  const accounts = orderMemory();
  const { find, fenced } = table;
  return {
    find,
    ofOrder: async (orderId) => {
      const mappingKey = accounts.of(orderId) ?? (await keyByOrder(table, orderId));
      const found = mappingKey === undefined ? undefined : await find(accountKeyOf(mappingKey));
      if (found?.order.orderId !== orderId) return undefined;
      accounts.remember(orderId, found.mappingKey);
      return found;
    },
    pastOrder: (orderId) => past.find(orderId),

    ...mappingOrders(table, past, clock),

    noteIntent: async (mapping, name) => {
      const at = clock.now();
      const intent = { at, name, openSince: mapping.intent?.openSince ?? at };
      await fenced(mapping, { set: { intent } });
      return { ...mapping, intent };
    },
    settleIntent: async (mapping) => {
      await fenced(mapping, { remove: ["intent"] });
      const { intent: _, ...settled } = mapping;
      return settled;
    },
    noteTenant: (mapping, tenantId, tenantName) => fenced(mapping, { set: { tenantId, tenantName }, remove: ["intent"] }),
    noteSuggestions: (mapping, suggestions) => fenced(mapping, { set: { suggestions } }),

    ...mappingRegistrations(table, clock),
    ...mappingSubscriptions(table),
    ...mappingDeletions(table, clock),
    ...mappingLists(table),
  };
};
