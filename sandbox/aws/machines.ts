import { setTimeout as pause } from "node:timers/promises";
import { ExecutionAbortedError, ExecutionError, ExecutionTimeoutError, StateMachine } from "aws-local-stepfunctions";
import * as z from "zod";
import { utc } from "../../functions/clock.ts";
import type { Machines } from "../../functions/onboarding/ports.ts";
import type { AnyStep, Process } from "../../statemachines/flow.ts";
import { definitionAt } from "./definition.ts";
import { openJournal, type Started } from "./journal.ts";
import { call } from "./lambda.ts";
import { followLogs, type Observed } from "./observed.ts";

const StepEvent = z.object({ execution: z.string(), state: z.unknown() });
/** What a step's function is called with. */
export type StepEvent = z.infer<typeof StepEvent>;

/** An execution that failed or timed out: what EventBridge says of it. */
export interface Death {
  readonly process: string;
  readonly execution: string;
  readonly orderId: string;
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
  start(process: string, execution: string, orderId: string): Promise<"started" | "exists">;
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
  const journal = openJournal(options.directory);
  const built = new Map<string, Built>();
  const running = new Map<Started, { abort: () => void; over: Promise<void> }>();
  const atWork = new Set<Promise<unknown>>();
  const closing = new AbortController();
  const transitions = new Map<string, number>();

  const machine = (name: string): Built => {
    const known = built.get(name) ?? build(options, name, work);
    built.set(name, known);
    return known;
  };
  const work: Work = (process, step, event) => {
    // An aborted machine retries at once and without end: no step may begin any more.
    if (closing.signal.aborted) throw new Error("the machines are closed");
    const done = call(async (given) => options.run(process, step, StepEvent.parse(given)), event);
    const settled = done.then(
      () => atWork.delete(settled),
      () => atWork.delete(settled),
    );
    atWork.add(settled);
    return done;
  };
  const observe = (observed: Observed): void => {
    if (["started", "entered", "retried"].includes(observed.kind)) {
      transitions.set(observed.execution, (transitions.get(observed.execution) ?? 0) + 1);
    }
    options.observe?.(observed);
  };
  const execute = (started: Started): void => {
    const { process, execution, orderId } = started;
    const Id = `arn:aws:states:local:000000000000:execution:${process}:${execution}`;
    const { machine: stateMachine, handlers } = machine(process);
    const run = stateMachine.run(
      { orderId },
      { overrides: { taskResourceLocalHandlers: handlers }, context: { Execution: { Id, Name: execution } } },
    );
    const follow = async (): Promise<void> => {
      const [death] = await Promise.all([run.result.then(() => undefined, deathOf), followLogs(run.eventLogs, { process, execution }, observe)]);
      if (death === "aborted") return;
      if (death !== undefined && !(await tell({ process, execution, orderId, ...death }))) return;
      await journal.end(started);
    };
    running.set(started, { abort: run.abort, over: follow().finally(() => running.delete(started)) });
  };
  /** Tells of a death, three times if need be, as often as Lambda tries an event; an execution whose death nobody took is not over. */
  const tell = async (death: Death): Promise<boolean> => {
    for (const seconds of [60, 120, 0]) {
      try {
        await options.died(death);
        return true;
      } catch {
        if (closing.signal.aborted) return false;
        await pause((seconds * 1000) / options.timeScale, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
    return false;
  };

  return {
    start: async (process, execution, orderId) => {
      if (closing.signal.aborted) throw new Error("the machines are closed");
      if (!executionName.test(execution)) throw new Error("an execution's name has 1 to 80 letters, digits, - and _");
      machine(process);
      if (journal.statusOf(process, execution) !== undefined) return "exists";
      const started = { process, execution, orderId, startedAt: utc(Date.now()) };
      await journal.begin(started);
      if (!closing.signal.aborted) execute(started);
      return "started";
    },
    isRunning: async (process, execution) => journal.statusOf(process, execution) === "open",
    recover: async () => {
      const cut = await journal.open();
      cut.forEach(execute);
      return cut.length;
    },
    transitions: (execution) =>
      execution === undefined ? transitions.values().reduce((sum, each) => sum + each, 0) : (transitions.get(execution) ?? 0),
    idle: async () => {
      while (running.size > 0) await Promise.all([...running.values()].map(({ over }) => over));
    },
    close: async () => {
      closing.abort();
      for (const { abort } of running.values()) abort();
      await Promise.allSettled([...running.values()].map(({ over }) => over));
      await Promise.all(atWork);
    },
  };
};

type Work = (process: Process, step: AnyStep, event: unknown) => ReturnType<typeof call>;
type Built = ReturnType<typeof build>;

/** Builds a process's machine once: checking a definition takes a tenth of a second. */
const build = ({ processes, timeScale }: MachineOptions, name: string, work: Work) => {
  const process = processes.find((each) => each.name === name);
  if (process === undefined) throw new Error(`there is no state machine "${name}"`);
  // The committed text is checked as it stands; the check would refuse a scaled copy's fractions of seconds.
  const machine = new StateMachine(definitionAt(process.definition, timeScale), { validationOptions: { noValidate: timeScale !== 1 } });
  const handlers = Object.fromEntries(process.steps.map((step) => [step.title, (event: unknown) => work(process, step, event)]));
  return { machine, handlers };
};

const deathOf = (error: unknown): "aborted" | Pick<Death, "error" | "cause"> => {
  if (error instanceof ExecutionAbortedError) return "aborted";
  if (error instanceof ExecutionTimeoutError) return { error: "States.Timeout", cause: "" };
  if (error instanceof ExecutionError && error.cause instanceof Error) return { error: error.cause.name, cause: error.cause.message };
  throw error;
};
