import * as z from "zod";
import { serve } from "../aws/http.ts";
import { type BssInstallation, bssInstallation } from "../bss/installation.ts";
import { type Counts, isCounted } from "../demo/ledger.ts";
import { temporaryFolder } from "../demo/temporary-folder.ts";
import { type House, openHouse } from "../house.ts";
import { acronisClient, instanceSettings } from "../start/acronis-client.ts";
import { startAcronis } from "../start/acronis.ts";

/** Tenantry under measure: in this process with its tables on disk; the simulated vendor in another one, so that memory is Tenantry's. */
export interface Yard {
  readonly bss: BssInstallation;
  readonly vendorUrl: string;
  readonly house: House;
  readonly counts: () => Promise<Counts>;
  /** Forgets the vendor's calls; its ledger keeps only so many. */
  readonly forgetCalls: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const application = { applicationId: "7c9a4b12-6e0d-4d5a-9a61-0f3e8b2d4c75", apiKey: "bench-bss-key" } as const;
const Calls = z.object({ items: z.array(z.object({ route: z.string() })) });

export const openYard = async (options: { readonly offeringItems?: number } = {}): Promise<Yard> => {
  const directory = temporaryFolder("bench");
  const vendor = await startAcronis({ ...acronisClient, ...options, port: 0, timeScale: 1 });
  const house = await openHouse({
    directory,
    applications: new Map([[application.applicationId, application.apiKey]]),
    operatorKey: "bench-operator-key",
  });
  const front = await serve({ port: 0, handle: house.handle });
  const bss = bssInstallation({ ...application, base: `${front.url}/acronis/api` });
  const refusals = await bss.saveSettings(Object.fromEntries(instanceSettings(vendor.url).map(([id, , value]) => [id, value])));
  if (refusals.length > 0) throw new Error(refusals.join(" "));
  const calls = `${vendor.url}/simulator/calls`;
  return {
    bss,
    house,
    vendorUrl: vendor.url,
    counts: async () => ({
      calls: Calls.parse(await (await fetch(calls)).json()).items.filter(isCounted).length,
      writes: house.tables.writes(),
      transitions: house.machines.transitions(),
    }),
    forgetCalls: async () => {
      await fetch(calls, { method: "DELETE" });
    },
    close: async () => {
      await front.close();
      await house.close();
      await vendor.close();
    },
  };
};
