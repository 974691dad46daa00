import { ConditionalCheckFailedException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

/**
 * The document client, which leaves out what is undefined. It knows a plain object by its `constructor`, and names in a map may be anybody's
 * words, that one too: such an object is a map as well.
 */
export const documents = (client: DynamoDBClient): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true, convertClassInstanceToMap: true } });

/** An update that sets and removes attributes by path, e.g. `order.status`. Conditions use the same paths with `=`, or are functions. */
export interface Change {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  /** Attributes that must have these values. */
  readonly where?: Readonly<Record<string, string | number>>;
}

/** The expression of a change, with every name and value by placeholder: many of DynamoDB's words are reserved. */
export const expressionOf = ({ set = {}, remove = [], where = {} }: Change) => {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const path = (text: string): string =>
    text
      .split(".")
      .map((part) => {
        names[`#${part}`] = part;
        return `#${part}`;
      })
      .join(".");
  const value = (given: unknown): string => {
    const name = `:v${Object.keys(values).length}`;
    values[name] = given;
    return name;
  };
  const sets = Object.entries(set)
    .filter(([, given]) => given !== undefined)
    .map(([name, given]) => `${path(name)} = ${value(given)}`);
  const clauses = [sets.length > 0 ? `SET ${sets.join(", ")}` : "", remove.length > 0 ? `REMOVE ${remove.map(path).join(", ")}` : ""];
  const conditions = Object.entries(where).map(([name, given]) => `${path(name)} = ${value(given)}`);
  return {
    UpdateExpression: clauses.filter((clause) => clause !== "").join(" "),
    ConditionExpression: conditions.length > 0 ? conditions.join(" AND ") : undefined,
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: Object.keys(values).length > 0 ? values : undefined,
  };
};

/** False when the condition of the write did not hold; any other failure goes on. */
export const written = async (write: Promise<unknown>): Promise<boolean> => {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};
