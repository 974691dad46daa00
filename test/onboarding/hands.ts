import { paginateScan } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";
import { instanceIdOf } from "../../functions/onboarding/names.ts";
import { documents } from "../../functions/store/row.ts";
import type { AcronisSimulator } from "../../sandbox/acronis/server.ts";
import { type BssAnswer, type BssClient, bssClient } from "../../sandbox/bss/client.ts";
import { type Client, text, tokenOf, withAuthorization } from "../sandbox/acronis/client.ts";
import { apiKey, applicationId, operatorKey, type Town } from "../support/town.ts";

/** What a person or another system does in a town, beside its BSS. */

/** A BSS whose settings, or whose credentials, are other than the town's own. */
export const otherBss = (
  town: Town,
  settings: Readonly<Record<string, string>>,
  { id, key } = { id: applicationId, key: apiKey },
): BssClient =>
  bssClient({ base: `${town.url()}/acronis/api`, applicationId: id, apiKey: key, settings: { ...town.settings, ...settings } });

/** Saves the settings form; gives the texts of what is wrong. */
export const saveForm = async (town: Town, values: Readonly<Record<string, string>> = {}): Promise<readonly string[]> => {
  const Fields = Object.entries({ ...town.settings, ...values }).map(([ID, Value]) => ({ ID, Value, Definition: null }));
  return z.array(z.string()).parse((await town.bss.post("Fields/Validate", { Fields })).body);
};

/** The operator, at the door below `/v1`. */
export const operate = async (town: Town, method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: unknown): Promise<BssAnswer> => {
  const answer = await fetch(`${town.url()}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${operatorKey}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const content = await answer.text();
  return { status: answer.status, text: content, body: content === "" ? undefined : JSON.parse(content) };
};

/** The vendor's own API, as the distributor's administrator would use it beside us. */
export const vendorApi = async ({ vendor }: Pick<Town, "vendor">): Promise<Client> =>
  withAuthorization(vendor, `Bearer ${await tokenOf(vendor, vendor.clientId, vendor.clientSecret)}`);

/** A new API client of a tenant, as settings. */
export const clientOf = async (api: Client, tenantId: string): Promise<{ readonly ClientId: string; readonly ClientSecret: string }> => {
  const made = await api.post("clients", { type: "api_client", tenant_id: tenantId, token_endpoint_auth_method: "client_secret_basic" });
  return { ClientId: text(made, "client_id"), ClientSecret: text(made, "client_secret") };
};

/** Somebody resets the client's secret in the vendor's portal. */
export const resetSecret = async (vendor: AcronisSimulator, clientId: string): Promise<string> => {
  const answer = await fetch(`${vendor.url}/simulator/reset-secret`, { method: "POST", body: JSON.stringify({ clientId }) });
  return z.object({ client_secret: z.string() }).parse(await answer.json()).client_secret;
};

/** The calls that the vendor got since the last `clearCalls`, as `POST /tenants`; tokens and storages' names, which are not counted, left out. */
export const countedCalls = ({ vendor }: Pick<Town, "vendor">): readonly string[] =>
  vendor.calls
    .filter(({ route }) => !route.endsWith("/idp/token") && !route.endsWith("/infra"))
    .map(({ route }) => route.replace("/api/2", ""));

export const instanceIdIn = (town: Town, clientId = town.vendor.clientId): string => instanceIdOf("acronis", town.vendor.url, clientId);

/** Every row of every table. */
export const allRows = async (town: Town): Promise<readonly Record<string, unknown>[]> => {
  const { client, names } = town.house().tables;
  const rows: Record<string, unknown>[] = [];
  for (const TableName of Object.values(names)) {
    for await (const { Items = [] } of paginateScan({ client: documents(client) }, { TableName })) rows.push(...Items);
  }
  return rows;
};

/** Looks again and again until it is so. */
export const until = async (isSo: () => Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
};
