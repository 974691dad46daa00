import { kept } from "./async-actions.ts";
import { Refused } from "./errors.ts";
import type { Answer, Site } from "./exchange.ts";

const keptSeconds = 86_400;

/** The answer to an `Idempotency-Key` that was seen within a day. */
export function repeatedAnswer({ state, clock }: Site, key: string, fingerprint: string): Answer | undefined {
  const repeat = Object.hasOwn(state.repeats, key) ? state.repeats[key] : undefined;
  if (repeat === undefined || clock.secondsSince(repeat.at) > keptSeconds) return undefined;
  if (repeat.fingerprint !== fingerprint)
    throw new Refused(422, "The Idempotency-Key was used for another request.", { code: "IdempotencyKeyReused" });
  return repeat.answer;
}

export function rememberAnswer(
  { state, clock }: Site,
  key: string,
  { fingerprint, answer }: { fingerprint: string; answer: Answer },
): void {
  state.repeats[key] = { at: clock.now(), fingerprint, answer: kept(answer) };
}
