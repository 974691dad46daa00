import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Clock } from "../clock.ts";
import type { Logins } from "../onboarding/ports.ts";
import { documents, written } from "./row.ts";

const Row = z.object({ loginKey: z.string(), mappingKey: z.string() });

/** Claims on logins, one row each, told apart without regard to case (acronis-api.md, 18.16). */
export const loginRows = (client: DynamoDBClient, table: string, clock: Clock): Logins => {
  const store = documents(client);

  /** Writes the claim if `condition` holds, in which `:holder` is the row that may hold it so far. */
  const put = (loginKey: string, claim: { readonly mappingKey: string; readonly holder: string; readonly condition: string }) =>
    written(
      store.send(
        new PutCommand({
          TableName: table,
          Item: { loginKey, mappingKey: claim.mappingKey, claimedAt: clock.now() },
          ConditionExpression: claim.condition,
          ExpressionAttributeValues: { ":holder": claim.holder },
        }),
      ),
    );

  return {
    claim: (platform, login, mappingKey) =>
      put(keyOf(platform, login), {
        mappingKey,
        holder: mappingKey,
        condition: "attribute_not_exists(loginKey) OR mappingKey = :holder",
      }),

    takeOver: (platform, login, from, to) =>
      put(keyOf(platform, login), { mappingKey: to, holder: from, condition: "mappingKey = :holder" }),

    holder: async (platform, login) => {
      const { Item } = await store.send(
        new GetCommand({ TableName: table, Key: { loginKey: keyOf(platform, login) }, ConsistentRead: true }),
      );
      return Item === undefined ? undefined : Row.parse(Item).mappingKey;
    },
  };
};

const keyOf = (platform: string, login: string): string => `${platform}#${login.toLowerCase()}`;
