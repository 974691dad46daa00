import { createServer } from "node:http";
import { settle } from "./agenda.ts";
import { exportAllCustomers, type ExportOptions } from "./all-customers.ts";
import { Clock } from "./clock.ts";
import { control } from "./control.ts";
import { DataFile, loadState } from "./data-file.ts";
import type { Site } from "./exchange.ts";
import { expiry } from "./expiry.ts";
import { type Faults, Switchboard } from "./faults.ts";
import { judge } from "./judgement.ts";
import { performer } from "./performer.ts";
import { type Call, Ledger } from "./ledger.ts";
import { listen } from "./listen.ts";
import { resolved, rulesOf, type VeeamSimulatorOptions } from "./options.ts";
import { type People, peopleOf } from "./people.ts";
import { type Platform, process } from "./processing.ts";
import { Router } from "./router.ts";
import { routes } from "./routes.ts";
import { seedState } from "./seed.ts";
import { type Timepiece, timepieceOf } from "./timepiece.ts";
import { sharer } from "./share.ts";
import { viewOf, type WorldView } from "./world.ts";

export type { Call, ExportOptions, Faults, People, Timepiece, VeeamSimulatorOptions, WorldView };

export interface VeeamSimulator {
  /** The console's API is at `/api/v3` below it, the registration contract at `/contract`. */
  readonly url: string;
  readonly consoleUrl: string;
  readonly contractUrl: string;
  readonly apiKey: string;
  readonly userName: string;
  readonly password: string;
  /** The number of the rental agreement: a text that begins with 0. */
  readonly agreement: string;
  readonly faults: Faults;
  readonly calls: readonly Call[];
  readonly world: WorldView;
  readonly clock: Timepiece;
  readonly people: People;
  exportAllCustomers(options?: ExportOptions): Buffer;
  clearCalls(): void;
  close(): Promise<void>;
}

/** Starts a simulated Veeam, Pulse and console in one, that listens until it is closed. */
export async function startVeeamSimulator(options: VeeamSimulatorOptions = {}): Promise<VeeamSimulator> {
  const kept = loadState(options.dataFile);
  const seed = resolved(options, kept);
  const clock = new Clock(options.timeScale ?? 1, kept?.aheadMs ?? 0);
  const state = kept ?? seedState(seed, clock);
  for (const [key, value] of Object.entries(state.apiKeys))
    if (key === state.apiKey && key !== seed.apiKey) delete state.apiKeys[value.key];
  state.apiKeys[seed.apiKey] ??= { key: seed.apiKey, name: "Service manager", readOnly: false, expiresAt: null };
  state.apiKey = seed.apiKey;
  const rules = rulesOf(options);
  const router = new Router(routes);
  const ledger = new Ledger();
  const file = new DataFile(options.dataFile, () => ({ ...state, aheadMs: clock.aheadMs }));
  const changed = (): void => file.changed();
  const keep = (): Promise<void> => file.keep();
  const site: Site = { state, clock, rules, url: () => url, perform: performer(router, () => site), changed };
  const expire = expiry(site);
  const settled = (): void => settle(site);
  const acting = <Result>(act: () => Result): Result => {
    settle(site);
    const result = act();
    changed();
    return result;
  };
  const faults = new Switchboard(router.templates, expire);
  const world = viewOf(state, clock, settled);
  const timepiece = timepieceOf(clock, () => acting(() => undefined));
  const people = peopleOf(site, acting);
  const platform: Platform = {
    site,
    router,
    faults,
    expire,
    keep,
    record: (call) => ledger.record(call),
    isItsTurn: sharer(rules.asyncShare),
  };
  const inspection = {
    faults,
    ledger,
    world,
    people,
    clock: timepiece,
    changed,
    keep,
    export: (given: ExportOptions = {}) => acting(() => exportAllCustomers(site, given)),
    person: ({ method, path, query, text }: { method: string; path: string; query: URLSearchParams; text: string }) => {
      const found = router.find(method, path);
      const rest = { headers: { "content-type": "application/json" }, isItsTurn: () => false, isPerson: true };
      return judge(site, { method, path, query, text, found, faults: [], ...rest });
    },
    reset: () => {
      Object.assign(state, seedState(seed, clock));
      faults.clear();
      ledger.clear();
    },
  };

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
    consoleUrl: `${url}/api/v3`,
    contractUrl: `${url}/contract`,
    apiKey: seed.apiKey,
    userName: seed.userName,
    password: seed.password,
    agreement: state.agreement,
    faults,
    get calls() {
      return ledger.calls;
    },
    world,
    clock: timepiece,
    people,
    exportAllCustomers: inspection.export,
    clearCalls: () => ledger.clear(),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      file.save();
    },
  };
}
