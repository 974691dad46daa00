import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { Mapping } from "../onboarding/mapping.ts";
import { accountKeyOf } from "../onboarding/names.ts";
import type { Mappings, Reseller } from "../onboarding/ports.ts";
import { cursorOf, textOf } from "./cursor.ts";
import type { MappingTable } from "./mapping-table.ts";

const KeyRow = z.object({ mappingKey: z.string() });
const ResellerRow = Mapping.pick({ accountId: true, account: true }).extend({ tenantId: z.string() });

type Lists = Pick<Mappings, "open" | "withTenant" | "ofTenant" | "resellers" | "resellerOfTenant">;

/** The account of an order, by index. */
export const keyByOrder = async ({ store, TableName }: MappingTable, orderId: string): Promise<string | undefined> => {
  const query = { IndexName: "byOrder", KeyConditionExpression: "orderId = :order", ExpressionAttributeValues: { ":order": orderId } };
  const { Items = [] } = await store.send(new QueryCommand({ TableName, ...query }));
  return Items.map((item) => KeyRow.parse(item).mappingKey)[0];
};

/** Lists by the sparse indexes: orders that are not done, and synchronised resellers. */
export const mappingLists = (table: MappingTable): Lists => ({
  open: async (status, limit, after) => {
    const page = await table.store.send(
      new QueryCommand({
        TableName: table.TableName,
        IndexName: "byOpenStatus",
        KeyConditionExpression: "openStatus = :status",
        ExpressionAttributeValues: { ":status": status },
        Limit: limit,
        ExclusiveStartKey: after === undefined ? undefined : cursorOf(after),
      }),
    );
    const rows = await Promise.all((page.Items ?? []).map((item) => table.find(accountKeyOf(KeyRow.parse(item).mappingKey))));
    const next = page.LastEvaluatedKey === undefined ? undefined : textOf(page.LastEvaluatedKey);
    // The index may lag behind the rows, which are the truth.
    return { mappings: rows.filter((mapping) => mapping?.order.status === status).filter((mapping) => mapping !== undefined), next };
  },

  withTenant: async (instanceId, limit, after) => {
    const page = await table.store.send(
      new QueryCommand({
        TableName: table.TableName,
        IndexName: "byTenant",
        KeyConditionExpression: "instanceId = :instance",
        ExpressionAttributeValues: { ":instance": instanceId },
        Limit: limit,
        ExclusiveStartKey: after === undefined ? undefined : cursorOf(after),
      }),
    );
    const next = page.LastEvaluatedKey === undefined ? undefined : textOf(page.LastEvaluatedKey);
    return { mappings: (page.Items ?? []).map((item) => Mapping.parse(item)), next };
  },

  ofTenant: async (instanceId, tenantId) => {
    const page = await table.store.send(
      new QueryCommand({
        TableName: table.TableName,
        IndexName: "byTenant",
        KeyConditionExpression: "instanceId = :instance AND tenantId = :tenant",
        ExpressionAttributeValues: { ":instance": instanceId, ":tenant": tenantId },
      }),
    );
    return (page.Items ?? []).map((item) => Mapping.parse(item));
  },

  resellers: (applicationId, instanceId) => resellersOf(table, `${applicationId}#${instanceId}`),

  resellerOfTenant: async (applicationId, instanceId, tenantId) =>
    (await resellersOf(table, `${applicationId}#${instanceId}`, tenantId))[0],
});

const resellersOf = async ({ store, TableName }: MappingTable, of: string, tenantId?: string): Promise<readonly Reseller[]> => {
  const resellers: Reseller[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await store.send(
      new QueryCommand({
        TableName,
        IndexName: "byReseller",
        KeyConditionExpression: `resellersOf = :of${tenantId === undefined ? "" : " AND tenantId = :tenant"}`,
        ExpressionAttributeValues: { ":of": of, ...(tenantId === undefined ? {} : { ":tenant": tenantId }) },
        ExclusiveStartKey: start,
      }),
    );
    for (const item of page.Items ?? []) {
      const { account, ...row } = ResellerRow.parse(item);
      resellers.push({ ...row, name: account.name });
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return resellers;
};
