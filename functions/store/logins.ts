import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Clock } from "../clock.ts";
import type { Logins } from "../onboarding/ports.ts";
import { documents, written } from "./row.ts";

const Row = z.object({ loginKey: z.string(), mappingKey: z.string() });

/** Claims on logins, one row each, told apart without regard to case (acronis-api.md, 18.16). */
export const loginRows = (client: DynamoDBClient, table: string, clock: Clock): Logins => {
  const store = documents(client);
  const keyOf = (platform: string, login: string): string => `${platform}#${login.toLowerCase()}`;

  const put = (platform: string, login: string, mappingKey: string, condition: string, holder: string): Promise<boolean> =>
    written(
      store.send(
        new PutCommand({
          TableName: table,
          Item: { loginKey: keyOf(platform, login), mappingKey, claimedAt: clock.now() },
          ConditionExpression: condition,
          ExpressionAttributeValues: { ":holder": holder },
        }),
      ),
    );

  return {
    claim: (platform, login, mappingKey) =>
      put(platform, login, mappingKey, "attribute_not_exists(loginKey) OR mappingKey = :holder", mappingKey),

    takeOver: (platform, login, from, to) => put(platform, login, to, "mappingKey = :holder", from),

    release: async (platform, login, mappingKey) => {
      await written(
        store.send(
          new DeleteCommand({
            TableName: table,
            Key: { loginKey: keyOf(platform, login) },
            ConditionExpression: "mappingKey = :holder",
            ExpressionAttributeValues: { ":holder": mappingKey },
          }),
        ),
      );
    },

    holder: async (platform, login) => {
      const { Item } = await store.send(
        new GetCommand({ TableName: table, Key: { loginKey: keyOf(platform, login) }, ConsistentRead: true }),
      );
      return Item === undefined ? undefined : Row.parse(Item).mappingKey;
    },
  };
};
