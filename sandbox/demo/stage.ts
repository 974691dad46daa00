import { type AcronisSimulator, startAcronisSimulator } from "../acronis/server.ts";
import { serve } from "../aws/http.ts";
import type { Observed } from "../aws/observed.ts";
import { type BssInstallation, bssInstallation } from "../bss/installation.ts";
import { startVeeamSimulator, type VeeamSimulator } from "../veeam/server.ts";
import { openHouse } from "../house.ts";
import { type Counts, isCounted } from "./ledger.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Everything the story happens on: Tenantry over a folder of its own, two simulated vendors, and a BSS that calls over HTTP. */
export interface Stage {
  readonly vendors: readonly [AcronisSimulator, AcronisSimulator];
  readonly veeam: VeeamSimulator;
  /** A BSS with an instance of its own; `settings` are the saved ones. */
  readonly bss: (settings?: Readonly<Record<string, string>>) => BssInstallation;
  /** A BSS with an instance of Veeam. */
  readonly veeamBss: () => BssInstallation;
  /** What the hourly schedule does. */
  readonly lookForRegistrations: () => Promise<number>;
  /** A call at the operator's door. */
  readonly operator: (
    method: "GET" | "POST" | "PUT",
    path: string,
    body?: object,
  ) => Promise<{ readonly status: number; readonly body: unknown }>;
  /** All that was counted so far, over every life of Tenantry. */
  readonly counts: () => Counts;
  readonly listen: (listener: (observed: Observed) => void) => () => void;
  /** Resolves when an execution enters this state, and gives the execution's name. */
  readonly entered: (state: string) => Promise<string>;
  /** Ends Tenantry as a kill would; what runs is dropped. */
  readonly kill: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Waits pass this many times faster: 90 seconds in less than one. */
export const timeScale = 400;

const application = { applicationId: "5e1c2f6a-93d4-4c07-8a7e-2d1b6f0c9e34", apiKey: "demo-bss-key" } as const;
const operatorKey = "demo-operator-key";

export const openStage = async (): Promise<Stage> => {
  const directory = temporaryFolder("demo");
  const listeners = new Set<(observed: Observed) => void>();
  const open = () =>
    openHouse({
      directory,
      timeScale,
      applications: new Map([[application.applicationId, application.apiKey]]),
      operatorKey,
      observe: (observed) => listeners.forEach((listener) => listener(observed)),
    });
  const vendors = [
    await startAcronisSimulator({ clientSecret: "first-demo-secret" }),
    await startAcronisSimulator({ clientSecret: "second-demo-secret", rootName: "Nordwind Distribution US" }),
  ] as const;
  const veeam = await startVeeamSimulator({ timeScale, pace: { verification: 20, registration: 20 } });
  let house = await open();
  let earlier = { writes: 0, transitions: 0 };
  const front = await serve({ port: 0, handle: (event) => house.handle(event) });
  const listen = (listener: (observed: Observed) => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const kill = async (): Promise<void> => {
    await house.close();
    earlier = { writes: earlier.writes + house.tables.writes(), transitions: earlier.transitions + house.machines.transitions() };
  };

  return {
    vendors,
    veeam,
    veeamBss: () => bssInstallation({ ...application, base: `${front.url}/veeam/api`, variant: "all" }),
    lookForRegistrations: () => house.lookForRegistrations(),
    bss: (settings = {}) => bssInstallation({ ...application, base: `${front.url}/acronis/api`, settings, variant: "all" }),
    operator: async (method, path, body) => {
      const headers = { Authorization: `Bearer ${operatorKey}`, ...(body === undefined ? {} : { "Content-Type": "application/json" }) };
      const answer = await fetch(`${front.url}/v1/${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: await answer.json() };
    },
    counts: () => ({
      calls: vendors.flatMap(({ calls }) => calls).filter(isCounted).length,
      writes: earlier.writes + house.tables.writes(),
      transitions: earlier.transitions + house.machines.transitions(),
    }),
    listen,
    entered: (state) =>
      new Promise((resolve) => {
        const stop = listen((observed) => {
          if (observed.kind !== "entered" || observed.state !== state) return;
          stop();
          resolve(observed.execution);
        });
      }),
    kill,
    restart: async () => {
      house = await open();
    },
    close: async () => {
      await Promise.all([front.close(), house.close(), ...vendors.map((vendor) => vendor.close()), veeam.close()]);
    },
  };
};
