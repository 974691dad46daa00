import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { utc } from "../../functions/clock.ts";
import type { Machines } from "../../functions/onboarding/ports.ts";
import { inputOf } from "../../functions/processes.ts";
import type { AnyStep, Process } from "../../statemachines/flow.ts";
import { key, openJournal, type Started } from "./journal.ts";
import { call } from "./lambda.ts";
import { followLogs, isTransition, type Observed } from "./observed.ts";
import { build, deathOf, type Built, type Work } from "./state-machine.ts";

const StepEvent = z.object({ execution: z.string(), state: z.unknown() });
/** What a step's function is called with. */
export type StepEvent = z.infer<typeof StepEvent>;

/** An execution that failed or timed out: what EventBridge says of it. */
export interface Death {
  readonly process: string;
  readonly execution: string;
  /** Of its order, or of its instance. */
  readonly id: string;
  /** The error's name, and its cause where there is one. */
  readonly error: string;
  readonly cause: string;
}

export interface MachineOptions {
  readonly processes: readonly Process[];
  /** Calls a step's function. */
  readonly run: (process: Process, step: AnyStep, event: StepEvent) => Promise<unknown>;
  /** At least 1: how many seconds of a definition's wait pass in one second. */
  readonly timeScale: number;
  /** Where executions are noted, to be run again after a kill; in memory without it. */
  readonly directory?: string | undefined;
  /** Called for each execution that failed, as an EventBridge rule would: at least once. */
  readonly died: (death: Death) => Promise<void>;
  readonly observe?: ((observed: Observed) => void) | undefined;
}

/** Step Functions on a laptop. */
export interface LocalMachines extends Machines {
  start(process: string, execution: string, id: string): Promise<"started" | "exists">;
  isRunning(process: string, execution: string): Promise<boolean>;
  /** Runs again, from the first state and under its old name, what a kill cut off. Called once, at the start. Gives their number. */
  recover(): Promise<number>;
  /** State transitions so far, of one execution or of all: states entered and tried again, plus one for each start. */
  transitions(execution?: string): number;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
  /** Ends as a kill would: what runs is dropped, and run again by the next `recover`. Waits for steps that are at work. */
  close(): Promise<void>;
}

const executionName = /^[A-Za-z0-9_-]{1,80}$/;

export const localMachines = (options: MachineOptions): LocalMachines => {
  if (!(options.timeScale >= 1)) throw new Error("the time scale is at least 1");
  const journal = openJournal(options.directory);
  const built = new Map<string, Built>();
  const running = new Map<string, { readonly abort: () => void; readonly over: Promise<void> }>();
  /** Executions whose steps may begin: an aborted machine would go on retrying, at once and up to its ceiling. */
  const live = new Set<string>();
  const atWork = new Set<Promise<unknown>>();
  const closing = new AbortController();
  const transitions = new Map<string, number>();

  const machine = (name: string): Built => {
    const process = options.processes.find((each) => each.name === name);
    if (process === undefined) throw new Error(`there is no state machine "${name}"`);
    const ready = built.get(name) ?? build(process, options.timeScale, work);
    built.set(name, ready);
    return ready;
  };
  const work: Work = (process, step, event) => {
    const { execution } = StepEvent.parse(event);
    if (!live.has(key({ process: process.name, execution }))) throw new Error("this execution is over");
    const done = call(async (given) => options.run(process, step, StepEvent.parse(given)), event);
    const settled: Promise<unknown> = done.then(
      () => atWork.delete(settled),
      () => atWork.delete(settled),
    );
    atWork.add(settled);
    return done;
  };
  const observe = (observed: Observed): void => {
    if (isTransition(observed)) transitions.set(observed.execution, (transitions.get(observed.execution) ?? 0) + 1);
    options.observe?.(observed);
  };
  const execute = (started: Started): void => {
    const { process, execution, id } = started;
    const { machine: stateMachine, handlers } = machine(process);
    live.add(key(started));
    const Id = `arn:aws:states:local:000000000000:execution:${process}:${execution}`;
    const run = stateMachine.run(inputOf(process, id), {
      overrides: { taskResourceLocalHandlers: handlers },
      context: { Execution: { Id, Name: execution } },
    });
    const follow = async (): Promise<void> => {
      const end = run.result.then(() => undefined, deathOf).finally(() => live.delete(key(started)));
      const [death] = await Promise.all([end, followLogs(run.eventLogs, { process, execution }, observe)]);
      if (death === "aborted") return;
      if (death !== undefined && !(await tell({ process, execution, id, ...death }))) return;
      await journal.end(started);
    };
    running.set(key(started), { abort: run.abort, over: follow().finally(() => running.delete(key(started))) });
  };
  /** Tells of a death, up to three times, as often as Lambda tries an event; while nobody takes it, the execution is not over. */
  const tell = async (death: Death): Promise<boolean> => {
    for (const seconds of [0, 60, 120]) {
      try {
        await pause((seconds * 1000) / options.timeScale, undefined, { signal: closing.signal });
        await options.died(death);
        return true;
      } catch {
        if (closing.signal.aborted) return false;
      }
    }
    return false;
  };

  return {
    start: async (process, execution, id) => {
      if (closing.signal.aborted) throw new Error("the machines are closed");
      if (!executionName.test(execution)) throw new Error("an execution's name has 1 to 80 letters, digits, - and _");
      machine(process);
      if (journal.statusOf(process, execution) !== undefined) return "exists";
      const started = { process, execution, id, startedAt: utc(Date.now()) };
      await journal.begin(started);
      if (!closing.signal.aborted) execute(started);
      return "started";
    },
    isRunning: async (process, execution) => journal.statusOf(process, execution) === "open",
    recover: async () => {
      const cut = await journal.takeCut();
      cut.forEach(execute);
      return cut.length;
    },
    transitions: (execution) =>
      execution === undefined ? [...transitions.values()].reduce((sum, each) => sum + each, 0) : (transitions.get(execution) ?? 0),
    idle: async () => {
      while (running.size > 0) await Promise.all([...running.values()].map(({ over }) => over));
    },
    close: async () => {
      closing.abort();
      live.clear();
      for (const { abort } of running.values()) abort();
      await Promise.allSettled([...running.values()].map(({ over }) => over));
      await Promise.all(atWork);
    },
  };
};
