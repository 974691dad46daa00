import { ownCustomers } from "./customers.ts";
import type { Site } from "./exchange.ts";
import { schedule, unschedule } from "./schedule.ts";
import type { Customer, PulseTenant } from "./state.ts";

/** The console learns what people did in Pulse: every hour, or when it is asked to (sheet 10.3). */
export function synchronise(site: Site): void {
  const { state, clock, rules } = site;
  if (state.pulse.status === "Configured") {
    for (const customer of ownCustomers(state)) {
      const known = state.pulseTenants[customer.id] ?? addPulseTenant(site, customer);
      known.name = customer.name;
    }
    state.pulse.lastUpdateAt = clock.now();
  }
  unschedule(site, "synchronisation", "");
  schedule(site, "synchronisation", "", rules.pace.synchronisation);
}

export function addPulseTenant({ state, clock }: Site, { id, name }: Customer): PulseTenant {
  const tenant: PulseTenant = {
    instanceUid: id,
    name,
    mappingStatus: "NotMapped",
    mappingStatusMessage: null,
    mappedMasterOrganizationUid: null,
    mergedOrganizationUids: [],
    plannedMessage: null,
    createdAt: clock.now(),
  };
  state.pulseTenants[id] = tenant;
  return tenant;
}
