import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { ServiceEntry } from "../../functions/onboarding/service-entry.ts";
import { documents } from "../../functions/store/row.ts";
import type { BssAccount } from "../../sandbox/bss/accounts.ts";
import type { BssAnswer } from "../../sandbox/bss/client.ts";
import { instanceIdIn, operate, until } from "../onboarding/hands.ts";
import { type Town, untilEnded } from "../support/town.ts";

/** What the operator, the distributor and time do in a town about deletions. */
export const operatorOf = (town: () => Town) => {
  const rowOf = async (accountId: string) => {
    const mapping = await town().mappingOf(accountId);
    if (mapping === undefined) throw new Error(`account ${accountId} has no row`);
    return mapping;
  };
  const change = async (accountId: string, expression: string, values: Record<string, unknown>): Promise<void> => {
    const { client, names } = town().house().tables;
    const { mappingKey } = await rowOf(accountId);
    await documents(client).send(
      new UpdateCommand({
        TableName: names.mappings,
        Key: { mappingKey },
        UpdateExpression: expression,
        ExpressionAttributeValues: values,
      }),
    );
  };
  const deletion = (method: "GET" | "POST" | "DELETE", tenantId: string, body?: unknown): Promise<BssAnswer> =>
    operate(town(), method, `instances/${instanceIdIn(town())}/tenants/${tenantId}/deletion`, body);
  const ended = (accountId: string) => until(async () => (await rowOf(accountId)).order.status !== "running");
  return {
    rowOf,
    deletion,
    ended,
    /** An account with its tenant; gives the tenant's id. */
    synchronised: async (account: BssAccount): Promise<string> => {
      const { Code, Result, Message } = await untilEnded(() => town().bss.post("Accounts/Synchronize", account));
      if (Code !== 0 || Result === null) throw new Error(`the account was not synchronised: ${Message ?? ""}`);
      return Result;
    },
    /** Schedules a deletion and waits until the tenant is disabled. */
    scheduled: async (accountId: string, tenantId: string, body: object): Promise<BssAnswer> => {
      const answer = await deletion("POST", tenantId, body);
      await ended(accountId);
      return answer;
    },
    /** The grace time passes. */
    graceOver: async (accountId: string): Promise<void> => {
      const at = town().house().ports.clock.now();
      await change(accountId, "SET deletion.dueAt = :at, deletionDueAt = :at", { ":at": at });
    },
    /** The hourly sweep runs, and what it starts comes to its end. */
    swept: async (accountId: string): Promise<number> => {
      const started = await town().house().deleteDueTenants();
      await ended(accountId);
      return started;
    },
    /** Subscriptions as the BSS's orders note them. */
    withSubscriptions: (accountId: string, ...states: ServiceEntry["state"][]) =>
      change(accountId, "SET services = :services", { ":services": states.map(subscription) }),
    /** The customer backs up that many GB. */
    used: async (tenantId: string, gigabytes: number): Promise<void> => {
      const storage = town()
        .vendor.world.itemsOf(tenantId)
        .find(({ name }) => name === "pg_base_storage");
      const items = [{ name: "pg_base_storage", infra_id: storage?.infra_id, value: gigabytes * 1_073_741_824 }];
      await fetch(`${town().vendor.url}/simulator/usage`, { method: "POST", body: JSON.stringify({ tenant_id: tenantId, items }) });
    },
    living: (tenantId: string) => town().vendor.world.tenants.find(({ id }) => id === tenantId),
  };
};

const subscription = (state: ServiceEntry["state"], index: number): ServiceEntry => ({
  subscriptionId: `ours-${index}`,
  bssSubscriptionId: `bss-${index}`,
  name: "Backup",
  plan: "backup-pck_per_gigabyte",
  applicationId: "backup",
  edition: "pck_per_gigabyte",
  state,
  isTrial: false,
  items: [],
  addons: [],
  startedAt: "2026-11-21T08:00:00.000+00:00",
  changedAt: "2026-11-21T08:00:00.000+00:00",
});

export const Scheduled = z.object({ deletion: z.object({ dueAt: z.string(), state: z.string(), orderId: z.string() }).nullable() });

/** The deletions of tenants that the vendor was asked for. */
export const deletesOf = ({ vendor }: Town): readonly string[] =>
  vendor.calls.filter(({ route }) => route === "DELETE /api/2/tenants/{tenant_id}").map(({ path }) => path.split("/").at(-1) ?? "");
