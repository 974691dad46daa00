import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  type CreateTableCommandInput,
  paginateScan,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { tables, type TableName, type TableNames, type TableShape } from "../../functions/store/tables.ts";
import { type Engine, startEngine } from "./table-engine.ts";
import { followWrites, type WriteLog } from "./writes.ts";

/** DynamoDB on a laptop. */
export interface LocalTables extends WriteLog {
  readonly endpoint: string;
  /** Ready to use: it knows the endpoint and asks nobody for credentials. */
  readonly client: DynamoDBClient;
  readonly names: TableNames;
  readonly close: () => Promise<void>;
}

/** Tables need no prefix here: nobody else is in this DynamoDB. */
const names = {
  instances: "instances",
  mappings: "mappings",
  orders: "orders",
  logins: "logins",
  services: "services",
  usage: "usage",
} as const satisfies Record<TableName, TableName>;

/** Opens the tables, on disk below the directory or in memory without one, and makes those that are missing. */
export const openTables = async ({ directory }: { readonly directory?: string | undefined } = {}): Promise<LocalTables> => {
  const engine = await startEngine(directory);
  const client = localClient(engine);
  const close = async (): Promise<void> => {
    // Not before the engine has answered what it was asked: cut off at work it would end the process.
    await engine.close();
    client.destroy();
  };
  try {
    const { TableNames: existing = [] } = await client.send(new ListTablesCommand({}));
    const open = async ([name, shape]: readonly [string, TableShape]): Promise<void> => {
      await (existing.includes(name) ? checkTable(client, name, shape) : makeTable(client, name, shape));
      if (engine.wasKilled && shape.indexes.length > 0) await fillIndexes(client, name);
    };
    await Promise.all(Object.entries<TableShape>(tables).map(open));
    engine.healed();
  } catch (error) {
    await close();
    throw error;
  }
  return { endpoint: engine.endpoint, client, names, close, ...followWrites(client) };
};

const localClient = ({ endpoint, sending }: Engine): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    requestHandler: sending,
    region: "local",
    // Given in full, so that the SDK looks neither into files nor at the metadata service of a cloud machine.
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    // Nobody checks it, and making a true one is a sixth of a call's work.
    signer: { sign: async (request) => ({ ...request, headers: { ...request.headers, ...signature } }) },
    maxAttempts: 3,
  });

const signature = {
  authorization: "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=none",
  "x-amz-date": "20260101T000000Z",
};

const makeTable = async (client: DynamoDBClient, name: string, shape: TableShape): Promise<void> => {
  await client.send(new CreateTableCommand(description(name, shape)));
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.1 }, { TableName: name });
};

const checkTable = async (client: DynamoDBClient, name: string, shape: TableShape): Promise<void> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  const found = new Set(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName));
  // Dynalite cannot add an index to a table that exists.
  const missing = shape.indexes.filter((index) => !found.has(index.name)).map((index) => index.name);
  if (missing.length > 0)
    throw new Error(`the table "${name}" has no index ${missing.join(", ")}: an older Tenantry made this folder; use a new one`);
};

const description = (name: string, { hash, indexes }: TableShape): CreateTableCommandInput => {
  const attributes = new Set([hash, ...indexes.flatMap((index) => [index.hash, ...(index.range === undefined ? [] : [index.range])])]);
  return {
    TableName: name,
    BillingMode: "PAY_PER_REQUEST",
    KeySchema: keys(hash),
    AttributeDefinitions: [...attributes].map((attribute) => ({ AttributeName: attribute, AttributeType: "S" })),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index.hash, index.range),
        Projection: { ProjectionType: index.projects === "all" ? ("ALL" as const) : ("KEYS_ONLY" as const) },
      })),
    }),
  };
};

const keys = (hash: string, range?: string): NonNullable<CreateTableCommandInput["KeySchema"]> => [
  { AttributeName: hash, KeyType: "HASH" },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: "RANGE" as const }]),
];

/** Writes each row again as it is, which writes its index entries. */
const fillIndexes = async (client: DynamoDBClient, name: string): Promise<void> => {
  for await (const { Items = [] } of paginateScan({ client }, { TableName: name })) {
    for (const row of Items) await client.send(new PutItemCommand({ TableName: name, Item: row }));
  }
};
