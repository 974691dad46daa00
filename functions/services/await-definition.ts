import type { Waiting } from "../onboarding/await-end.ts";
import type { Ports } from "../ports.ts";
import type { ServicesDefinition } from "./definition.ts";
import type { ServicesHead } from "./head.ts";
import { startRun } from "./run.ts";

/** A run that ended a moment ago is not repeated for every call that comes. */
const REST_SECONDS = 30;

type Needed = Pick<Ports, "services" | "machines" | "clock"> & {
  readonly waiting: Waiting;
  /** When the call must be answered, by `waiting.elapsed`. */
  readonly until: number;
};

/**
 * The published definition, at once where there is one. Where there is none, a run is started and waited for until it has ended or the
 * time has come; undefined when it did not publish.
 */
export const definitionOrRun = async (instanceId: string, needed: Needed): Promise<ServicesDefinition | undefined> => {
  const before = await needed.services.head(instanceId);
  if (before?.published !== undefined) return needed.services.definition(instanceId, before.published);
  // What is held waits for an operator: another run would find the same.
  if (before?.held !== undefined || rests(before, needed)) return undefined;
  await startRun(instanceId, needed);
  const after = await endedRun(instanceId, before?.revision ?? 0, needed);
  return after?.published === undefined ? undefined : needed.services.definition(instanceId, after.published);
};

const rests = (head: ServicesHead | undefined, { clock }: Needed): boolean =>
  head?.lastRun !== undefined && clock.secondsSince(head.lastRun.at) < REST_SECONDS;

/** Looks at the head until any run has written it. */
const endedRun = async (instanceId: string, revision: number, { services, waiting, until }: Needed): Promise<ServicesHead | undefined> => {
  for (let pause = 40; waiting.elapsed() < until; pause = Math.min(pause * 1.5, 500)) {
    await waiting.pause(Math.min(pause, Math.max(until - waiting.elapsed(), 1)));
    const head = await services.head(instanceId);
    if (head !== undefined && head.revision !== revision) return head;
  }
  return undefined;
};
