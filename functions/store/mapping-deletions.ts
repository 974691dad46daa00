import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Clock } from "../clock.ts";
import { mostDeletedTenants } from "../deletion/deletion.ts";
import type { DeletionNotes } from "../deletion/ports.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import { accountKeyOf } from "../onboarding/names.ts";
import { cursorOf, textOf } from "./cursor.ts";
import type { MappingTable } from "./mapping-table.ts";

const KeyRow = z.object({ mappingKey: z.string() });

/** The wish, and its place in the index. */
const wish = ["deletion", "deletionOf", "deletionDueAt"] as const;

/** All that a row knows of a tenant. The login claim is a row of its own, and stays with the account. */
const ofTheTenant = [
  "tenantId",
  "tenantName",
  "administratorId",
  "onboardedAt",
  "invitedEmail",
  "services",
  "itemsBefore",
  "suspended",
  "disabled",
  "resellersOf",
  "intent",
  "formerLogins",
  "suggestions",
] as const satisfies readonly (keyof Mapping | "resellersOf")[];

/** What rows note of wishes to delete a tenant. */
export const mappingDeletions = ({ store, TableName, find, update, fenced }: MappingTable, clock: Clock): DeletionNotes => ({
  withdrawDeletion: ({ mappingKey, order, deletion }) =>
    update(mappingKey, {
      remove: wish,
      // An order that was placed meanwhile may be the deletion itself.
      where: {
        "order.orderId": order.orderId,
        "order.status": order.status,
        "order.attempt": order.attempt,
        "deletion.requestedAt": deletion?.requestedAt ?? "",
      },
    }),

  dueDeletions: async (limit, after) => {
    const page = await store.send(
      new QueryCommand({
        TableName,
        IndexName: "byDeletion",
        KeyConditionExpression: "deletionOf = :of AND deletionDueAt <= :now",
        ExpressionAttributeValues: { ":of": "scheduled", ":now": clock.now() },
        Limit: limit,
        ExclusiveStartKey: after === undefined ? undefined : cursorOf(after),
      }),
    );
    const rows = await Promise.all((page.Items ?? []).map((item) => find(accountKeyOf(KeyRow.parse(item).mappingKey))));
    const next = page.LastEvaluatedKey === undefined ? undefined : textOf(page.LastEvaluatedKey);
    // The index may lag behind the rows, which are the truth.
    return { mappings: rows.filter((mapping) => mapping !== undefined), next };
  },

  completeDeletion: async (mapping, steps) => {
    const at = clock.now();
    const done = { "order.status": "done", "order.endedAt": at, "order.steps": steps };
    const { deletion, deletedTenants = [] } = mapping;
    if (deletion === undefined) return fenced(mapping, { set: done, remove: ["openStatus"] });
    const deleted = [...deletedTenants, { tenantId: deletion.tenantId, at }].slice(-mostDeletedTenants);
    await fenced(mapping, { set: { ...done, deletedTenants: deleted }, remove: ["openStatus", ...wish, ...ofTheTenant] });
  },
});
