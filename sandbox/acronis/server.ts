import { createServer } from "node:http";
import { newSecret } from "./clients.ts";
import { control } from "./control.ts";
import { DataFile, loadState } from "./data-file.ts";
import type { Site } from "./exchange.ts";
import { type Faults, Switchboard } from "./faults.ts";
import { type Call, Ledger } from "./ledger.ts";
import type { currencies } from "./price-change.ts";
import { type Platform, process } from "./processing.ts";
import { Router } from "./router.ts";
import { routes } from "./routes.ts";
import { seedState } from "./seed.ts";
import type { State } from "./state.ts";
import { viewOf, type WorldView } from "./world.ts";

export type { Call, Faults, WorldView };

export type Currency = (typeof currencies)[number];

export interface AcronisSimulatorOptions {
  /** 0, the default, takes any free port. The server binds 127.0.0.1 alone. */
  port?: number | undefined;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  /** Where the vendor's state is kept over restarts. */
  dataFile?: string | undefined;
  rootName?: string | undefined;
  /** Closed request schemas, exactly as the specification has them. */
  strict?: boolean | undefined;
  /** How many times faster than the world the simulator's seconds run. */
  timeScale?: number | undefined;
  /** "one" seeds a single backup storage, as the vendor's developer sandbox has. */
  storages?: "several" | "one" | undefined;
  /** About how many offering items the distributor may sell, at most 200,000; what is missing comes as storages and names. */
  offeringItems?: number | undefined;
  /** "off": the client may not read price lists. */
  priceList?: "on" | "off" | undefined;
  /** Of the price list; EUR unless told. */
  priceCurrency?: Currency | undefined;
  /** After how many seconds the meters' numbers show; 0 unless told. */
  usageDelaySeconds?: number | undefined;
  /** What a PUT of the edition answers: the items, as the specification says, or warnings, as the guide shows. */
  editionAnswer?: "items" | "warnings" | undefined;
}

export interface AcronisSimulator {
  readonly url: string;
  readonly rootTenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly faults: Faults;
  readonly calls: readonly Call[];
  readonly world: WorldView;
  clearCalls(): void;
  close(): Promise<void>;
}

/** Starts a simulated Acronis platform that listens until it is closed. */
export async function startAcronisSimulator(options: AcronisSimulatorOptions = {}): Promise<AcronisSimulator> {
  const { rootName = "Nordwind Distribution", storages = "several" } = options;
  const state = loadState(options.dataFile) ?? seedState({ ...options, rootName, storages });
  const client = rootClient(state, options);
  if (options.priceList !== undefined) state.prices.readable = options.priceList === "on";
  state.prices.currency = options.priceCurrency ?? state.prices.currency;
  const router = new Router(routes);
  const ledger = new Ledger();
  const file = new DataFile(options.dataFile, () => state);
  const expireTokens = (): void => {
    state.tokens = {};
  };
  const faults = new Switchboard(router.templates, expireTokens);
  const site: Site = {
    state,
    strict: options.strict ?? false,
    timeScale: options.timeScale ?? 1,
    usageDelaySeconds: options.usageDelaySeconds ?? 0,
    editionAnswer: options.editionAnswer ?? "items",
    url: () => url,
  };
  const platform: Platform = { site, router, faults, expireTokens, record: (call) => ledger.record(call), keep: () => file.keep() };
  const inspection = { site, faults, ledger, world: viewOf(state), keep: () => file.keep() };

  const server = createServer((request, response) => {
    const handled = request.url?.startsWith("/simulator/") ? control(inspection, request, response) : process(platform, request, response);
    // Only a connection that the client gave up gets here; there is nobody left to answer.
    handled.catch(() => request.socket.destroy());
  });
  const port = await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  try {
    file.save();
  } catch (error) {
    server.close();
    throw error;
  }

  return {
    url,
    rootTenantId: state.rootTenantId,
    clientId: client.client_id,
    get clientSecret() {
      return client.client_secret;
    },
    faults,
    get calls() {
      return ledger.calls;
    },
    world: inspection.world,
    clearCalls: () => ledger.clear(),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      file.save();
    },
  };
}

/** Credentials given at the start win over those kept in the file, so that a restart can rotate them. */
function rootClient(state: State, { clientId, clientSecret }: AcronisSimulatorOptions) {
  const kept = state.clients[state.rootClientId];
  if (kept === undefined) throw new Error("the state has no client for its root tenant");
  delete state.clients[kept.client_id];
  kept.client_id = clientId ?? kept.client_id;
  kept.client_secret = clientSecret ?? (kept.client_secret || newSecret());
  state.clients[kept.client_id] = kept;
  state.rootClientId = kept.client_id;
  return kept;
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") return reject(new Error("the server has no port"));
      resolve(address.port);
    });
  });
}
