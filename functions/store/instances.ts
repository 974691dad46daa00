import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, ScanCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Clock } from "../clock.ts";
import { Time } from "../clock.ts";
import { AnyInstance } from "../instances/any-instance.ts";
import { Instance } from "../instances/instance.ts";
import type { Instances } from "../instances/ports.ts";
import { standardRule } from "../instances/rule.ts";
import { VeeamInstance } from "../instances/veeam-instance.ts";
import { standardVeeamRule } from "../instances/veeam-rule.ts";
import type { Discount } from "../services/price-book.ts";
import { listedInstances } from "./listed-instances.ts";
import { documents, expressionOf, written } from "./row.ts";

/** The window in which refused sign-ins count (design: five in ten minutes). */
const WINDOW_SECONDS = 600;

/** A row that never expires, because refusals keep coming, is cleared of old ones when it holds that many. */
const MOST_KEPT = 100;

const RefusedRow = z.object({ refusedAt: z.array(Time) });

/** The rows of instances. Their credentials stand in Secrets Manager. */
export const instanceRows = (client: DynamoDBClient, table: string, clock: Clock): Instances => {
  const store = documents(client);
  const TableName = table;

  const refused = async (gateway: string, clientId: string): Promise<string[]> => {
    const { Item } = await store.send(
      new GetCommand({ TableName, Key: { instanceId: refusedKey(gateway, clientId) }, ConsistentRead: true }),
    );
    const times = Item === undefined ? [] : RefusedRow.parse(Item).refusedAt;
    return times.filter((time) => clock.secondsSince(time) < WINDOW_SECONDS);
  };

  /** An instance that is saved again keeps its rule and its first activation, whoever saved it first. */
  const saved = async ({ instanceId, ...found }: { readonly instanceId: string }, standard: object): Promise<unknown> => {
    const now = clock.now();
    const { UpdateExpression, ...rest } = expressionOf({ set: { ...found, updatedAt: now } });
    const gone = Object.entries(found).flatMap(([name, value]) => (value === undefined ? [name] : []));
    const { Attributes } = await store.send(
      new UpdateCommand({
        TableName,
        Key: { instanceId },
        ...rest,
        UpdateExpression: `${UpdateExpression}, #rule = if_not_exists(#rule, :rule), activatedAt = if_not_exists(activatedAt, :now)${removal(["throttledUntil", ...gone])}`,
        ExpressionAttributeNames: { ...rest.ExpressionAttributeNames, "#rule": "rule" },
        ExpressionAttributeValues: { ...rest.ExpressionAttributeValues, ":rule": standard, ":now": now },
        ReturnValues: "ALL_NEW",
      }),
    );
    return Attributes;
  };

  const replaced = (instanceId: string, set: Readonly<Record<string, unknown>>): Promise<boolean> => {
    const { ExpressionAttributeValues, ...rest } = expressionOf({ set: { ...set, updatedAt: clock.now() } });
    const ConditionExpression = "attribute_exists(instanceId)";
    return written(
      store.send(new UpdateCommand({ TableName, Key: { instanceId }, ...rest, ExpressionAttributeValues, ConditionExpression })),
    );
  };

  const find: Instances["find"] = async (instanceId) => {
    const { Item } = await store.send(new GetCommand({ TableName, Key: { instanceId }, ConsistentRead: true }));
    return Item === undefined ? undefined : AnyInstance.parse(Item);
  };

  /** Appended by the table, so that of two savings at once none is lost. */
  const noteDiscount = async (instanceId: string, percent: string): Promise<Discount[]> => {
    const { Attributes } = await store.send(
      new UpdateCommand({
        TableName,
        Key: { instanceId },
        UpdateExpression: "SET discounts = list_append(if_not_exists(discounts, :none), :now)",
        ExpressionAttributeValues: { ":none": [], ":now": [{ from: clock.now(), percent }] },
        ReturnValues: "ALL_NEW",
      }),
    );
    return Instance.parse(Attributes).discounts;
  };

  return {
    find,

    list: async (log) => {
      const rows: unknown[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const page = await store.send(
          new ScanCommand({ TableName, ExclusiveStartKey: start, FilterExpression: "attribute_exists(vendor)", ConsistentRead: true }),
        );
        rows.push(...(page.Items ?? []));
        start = page.LastEvaluatedKey;
      } while (start !== undefined);
      return listedInstances(rows, log);
    },

    save: async (found) => {
      const before = await find(found.instanceId);
      const known = before?.vendor === "acronis" ? before.discounts : [];
      const saving = Instance.parse(await saved(found, standardRule));
      if (known.at(-1)?.percent === found.distributorDiscount) return saving;
      return { ...saving, discounts: await noteDiscount(found.instanceId, found.distributorDiscount) };
    },
    saveVeeam: async (found) => VeeamInstance.parse(await saved(found, standardVeeamRule)),
    replaceRule: (instanceId, rule) => replaced(instanceId, { rule }),
    replaceServicesSettings: (instanceId, services) => replaced(instanceId, { services }),
    replaceContract: (instanceId, contract) => replaced(instanceId, { contract }),

    throttle: async (instanceId, until) => {
      await written(
        store.send(
          new UpdateCommand({
            TableName,
            Key: { instanceId },
            UpdateExpression: "SET throttledUntil = :until",
            // A shorter pause that is told later does not take back a longer one.
            ConditionExpression: "attribute_exists(instanceId) AND (attribute_not_exists(throttledUntil) OR throttledUntil < :until)",
            ExpressionAttributeValues: { ":until": until },
          }),
        ),
      );
    },

    refusedSignIns: async (gateway, clientId) => (await refused(gateway, clientId)).length,

    countRefusedSignIn: async (gateway, clientId) => {
      const Key = { instanceId: refusedKey(gateway, clientId) };
      const expiresAt = Math.ceil(Date.parse(clock.after(WINDOW_SECONDS)) / 1000);
      // Appended by the table, so that guesses at the same moment are each counted.
      const { Attributes } = await store.send(
        new UpdateCommand({
          TableName,
          Key,
          UpdateExpression: "SET refusedAt = list_append(if_not_exists(refusedAt, :none), :now), expiresAt = :expires",
          ExpressionAttributeValues: { ":none": [], ":now": [clock.now()], ":expires": expiresAt },
          ReturnValues: "ALL_NEW",
        }),
      );
      if (RefusedRow.parse(Attributes).refusedAt.length <= MOST_KEPT) return;
      await store.send(new PutCommand({ TableName, Item: { ...Key, refusedAt: await refused(gateway, clientId), expiresAt } }));
    },
  };
};

/** What the settings do not say any more. */
const removal = (names: readonly string[]): string => ` REMOVE ${names.join(", ")}`;

const refusedKey = (gateway: string, clientId: string): string => `refused#${gateway}#${clientId}`;
