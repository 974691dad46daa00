import * as z from "zod";
import { stamp } from "./clock.ts";
import { Refused } from "./errors.ts";
import { type Answer, consoleRoute, data, empty, type Exchange, type Route } from "./exchange.ts";
import { Flag, patched } from "./json-patch.ts";
import { listed } from "./listing.ts";
import { unmap } from "./mapping.ts";
import { synchronise } from "./synchronisation.ts";

/** The console's connection to VCSP Pulse (sheet 10). */
export const pulseRoutes: readonly Route[] = [
  consoleRoute("GET", "/pulse", (exchange) => data(shown(exchange))),
  consoleRoute("PATCH", "/pulse", patchConnection),
  consoleRoute("POST", "/pulse/sync", syncNow, { accepts: "nothing" }),
  consoleRoute("GET", "/pulse/contracts", listContracts),
  consoleRoute("GET", "/pulse/products", (exchange) => listed(exchange, [sampleProduct])),
  consoleRoute("GET", "/pulse/licenses", (exchange) => listed(exchange, [])),
];

function shown({ state }: Exchange): object {
  const { lastUpdateAt, tokenExpiresAt, ...connection } = state.pulse;
  return {
    token: null,
    ...connection,
    statusMessage: connection.status === "Configured" ? "" : "The connection to VCSP Pulse is not configured.",
    lastUpdateDate: stamp(lastUpdateAt),
    tokenExpirationDate: tokenExpiresAt === null ? null : stamp(tokenExpiresAt),
  };
}

/** After its token's last day the whole integration stops (sheet 10.4). */
export function assertConnected({ state, site }: Exchange): void {
  const { pulse } = state;
  if (pulse.tokenExpiresAt !== null && pulse.tokenExpiresAt <= site.clock.now()) pulse.status = "Error";
  if (pulse.status !== "Configured") throw new Refused(500, "The connection to VCSP Pulse does not work.", { type: "logical", code: 1300 });
}

const patchable = {
  token: z.string().min(1).nullable(),
  isCompanyMappingEnabled: Flag,
  isLicenseManagementEnabled: Flag,
  isPushingNewCompaniesToPulseEnabled: Flag,
};
const tokenDays = 180;

/** A new token connects, null disconnects and undoes every mapping (sheet 10, 10.3). */
function patchConnection(exchange: Exchange): Answer {
  const { state, site } = exchange;
  const { token, ...switches } = patched(exchange, patchable);
  Object.assign(state.pulse, switches);
  if (token === null) {
    state.pulse.status = "NotConfigured";
    state.pulse.tokenExpiresAt = null;
    for (const tenant of Object.values(state.pulseTenants)) unmap(state, tenant);
  } else if (token !== undefined) {
    state.pulse.status = "Configured";
    state.pulse.tokenExpiresAt = endOfDay(site.clock.now() + tokenDays * 86_400_000);
  }
  return data(shown(exchange));
}

/** A token lasts until 23:59:59 UTC of its date (sheet 10.4). */
export function endOfDay(at: number): number {
  const day = new Date(at);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 23, 59, 59);
}

function syncNow(exchange: Exchange): Answer {
  assertConnected(exchange);
  synchronise(exchange.site);
  return empty;
}

/** Contract numbers are texts, and may begin with 0 (sheet 3.5). */
function listContracts(exchange: Exchange): Answer {
  const { state, site } = exchange;
  const end = Date.UTC(new Date(site.clock.now()).getUTCFullYear() + 1, 0, 1);
  const contract = { contractId: state.agreement, expirationDate: stamp(end), pointsLimit: null, automaticExtensionAlwaysOn: false };
  return listed(exchange, [contract]);
}

// Licences are for installed software, not for Veeam Data Cloud (sheet 10.2, 10.3).
const sampleProduct = {
  productId: "VBR_PLS_11_0_0",
  name: "Veeam Backup & Replication",
  edition: "Enterprise Plus",
  version: "11.0.0",
  workloads: [{ workloadId: "Server_VBR_PLS_11_0_0", name: "Server", multiplier: 11 }],
};
