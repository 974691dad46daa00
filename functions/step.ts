import type * as z from "zod";
import type { Ports } from "./ports.ts";

/** How long a step waits for something that is not ready: a ceiling only, the deadline is the clock's and the step's own. */
export interface Patience {
  readonly everySeconds: number;
  readonly attempts: number;
  /** Each wait is twice the one before, up to so long; without it all are the same. */
  readonly upToSeconds?: number;
}

/** What makes an alarm ring though no step failed. */
export interface Ring {
  readonly outcome: string;
  /** What is logged: the alarm counts it, and the runbook has it as a heading. */
  readonly message: string;
  /** What the business loses, for the alarm's description. */
  readonly impact: string;
}

/**
 * One unit of work of a state machine, and one Lambda function: data plus `run`.
 * It reads the state so far, and what it gives is added to the state under its name. Its function's permissions and environment
 * follow from the ports that it names.
 */
export interface Step<Name extends string, Reads, Gives, Needs extends keyof Ports> {
  /** Verb and noun; the key of its answer in the state, and the name of its function. */
  readonly name: Name;
  /** The state's name in the console, in words. */
  readonly title: string;
  readonly reads: z.ZodType<Reads>;
  readonly gives: z.ZodType<Gives>;
  readonly needs: readonly Needs[];
  readonly patience?: Patience;
  /** An answer with this `outcome` is no failure of the step, but a person must hear of it: it is logged as an error, and an alarm listens. */
  readonly rings?: Ring;
  /** A property, not a method: only so does the compiler refuse a step that wants more state than there is. */
  readonly run: (state: Reads, ports: Pick<Ports, Needs>, execution: string) => Promise<Gives>;
}

/** Declares a step; the list `needs` decides which ports `run` can see. */
export const step = <const Name extends string, Reads, Gives, const Needs extends keyof Ports>(
  declared: Step<Name, Reads, Gives, Needs>,
): Step<Name, Reads, Gives, Needs> => declared;
