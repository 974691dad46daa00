import { finishAction } from "./async-actions.ts";
import type { Site } from "./exchange.ts";
import { forgetTheOld } from "./housekeeping.ts";
import { longest } from "./rules.ts";
import { finishMapping } from "./mapping.ts";
import { finishVerification } from "./verification.ts";
import { finishRegistration } from "./registration.ts";
import type { DueKind } from "./state.ts";
import { advanceSubscription } from "./subscription-life.ts";
import { synchronise } from "./synchronisation.ts";
import { advanceTenant } from "./data-cloud-tenants.ts";

type Happening = (site: Site, id: string) => void;

const happenings: Record<DueKind, Happening> = {
  action: finishAction,
  verification: (site, id) => finishVerification(site, id),
  mapping: finishMapping,
  registration: (site, id) => finishRegistration(site, id),
  subscription: advanceSubscription,
  tenant: advanceTenant,
  synchronisation: (site) => {
    forgetTheOld(site);
    synchronise(site);
  },
};

/** Lets everything happen that is due, in its order and at its time. */
export function settle(site: Site): void {
  const { state, clock } = site;
  for (;;) {
    const now = clock.now();
    const due = state.agenda.filter(({ at }) => at <= now).toSorted((one, other) => one.at - other.at)[0];
    if (due === undefined) return;
    state.agenda = state.agenda.filter((one) => one !== due);
    const at = due.kind === "synchronisation" ? lastTick(site, due.at) : due.at;
    clock.at(at, () => happenings[due.kind](site, due.id));
    site.changed();
  }
}

/** Of the synchronisations that nobody looked at, the last one is enough. */
function lastTick({ clock, rules }: Site, first: number): number {
  const period = clock.after(longest(rules.pace.synchronisation)) - clock.now();
  return period > 0 ? first + Math.floor(Math.max(0, clock.now() - first) / period) * period : first;
}
