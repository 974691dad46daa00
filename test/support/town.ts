import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import type { Mapping } from "../../functions/onboarding/mapping.ts";
import { instanceIdOf } from "../../functions/onboarding/names.ts";
import { type AcronisSimulator, type AcronisSimulatorOptions, startAcronisSimulator } from "../../sandbox/acronis/server.ts";
import { type Front, serve } from "../../sandbox/aws/http.ts";
import { type BssAnswer, type BssClient, bssClient } from "../../sandbox/bss/client.ts";
import { type House, type HouseOptions, openHouse } from "../../sandbox/house.ts";

export const applicationId = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
export const apiKey = "a-key-of-the-bss";
export const operatorKey = "a-key-of-the-operator";

/** Everything an onboarding meets, for real: a house over a folder, a simulated vendor, a BSS. */
export interface Town {
  readonly vendor: AcronisSimulator;
  readonly bss: BssClient;
  readonly settings: Record<string, string>;
  readonly house: () => House;
  readonly url: () => string;
  /** Ends the house as a kill would and opens it again over the same folder. */
  readonly restart: () => Promise<void>;
  readonly kill: () => Promise<void>;
  /** Opens a house that knows nothing over the same vendor. */
  readonly forget: () => Promise<void>;
  readonly mappingOf: (accountId: string) => Promise<Mapping | undefined>;
  readonly close: () => Promise<void>;
}

export interface TownOptions {
  readonly vendor?: AcronisSimulatorOptions;
  readonly house?: Partial<HouseOptions>;
}

/** Waits are this many times shorter, at the house and at the vendor alike. */
export const timeScale = 1000;

export const settingsOf = (vendor: AcronisSimulator): Record<string, string> => ({
  SystemName: "Acronis EU2",
  Gateway: vendor.url,
  ClientId: vendor.clientId,
  ClientSecret: vendor.clientSecret,
  DistributorDiscount: "18",
  PrimaryCurrency: "EUR",
  UpdateProductNames: "update",
});

export const openTown = async (options: TownOptions = {}): Promise<Town> => {
  const directories = [await mkdtemp(join(tmpdir(), "tenantry-"))];
  const vendor = await startAcronisSimulator({ timeScale, ...options.vendor });
  const open = () =>
    openHouse({
      directory: directories.at(-1),
      timeScale,
      applications: new Map([[applicationId, apiKey]]),
      operatorKey,
      ...options.house,
    });
  let house = await open();
  let front: Front = await serve({ port: 0, handle: (event) => house.handle(event) });
  const settings = settingsOf(vendor);
  const base = (): string => `${front.url}/acronis/api`;
  const kill = async (): Promise<void> => {
    await Promise.all([front.close(), house.close()]);
  };
  const restart = async (): Promise<void> => {
    await kill();
    house = await open();
    front = await serve({ port: 0, handle: (event) => house.handle(event) });
  };
  const client = (): BssClient => bssClient({ base: base(), applicationId, apiKey, settings });
  return {
    vendor,
    settings,
    bss: { get: (route) => client().get(route), post: (route, body) => client().post(route, body) },
    house: () => house,
    url: () => front.url,
    kill,
    restart,
    forget: async () => {
      directories.push(await mkdtemp(join(tmpdir(), "tenantry-")));
      await restart();
    },
    mappingOf: (accountId) =>
      house.ports.mappings.find({ applicationId, instanceId: instanceIdOf("acronis", vendor.url, vendor.clientId), accountId }),
    close: async () => {
      await kill();
      await vendor.close();
      await Promise.all(directories.map((directory) => rm(directory, { recursive: true, force: true })));
    },
  };
};

const Result = z.object({ Code: z.number(), Message: z.string().nullable(), Result: z.string().nullable() });

/** The result of a business answer. */
export const resultOf = ({ status, body }: BssAnswer): z.infer<typeof Result> => {
  if (status !== 200) throw new Error(`the door answered ${status}`);
  return Result.parse(body);
};

/** Sends the same request again, as the BSS does, until the answer is no longer "in progress". */
export const untilEnded = async (send: () => Promise<BssAnswer>): Promise<z.infer<typeof Result>> => {
  for (;;) {
    const result = resultOf(await send());
    if (result.Code !== -2 && result.Code !== -3) return result;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
