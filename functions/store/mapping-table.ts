import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { Rejected } from "../errors.ts";
import { Mapping } from "../onboarding/mapping.ts";
import { mappingKeyOf } from "../onboarding/names.ts";
import type { AccountKey } from "../onboarding/ports.ts";
import { type Change, documents, expressionOf, written } from "./row.ts";

/** The table of accounts' rows: what reading and changing one row takes. */
export interface MappingTable {
  readonly store: DynamoDBDocumentClient;
  readonly TableName: string;
  /** Reads a row, strongly consistent, and parses it. */
  find(key: AccountKey): Promise<Mapping | undefined>;
  /** False when the row is not as `where` says. */
  update(mappingKey: string, change: Change): Promise<boolean>;
  /** A write of the attempt that the caller holds; throws `Rejected("otherAttemptRunning")` when the row has moved on. */
  fenced(mapping: Mapping, change: Change): Promise<void>;
}

export const mappingTable = (client: DynamoDBClient, TableName: string): MappingTable => {
  const store = documents(client);
  const update: MappingTable["update"] = (mappingKey, change) =>
    written(store.send(new UpdateCommand({ TableName, Key: { mappingKey }, ...expressionOf(change) })));
  return {
    store,
    TableName,
    update,
    find: async (key) => {
      const { Item } = await store.send(new GetCommand({ TableName, Key: { mappingKey: mappingKeyOf(key) }, ConsistentRead: true }));
      return Item === undefined ? undefined : Mapping.parse(Item);
    },
    fenced: async ({ mappingKey, order }, change) => {
      const where = { "order.execution": order.execution, "order.status": "running" };
      if (!(await update(mappingKey, { ...change, where }))) throw new Rejected("otherAttemptRunning");
    },
  };
};
