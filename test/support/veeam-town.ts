import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Mapping } from "../../functions/onboarding/mapping.ts";
import { veeamInstanceIdOf } from "../../functions/instances/veeam-activation.ts";
import { type Front, serve } from "../../sandbox/aws/http.ts";
import { type BssAccount, customerAccount } from "../../sandbox/bss/accounts.ts";
import { type BssAnswer, type BssClient, bssClient } from "../../sandbox/bss/client.ts";
import { type House, type HouseOptions, openHouse } from "../../sandbox/house.ts";
import { registrationContract } from "../../sandbox/start/veeam-contract.ts";
import { startVeeamSimulator, type VeeamSimulator, type VeeamSimulatorOptions } from "../../sandbox/veeam/server.ts";
import { apiKey, applicationId, operatorKey, timeScale } from "./town.ts";

/** Everything an onboarding at Veeam meets: a house over a folder, a simulated Pulse and console, a BSS, an operator. */
export interface VeeamTown {
  readonly vendor: VeeamSimulator;
  readonly bss: BssClient;
  readonly instanceId: string;
  readonly house: () => House;
  readonly url: () => string;
  readonly operate: (method: "GET" | "POST" | "PUT", path: string, body?: unknown) => Promise<BssAnswer>;
  readonly mappingOf: (accountId: string) => Promise<Mapping | undefined>;
  /** Ends the house as a kill would and opens it again over the same folder. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface VeeamTownOptions {
  readonly way: "vspc" | "http" | "manual";
  readonly rule?: Readonly<Record<string, unknown>>;
  readonly vendor?: VeeamSimulatorOptions;
  readonly house?: Partial<HouseOptions>;
}

export const veeamSettingsOf = (vendor: VeeamSimulator, way: VeeamTownOptions["way"]): Record<string, string> => ({
  SystemName: "Veeam Data Cloud",
  ProviderId: vendor.agreement,
  RegistrationWay: way,
  ConsoleAddress: way === "vspc" ? vendor.url : "",
  ApiKey: way === "manual" ? "" : vendor.apiKey,
  DistributorDiscount: "18",
  PrimaryCurrency: "EUR",
  UpdateProductNames: "update",
});

export const openVeeamTown = async ({ way, rule, ...options }: VeeamTownOptions): Promise<VeeamTown> => {
  const directory = await mkdtemp(join(tmpdir(), "tenantry-veeam-"));
  const vendor = await startVeeamSimulator({ timeScale, ...options.vendor });
  const open = () => openHouse({ directory, timeScale, applications: new Map([[applicationId, apiKey]]), operatorKey, ...options.house });
  let house = await open();
  let front: Front = await serve({ port: 0, handle: (event) => house.handle(event) });
  const settings = veeamSettingsOf(vendor, way);
  const client = (): BssClient => bssClient({ base: `${front.url}/veeam/api`, applicationId, apiKey, settings });
  const kill = async (): Promise<void> => {
    await Promise.all([front.close(), house.close()]);
  };
  const instanceId = veeamInstanceIdOf(vendor.agreement);
  const operate: VeeamTown["operate"] = async (method, path, body) => {
    const answer = await fetch(`${front.url}/v1/${path}`, {
      method,
      headers: { authorization: `Bearer ${operatorKey}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, text, body: text === "" ? undefined : JSON.parse(text) };
  };
  const town: VeeamTown = {
    vendor,
    instanceId,
    bss: { get: (route) => client().get(route), post: (route, body) => client().post(route, body) },
    house: () => house,
    url: () => front.url,
    operate,
    mappingOf: (accountId) => house.ports.mappings.find({ applicationId, instanceId, accountId }),
    restart: async () => {
      await kill();
      house = await open();
      front = await serve({ port: 0, handle: (event) => house.handle(event) });
    },
    close: async () => {
      await kill();
      await vendor.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  await prepare(town, settings, { way, ...(rule === undefined ? {} : { rule }) });
  return town;
};

/** Saves the form, the contract and the rule, as an administrator and an operator do. */
const prepare = async (town: VeeamTown, settings: Record<string, string>, { way, rule }: VeeamTownOptions): Promise<void> => {
  const Fields = Object.entries(settings).map(([ID, Value]) => ({ ID, Value, Definition: null }));
  const { text } = await town.bss.post("Fields/Validate", { Fields });
  if (text !== "[]") throw new Error(`the settings were refused: ${text}`);
  const at = `instances/${town.instanceId}`;
  const saved =
    way === "http" ? [await town.operate("PUT", `${at}/registration-contract`, registrationContract(town.vendor.contractUrl))] : [];
  if (rule !== undefined) saved.push(await town.operate("PUT", `${at}/veeam-rule`, rule));
  const wrong = saved.find(({ status }) => status !== 200);
  if (wrong !== undefined) throw new Error(`not saved: ${wrong.text}`);
};

/** A customer as the BSS sends it for Veeam. */
export const veeamAccount = (
  id: string,
  name: string,
  options: Readonly<Record<string, string>> = {},
  more: Partial<BssAccount> = {},
): BssAccount => {
  const domain = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "")}.example`;
  const SyncOptions = {
    role: "1",
    primaryAdministrator: "CustomerManaged",
    contactFirstName: "Eleni",
    contactLastName: "Markou",
    contactEmail: `eleni@${domain}`,
    domain,
    ...options,
  };
  return customerAccount(id, name, { SyncOptions, ...more });
};

export const partnerManaged = {
  primaryAdministrator: "PartnerManaged",
  contactFirstName: "",
  contactLastName: "",
  contactEmail: "",
} as const;
