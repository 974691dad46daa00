import type { Site } from "./exchange.ts";

const daySeconds = 86_400;

/** A simulator that runs for days must not keep what nobody can ask for any more. */
export function forgetTheOld({ state, clock }: Site): void {
  const isOld = (at: number): boolean => clock.secondsSince(at) > daySeconds;
  for (const { id, status, registeredAt } of Object.values(state.actions))
    if (status !== "running" && isOld(registeredAt)) delete state.actions[id];
  for (const [key, { at }] of Object.entries(state.repeats)) if (isOld(at)) delete state.repeats[key];
  for (const [value, { expiresAt }] of Object.entries(state.tokens)) if (expiresAt < clock.now()) delete state.tokens[value];
}
