import {
  ExecutionAbortedError,
  ExecutionError,
  ExecutionTimeoutError,
  StateMachine,
  type StateMachineDefinition,
} from "aws-local-stepfunctions";
import * as z from "zod";
import type { AnyStep, Json, Process } from "../../statemachines/flow.ts";
import type { call } from "./lambda.ts";

/** Calls a step's function with a state's input. */
export type Work = (process: Process, step: AnyStep, event: unknown) => ReturnType<typeof call>;

/** A machine ready to run, and the functions of its states. */
export type Built = ReturnType<typeof build>;

/** Builds a process's machine from its definition's text; checking one takes a tenth of a second, so it is kept. */
export const build = (process: Process, timeScale: number, work: Work) => {
  // The checker refuses the fractions of seconds of a scaled copy.
  const machine = new StateMachine(definitionAt(process.definition, timeScale), { validationOptions: { noValidate: timeScale !== 1 } });
  const handlers = Object.fromEntries(process.steps.map((step) => [step.title, (event: unknown) => work(process, step, event)]));
  return { machine, handlers };
};

/** What a definition waits by; a Task's TimeoutSeconds is not among them, since its work takes as long as ever. */
const waits = new Set(["IntervalSeconds", "MaxDelaySeconds", "Seconds"]);

/** The machine itself checks the rest. */
const Definition = z.custom<StateMachineDefinition>(
  (value) =>
    z.looseObject({ StartAt: z.string(), States: z.record(z.string(), z.looseObject({ Type: z.string() })) }).safeParse(value).success,
);

const definitionAt = (definition: Json, timeScale: number): StateMachineDefinition =>
  Definition.parse(
    JSON.parse(JSON.stringify(definition), (name, value: unknown) =>
      waits.has(name) && typeof value === "number" ? value / timeScale : value,
    ),
  );

/** Why an execution ended without success. */
export const deathOf = (error: unknown): "aborted" | { readonly error: string; readonly cause: string } => {
  if (error instanceof ExecutionAbortedError) return "aborted";
  if (error instanceof ExecutionTimeoutError) return { error: "States.Timeout", cause: "" };
  if (error instanceof ExecutionError && error.cause instanceof Error) return { error: error.cause.name, cause: error.cause.message };
  throw error;
};
