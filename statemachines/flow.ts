import type { Ports } from "../functions/ports.ts";
import type { AnyStep } from "../functions/run-step.ts";
import type { Patience, Step } from "../functions/step.ts";

/**
 * The retry contract, one for all machines: by the error's name, with ceilings and without jitter.
 * Transient and Throttled last about two hours, which is the BSS's own patience.
 */
const retries = [
  { ErrorEquals: ["Throttled"], IntervalSeconds: 10, MaxAttempts: 20, BackoffRate: 2, MaxDelaySeconds: 600 },
  {
    // Every step may run twice, so whatever the Lambda service or a time-out did to a call counts as transient.
    ErrorEquals: [
      "Transient",
      "States.Timeout",
      "Sandbox.Timedout",
      "Lambda.Unknown",
      "Lambda.ServiceException",
      "Lambda.AWSLambdaException",
      "Lambda.SdkClientException",
      "Lambda.TooManyRequestsException",
      // A function in a network of its own that rested for weeks, and one that is being deployed.
      "Lambda.ResourceNotReadyException",
      "Lambda.EC2ThrottledException",
      "Lambda.ResourceConflictException",
      "Lambda.ClientExecutionTimeoutException",
    ],
    IntervalSeconds: 2,
    MaxAttempts: 20,
    BackoffRate: 2,
    MaxDelaySeconds: 600,
  },
] as const;

/** Errors after which the order waits for a person and the execution ends well; any other is a defect, fails it, and so rings. */
const endsWell = ["Rejected", "NotReady", "Throttled", "Transient", "States.Timeout", "Sandbox.Timedout"] as const;

/** The one Task time-out, longer than any function's own (30 s), which is longer than any vendor call (8 s). */
const TASK_TIMEOUT_SECONDS = 60;

export type { AnyStep };

export type Json = { readonly [key: string]: unknown };

/** What Step Functions notes when a state fails. */
export type Failed = { readonly failure: { readonly Error: string; readonly Cause?: string | undefined } };

/** When a step ran; every answer in the state carries it. */
export type Ran = { readonly startedAt: string; readonly endedAt: string };

/** A step that can run on that state: it wants no more than there is. What it reads is parsed when it runs. */
type Fitting<Name extends string, State, Gives, Needs extends keyof Ports> = Omit<Step<Name, State, Gives, Needs>, "reads"> &
  Pick<AnyStep, "reads">;

/** A finished process: its steps, and the definition that the machine runs. */
export interface Process {
  readonly name: string;
  readonly steps: readonly AnyStep[];
  readonly definition: Json;
}

/** A process as a line of steps. Each reads the state so far and adds its answer under its own name; nothing is ever moved. */
export class Flow<Start, State> {
  readonly name: string;
  readonly steps: readonly AnyStep[];

  private constructor(name: string, steps: readonly AnyStep[]) {
    this.name = name;
    this.steps = steps;
  }

  static from<Start>(name: string): Flow<Start, Start> {
    return new Flow(name, []);
  }

  /** Appends a step. A step that reads what no earlier step has given does not compile. */
  step<Name extends string, Gives, Needs extends keyof Ports>(
    next: Fitting<Name, NoInfer<State>, Gives, Needs>,
  ): Flow<Start, State & Record<Name, Gives & Ran>> {
    return new Flow(this.name, [...this.steps, erase(next)]);
  }

  /** Any failure reaches this step once; it ends the process. */
  onFailure<Gives, Needs extends keyof Ports>(park: Fitting<string, NoInfer<Start> & Failed, Gives, Needs>): Process {
    const parking = erase(park);
    return { name: this.name, steps: [...this.steps, parking], definition: emit(this.name, this.steps, parking) };
  }
}

// The list holds steps of every type; only the flow's own signature, above, knows that each one's state is there.
const erase = <Name extends string, State, Gives, Needs extends keyof Ports>(known: Fitting<Name, State, Gives, Needs>): AnyStep => known;

const emit = (name: string, line: readonly AnyStep[], park: AnyStep): Json => ({
  Comment: `${name}: emitted from statemachines/${name}.ts; change it there`,
  StartAt: line[0]?.title,
  States: {
    ...Object.fromEntries(line.map((step, at) => [step.title, { ...task(step), ...caught(step, park), ...after(line[at + 1]) }])),
    [park.title]: { ...task(park), ResultPath: null, Next: "Who must act?" },
    "Who must act?": {
      Type: "Choice",
      Choices: [{ Or: endsWell.map((error) => ({ Variable: "$.failure.Error", StringEquals: error })), Next: "Parked" }],
      Default: "Defect",
    },
    Parked: { Type: "Succeed" },
    Defect: { Type: "Fail", ErrorPath: "$.failure.Error", CausePath: "$.failure.Cause" },
  },
});

const task = (step: AnyStep): Json => ({
  Type: "Task",
  Resource: `\${${step.name}}`,
  // The execution's name is the fence of every write, so each step is told it.
  Parameters: { "execution.$": "$$.Execution.Name", "state.$": "$" },
  TimeoutSeconds: TASK_TIMEOUT_SECONDS,
  Retry: [...(step.patience === undefined ? [] : [patient(step.patience)]), ...retries],
});

const patient = ({ everySeconds, attempts, upToSeconds }: Patience): Json => ({
  ErrorEquals: ["NotReady"],
  IntervalSeconds: everySeconds,
  MaxAttempts: attempts,
  ...(upToSeconds === undefined ? { BackoffRate: 1 } : { BackoffRate: 2, MaxDelaySeconds: upToSeconds }),
});

const caught = (step: AnyStep, park: AnyStep): Json => ({
  ResultPath: `$.${step.name}`,
  Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.failure", Next: park.title }],
});

// The last Task ends the machine itself: a Succeed state after it would cost a transition of every order.
const after = (next: AnyStep | undefined): Json => (next === undefined ? { End: true } : { Next: next.title });
