import { randomUUID } from "node:crypto";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { ServiceEntry } from "../../functions/onboarding/service-entry.ts";
import { instanceIdOf } from "../../functions/onboarding/names.ts";
import { documents } from "../../functions/store/row.ts";
import { customerAccount } from "../../sandbox/bss/accounts.ts";
import { readAs } from "../../sandbox/bss/library-reader.ts";
import { answerKinds } from "../../sandbox/bss/library-types.ts";
import { applicationId, openTown, operatorKey, type Town, type TownOptions, untilEnded } from "../support/town.ts";
import { request } from "./fixtures.ts";
import { PpuAnswer } from "./ppu.ts";

/** A town where usage is told and asked for. */
export interface Scene {
  readonly town: Town;
  readonly instanceId: string;
  /** Synchronises a customer; its tenant. */
  readonly customer: (id: string) => Promise<string>;
  /** The meters tell numbers. */
  readonly used: (
    tenantId: string,
    items: readonly { name: string; value: number; infra_id?: string; absolute_value?: number }[],
  ) => Promise<void>;
  /** Runs a process of the instance to its end. */
  readonly run: (process: "take-usage" | "get-services-definition", execution?: string) => Promise<void>;
  /** Puts subscriptions into an account's row, as they are when they were made. */
  readonly sold: (accountId: string, services: readonly ServiceEntry[]) => Promise<void>;
  readonly ask: (
    accountId: string,
    more?: Readonly<Record<string, unknown>>,
    route?: "Ppu/Usages" | "Ppu/BillingItems",
  ) => Promise<PpuAnswer>;
  readonly operate: (method: "GET" | "POST" | "PUT", path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;
  /** Storage on which a tenant has an item. */
  readonly storageOf: (tenantId: string, item: string) => Promise<string>;
}

export const openScene = async (options: TownOptions = {}): Promise<Scene> => {
  const town = await openTown(options);
  const Fields = Object.entries(town.settings).map(([ID, Value]) => ({ ID, Value, Definition: null }));
  const { text } = await town.bss.post("Fields/Validate", { Fields });
  if (text !== "[]") throw new Error(`the settings were refused: ${text}`);
  const instanceId = instanceIdOf("acronis", town.vendor.url, town.vendor.clientId);
  return {
    town,
    instanceId,
    customer: async (id) => (await untilEnded(() => town.bss.post("Accounts/Synchronize", customerAccount(id, `Firm ${id}`)))).Result ?? "",
    used: async (tenant_id, items) => {
      const answer = await fetch(`${town.vendor.url}/simulator/usage`, { method: "POST", body: JSON.stringify({ tenant_id, items }) });
      if (!answer.ok) throw new Error(await answer.text());
    },
    run: async (process, execution = randomUUID()) => {
      await town.house().ports.machines.start(process, execution, instanceId);
      await town.house().machines.idle();
    },
    sold: async (accountId, services) => {
      const { client, names } = town.house().tables;
      const mappingKey = [applicationId, instanceId, accountId].join("#");
      const change = { UpdateExpression: "SET services = :services", ExpressionAttributeValues: { ":services": services } };
      await documents(client).send(new UpdateCommand({ TableName: names.mappings, Key: { mappingKey }, ...change }));
    },
    ask: async (accountId, more = {}, route = "Ppu/Usages") => {
      const { body } = await town.bss.post(route, { ...request(accountId), ...more });
      const { faults, remarks } = readAs(answerKinds[route] ?? "free", body);
      if (faults.length + remarks.length > 0) throw new Error([...faults, ...remarks].join("; "));
      return PpuAnswer.parse(body);
    },
    operate: (method, path, body, headers = {}) =>
      fetch(`${town.url()}/v1/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${operatorKey}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    storageOf: async (tenantId, item) => {
      const instance = await town.house().ports.instances.find(instanceId);
      if (instance?.vendor !== "acronis") throw new Error("no instance");
      const items = await town.house().ports.acronis(instance).itemsOf(tenantId);
      return items.find(({ name, status }) => name === item && status === 1)?.infra_id ?? "";
    },
  };
};
