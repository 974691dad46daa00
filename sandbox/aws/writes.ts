import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { utc } from "../../functions/clock.ts";

/** One row's write, as DynamoDB bills it: a condition that refuses it costs the same. */
export interface Write {
  readonly command: string;
  readonly table: string;
  readonly at: string;
  /** The condition did not hold: the row is as it was. */
  readonly refused: boolean;
}

/** Called around each write command. One that throws is a kill at that place: before, nothing is sent; after, the answer is lost. */
export interface WriteHooks {
  readonly before?: (command: string, table: string) => Promise<void> | void;
  readonly after?: (command: string, table: string) => Promise<void> | void;
}

type Undo = () => void;

/** Counts and announces the writes of a client. */
export interface WriteLog {
  /** Rows written so far, refused conditions included. */
  readonly writes: () => number;
  readonly onWrite: (listener: (write: Write) => void) => Undo;
  readonly interceptWrites: (hooks: WriteHooks) => Undo;
}

/** Follows the client's writes from now on, once per command however often the SDK sends it. */
export const followWrites = (client: DynamoDBClient): WriteLog => {
  let count = 0;
  const listeners = new Set<(write: Write) => void>();
  const hooks = new Set<WriteHooks>();
  client.middlewareStack.add(
    (next, context) => async (given) => {
      const command = z
        .string()
        .parse(context["commandName"])
        .replace(/Command$/, "");
      const tables = tablesWritten(command, given.input);
      const [table] = tables;
      if (table === undefined) return next(given);
      const done = (refused: boolean): void => {
        count += tables.length;
        const at = utc(Date.now());
        for (const each of tables) for (const listener of listeners) listener({ command, table: each, at, refused });
      };
      for (const hook of hooks) await hook.before?.(command, table);
      try {
        const answer = await next(given);
        done(false);
        for (const hook of hooks) await hook.after?.(command, table);
        return answer;
      } catch (error) {
        if (error instanceof Error && error.name === "ConditionalCheckFailedException") done(true);
        throw error;
      }
    },
    { step: "initialize", name: "followWrites" },
  );
  return { writes: () => count, onWrite: (listener) => added(listeners, listener), interceptWrites: (more) => added(hooks, more) };
};

const added = <T>(set: Set<T>, member: T): Undo => {
  set.add(member);
  return () => set.delete(member);
};

const Row = z.object({ TableName: z.string() });
const Batch = z.object({ RequestItems: z.record(z.string(), z.array(z.unknown())) });
const Transaction = z.object({ TransactItems: z.array(z.object({ Put: Row, Update: Row, Delete: Row }).partial()) });

/** The table of each row that a command writes; none for a read. */
const tablesWritten = (command: string, input: unknown): readonly string[] => {
  switch (command) {
    case "PutItem":
    case "UpdateItem":
    case "DeleteItem":
      return [Row.parse(input).TableName];
    case "BatchWriteItem":
      return Object.entries(Batch.parse(input).RequestItems).flatMap(([table, rows]) => rows.map(() => table));
    case "TransactWriteItems":
      return Transaction.parse(input).TransactItems.flatMap((item) => Object.values(item).flatMap((row) => row?.TableName ?? []));
    default:
      return [];
  }
};
