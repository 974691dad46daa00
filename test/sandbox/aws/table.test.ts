import {
  DescribeTableCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { Level } from "level";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { tables } from "../../../functions/store/tables.ts";
import { openTables, type LocalTables } from "../../../sandbox/aws/table.ts";
import type { Write } from "../../../sandbox/aws/writes.ts";
import { startChild } from "./child.ts";
import { folder } from "./folder.ts";

const open = async (directory?: string): Promise<LocalTables> => {
  const opened = await openTables({ directory });
  onTestFinished(opened.close);
  return opened;
};

const instance = { TableName: "instances", Item: { instanceId: { S: "one" } } };

const byOrder = async ({ client, names }: LocalTables, orderId: string) => {
  const asked = { IndexName: "byOrder", KeyConditionExpression: "orderId = :id", ExpressionAttributeValues: { ":id": { S: orderId } } };
  return (await client.send(new QueryCommand({ TableName: names.mappings, ...asked }))).Items;
};

describe("the tables", () => {
  it("are made with their indexes, and ready", async () => {
    const { client, names } = await open();
    for (const [name, { indexes }] of Object.entries(tables)) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
      expect(Table?.TableStatus).toBe("ACTIVE");
      expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName) ?? []).toEqual(indexes.map((index) => index.name));
    }
    expect(Object.keys(names)).toEqual(Object.keys(tables));
  });

  it("count the rows written, refused conditions too, and no reads", async () => {
    const { client, writes, onWrite } = await open();
    const seen: Write[] = [];
    const forget = onWrite((write) => seen.push(write));
    await client.send(new PutItemCommand(instance));
    await client.send(new GetItemCommand({ TableName: "instances", Key: instance.Item }));
    await expect(
      client.send(new PutItemCommand({ ...instance, ConditionExpression: "attribute_not_exists(instanceId)" })),
    ).rejects.toThrow();
    forget();
    await DynamoDBDocumentClient.from(client).send(new PutCommand({ TableName: "orders", Item: { orderId: "two" } }));
    expect(writes()).toBe(3);
    expect(seen).toMatchObject([
      { command: "PutItem", table: "instances", refused: false },
      { command: "PutItem", table: "instances", refused: true },
    ]);
  });

  it("can be killed before a write, which then did not happen, and after it, when only the answer is lost", async () => {
    const { client, interceptWrites, writes } = await open();
    const killed = () => {
      throw new Error("killed");
    };
    const spareBefore = interceptWrites({ before: killed });
    await expect(client.send(new PutItemCommand(instance))).rejects.toThrow("killed");
    spareBefore();
    expect((await client.send(new ScanCommand({ TableName: "instances" }))).Count).toBe(0);
    const spareAfter = interceptWrites({ after: killed });
    await expect(client.send(new PutItemCommand(instance))).rejects.toThrow("killed");
    spareAfter();
    expect((await client.send(new ScanCommand({ TableName: "instances" }))).Count).toBe(1);
    expect(writes()).toBe(1);
  });

  it("let one of many conditional writes win", async () => {
    const { client } = await open();
    const claim = { TableName: "logins", Key: { loginKey: { S: "anna" } }, ConditionExpression: "attribute_not_exists(holder)" };
    const claims = Array.from({ length: 30 }, (_, number) =>
      client.send(
        new UpdateItemCommand({
          ...claim,
          UpdateExpression: "SET holder = :who",
          ExpressionAttributeValues: { ":who": { S: `${number}` } },
        }),
      ),
    );
    const outcomes = await Promise.allSettled(claims);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("keep their rows when they are closed and opened again", async () => {
    const directory = folder();
    const first = await openTables({ directory });
    await first.client.send(new PutItemCommand(instance));
    await first.close();
    const { client } = await open(directory);
    expect((await client.send(new ScanCommand({ TableName: "instances" }))).Items).toEqual([instance.Item]);
  });

  it("refuse a second process on their folder, keep their rows through its kill, and mend indexes that the kill tore", async () => {
    const directory = folder();
    const child = await startChild("fill-tables.child.ts", directory);
    await expect(openTables({ directory })).rejects.toThrow(`another Tenantry uses this folder: ${directory}`);
    await child.kill();
    await tearIndexes(directory);
    const opened = await open(directory);
    expect((await opened.client.send(new ScanCommand({ TableName: "mappings" }))).Count).toBe(20);
    expect(await byOrder(opened, "order-20")).toEqual([{ mappingKey: { S: "key-20" }, orderId: { S: "order-20" } }]);
    expect(await byOrder(opened, "order-0")).toEqual([]);
    expect(opened.writes()).toBe(0);
  });
});

/** As a kill between a row and its index entries: one entry is missing, one has no row. */
const tearIndexes = async (directory: string): Promise<void> => {
  const level = new Level<string, unknown>(join(directory, "tables"), { valueEncoding: "json" });
  const torn: string[] = [];
  for await (const [key] of level.iterator({ gte: "index-global~mappings~byOrder~", lt: "index-global~mappings~byOrder~\uffff" }))
    torn.push(key);
  expect(torn).toHaveLength(20);
  for (const key of torn) await level.put(key, { mappingKey: { S: "key-0" }, orderId: { S: "order-0" } });
  await level.close();
};
