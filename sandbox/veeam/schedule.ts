import type { Site } from "./exchange.ts";
import { drawn, type Seconds } from "./rules.ts";
import type { DueKind } from "./state.ts";

/** Notes what will happen by itself after so many seconds; nothing is noted for "never". */
export function schedule({ state, clock }: Site, kind: DueKind, id: string, seconds: Seconds): void {
  state.agenda.push({ at: clock.after(drawn(seconds)), kind, id });
}

/** A person was faster, or what was to happen no longer can. */
export function unschedule({ state }: Site, kind: DueKind, id: string): void {
  state.agenda = state.agenda.filter((due) => due.kind !== kind || due.id !== id);
}
