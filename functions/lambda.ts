import middy from "@middy/core";
import { live } from "./live.ts";
import { type AnyStep, runStep } from "./run-step.ts";

const world = live();

/**
 * A step as a Lambda function. Its time-out is Lambda's own, which ends the process: a handler that is only left alone would go on when
 * the container wakes again, and send what nobody waits for. The machine's retry table knows the name of that end.
 */
export const lambda = (step: AnyStep) =>
  middy<unknown, unknown>({ timeoutEarlyInMillis: 0 }).handler((event) => runStep(step, event, world));
