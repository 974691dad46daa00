import { randomUUID } from "node:crypto";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import type { Mapping } from "../../functions/onboarding/mapping.ts";
import type { ServiceEntry } from "../../functions/onboarding/service-entry.ts";
import { instanceIdOf } from "../../functions/onboarding/names.ts";
import { documents } from "../../functions/store/row.ts";
import type { UsageRow, UsedItem } from "../../functions/usage/ports.ts";
import { customerAccount } from "../../sandbox/bss/accounts.ts";
import { readAs } from "../../sandbox/bss/library-reader.ts";
import { answerKinds } from "../../sandbox/bss/library-types.ts";
import { applicationId, openTown, operatorKey, type Town, type TownOptions, untilEnded } from "../support/town.ts";

export const backup = "6e6d758d-8e74-3ae3-ac84-50eb0dff12eb";
export const GB = 1_073_741_824;

/** The running month, and the one so many before it. */
export const monthBefore = (months: number): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15)).toISOString().slice(0, 7);
};

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

const Line = z.object({
  Id: z.string(),
  Name: z.string(),
  Type: z.string().nullable(),
  Location: z.string().nullable(),
  Group: z.string().nullable(),
  Customer: z.string().nullable(),
  AttributeId: z.string().nullable(),
  Quantity: z.number(),
  Unit: z.string(),
  CostPrice: z.number().nullable(),
  SellPrice: z.number().nullable(),
});
const PpuAnswer = z.object({
  Usages: z.array(Line).optional(),
  Items: z.array(Line).optional(),
  Totals: z.object({ Items: z.number(), CostPrice: z.number(), SellPrice: z.number() }).nullish(),
  Currency: z.string().nullable(),
  LastUpdateAt: z.string(),
  Code: z.number(),
  Message: z.string(),
});
export type PpuAnswer = z.infer<typeof PpuAnswer>;

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

/** A request as the library's `Check()` wants it (bss-service-management-api.md, 7.6), for the running month. */
export const request = (accountId: string, month = monthBefore(0)) => ({
  ID: "a-subscription",
  RelatedSubscriptionID: "b0ee4f9a-5f0f-4d43-8f18-1d6a9e1a2b01",
  ServiceType: "acronis-anything",
  RelatedProductID: "c1ee4f9a-5f0f-4d43-8f18-1d6a9e1a2b02",
  Reseller: null,
  Account: { ID: "a-tenant", RelatedAccountID: Number(accountId), SyncOptions: null },
  BillingCycle: cycleOf(month),
  Currency: "EUR",
  IsTest: false,
});

export const cycleOf = (month: string) => {
  const end = new Date(`${month}-01T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + 1);
  return { StartDate: `${month}-01T00:00:00+00:00`, EndDate: new Date(end.getTime() - 1000).toISOString().replace(".000Z", "+00:00") };
};

/** A subscription of backup as the row keeps it. */
export const entryOf = (subscriptionId: string, more: Partial<ServiceEntry> = {}): ServiceEntry => ({
  subscriptionId,
  bssSubscriptionId: randomUUID(),
  name: subscriptionId,
  plan: "backup-pck_per_workload",
  applicationId: backup,
  edition: "pck_per_workload",
  state: "active",
  isTrial: false,
  items: [],
  addons: [],
  startedAt: "2026-01-10T08:00:00.000+00:00",
  changedAt: "2026-01-10T08:00:00.000+00:00",
  ...more,
});

export const itemOf = (name: string, value: number, more: Partial<UsedItem> = {}): UsedItem => ({
  applicationId: backup,
  name,
  usageName: name,
  edition: "pck_per_workload",
  measurementUnit: "quantity",
  value,
  enabled: { limit: null },
  soldName: name,
  group: "",
  attributeId: name,
  location: "",
  ...more,
});

/** A row of a month as a look at its middle would have kept it. */
export const rowOf = (instanceId: string, month: string, more: Partial<UsageRow> = {}): UsageRow => ({
  instanceId,
  applicationId,
  accountId: "100",
  tenantId: "a-tenant",
  role: "customer",
  customer: "Firm 100",
  month,
  takenAt: `${month}-15T12:00:00.000+00:00`,
  items: [],
  subscriptions: [],
  ...more,
});

/** An onboarded account's row. */
export const mappingOf = (accountId: string): Mapping => ({
  mappingKey: `${applicationId}#instance#${accountId}`,
  applicationId,
  instanceId: "instance",
  accountId,
  marker: "tenantrymarker",
  createdAt: "2026-01-01T00:00:00.000+00:00",
  account: { ...emptyAccount, role: "customer", name: `Firm ${accountId}`, parentTenantId: "root" },
  order: {
    orderId: "a".repeat(26),
    number: 1,
    process: "onboard-acronis",
    contentHash: "hash",
    status: "done",
    attempt: 1,
    execution: "a-1",
    acceptedAt: "2026-01-01T00:00:00.000+00:00",
    attemptAt: "2026-01-01T00:00:00.000+00:00",
    steps: [],
  },
});

const emptyAccount = {
  code: "",
  login: "",
  email: "",
  firstName: "",
  lastName: "",
  phone: "",
  fax: "",
  website: "",
  address1: "",
  address2: "",
  city: "",
  postCode: "",
  state: "",
  country: "",
};
