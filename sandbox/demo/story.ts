import type { Outcome } from "../bss/outcome.ts";
import { type Counts, difference } from "./ledger.ts";
import type { Screen } from "./screen.ts";
import type { Stage } from "./stage.ts";

/** What every chapter of the story is told with. */
export interface Story {
  readonly stage: Stage;
  readonly screen: Screen;
}

/** The story did not go as it should: the demo ends here, with exit code 1. */
export class WrongOutcome extends Error {
  override readonly name = "WrongOutcome";
}

export const must = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new WrongOutcome(otherwise);
};

/** The vendor's id of an account whose synchronisation succeeded. */
export const idOf = ({ failed, code, message, result }: Outcome): string => {
  if (failed || code !== 0 || result === null || result === "") {
    throw new WrongOutcome(`the BSS should have been told of a success, and was told: ${code ?? "no code"}, ${message}`);
  }
  return result;
};

/** A refusal with that code; gives its text. */
export const refusalOf = ({ code, message }: Outcome, expected: number): string => {
  must(code === expected, `the BSS should have been refused with code ${expected}, and was told: ${code ?? "no code"}, ${message}`);
  return message;
};

/** What something cost. Only one thing may happen meanwhile. */
export const costOf = async <Result>({ stage }: Story, act: () => Promise<Result>): Promise<{ result: Result; counts: Counts }> => {
  const before = stage.counts();
  const result = await act();
  return { result, counts: difference(before, stage.counts()) };
};

export const inWords = ({ calls, writes, transitions }: Counts): string =>
  `${many(calls, "call")} to the vendor, ${many(writes, "table write")}, ${many(transitions, "state transition")}`;

/** `1 call`, `2 calls`. */
export const many = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

/** Shows each state of the machine as it is entered; tries of the same state are counted. Gives how to stop. */
const followStates = ({ stage, screen }: Story): (() => void) => {
  let tries = 0;
  let begun = 0;
  return stage.listen(({ kind, state = "" }) => {
    if (kind === "started") begun = performance.now();
    if (kind === "entered") {
      tries = 0;
      screen.detail(`state  ${state}`);
    }
    if (kind === "retried") {
      tries += 1;
      screen.doing(`${state}: try ${tries + 1}`);
    }
    if (kind === "succeeded" && tries > 0)
      screen.detail(`       ${state} succeeded at try ${tries + 1}, ${Math.round(performance.now() - begun)} ms after the start`);
  });
};

/** Something done while the states are shown. */
export const shown = async <Result>(story: Story, act: () => Promise<Result>): Promise<Result> => {
  const stop = followStates(story);
  try {
    return await act();
  } finally {
    stop();
  }
};

/** Without the ids of orders, which differ from run to run and tell a reader nothing. */
export const readable = (message: string): string =>
  message.replace(/(: |; )?order [a-z2-7]{26}(; )?/, (_, before: string | undefined, after: string | undefined) =>
    before === ": " && after !== undefined ? ": " : (after ?? ""),
  );
