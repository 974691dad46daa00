import { customerAccount } from "../bss/accounts.ts";
import { type Counts, difference } from "../demo/ledger.ts";
import type { Yard } from "./yard.ts";

/** Some onboardings at once. */
export interface Load {
  readonly atOnce: number;
  readonly onboardings: number;
}

export interface Measured extends Load {
  readonly perSecond: number;
  /** How long the BSS waited for its answer, in milliseconds. */
  readonly median: number;
  readonly slowest: number;
  /** Of one onboarding, on average. */
  readonly each: Counts;
}

/** New customers, so many at once; `tell` hears how many are done. */
export const run = async (yard: Yard, load: Load, tell: (done: number) => void): Promise<Measured> => {
  const { atOnce, onboardings } = load;
  await yard.forgetCalls();
  const before = await yard.counts();
  const waits: number[] = [];
  let next = 0;
  const begun = performance.now();
  const caller = async (): Promise<void> => {
    while (next < onboardings) {
      next += 1;
      const id = `${atOnce}${String(next).padStart(5, "0")}`;
      const sent = performance.now();
      const outcome = await yard.bss.synchroniseToTheEnd(customerAccount(id, `Customer ${id}`), 200);
      if (outcome.failed) throw new Error(`an onboarding was refused: ${outcome.message}`);
      waits.push(performance.now() - sent);
      tell(waits.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  const seconds = (performance.now() - begun) / 1000;
  const { calls, writes, transitions } = difference(before, await yard.counts());
  waits.sort((one, other) => one - other);
  return {
    ...load,
    perSecond: onboardings / seconds,
    median: waits[Math.floor(waits.length / 2)] ?? 0,
    slowest: waits.at(-1) ?? 0,
    each: { calls: calls / onboardings, writes: writes / onboardings, transitions: transitions / onboardings },
  };
};
