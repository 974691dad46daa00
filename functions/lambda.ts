import middy from "@middy/core";
import { Transient } from "./errors.ts";
import { live } from "./live.ts";
import { type AnyStep, runStep } from "./run-step.ts";

/** Time in which the function can still say, by the name that the machine's Retry knows, that it has none left. */
const LAST_MILLISECONDS = 250;

const world = live();

/** A step as a Lambda function. */
export const lambda = (step: AnyStep) =>
  middy<unknown, unknown>({ timeoutEarlyInMillis: LAST_MILLISECONDS, timeoutEarlyResponse: () => outOfTime(step.name) }).handler((event) =>
    runStep(step, event, world),
  );

// middy's own error is called TimeoutError, which would count as a defect.
const outOfTime = (step: string): never => {
  throw new Transient(`${step} ran out of time`);
};
