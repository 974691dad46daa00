import middy from "@middy/core";
import { untilLambdaEndsIt } from "./lambda-end.ts";
import { live } from "./live.ts";
import { type AnyStep, runStep } from "./run-step.ts";

const world = live();

/** A step as a Lambda function. The machine's retry table knows the name of its end by a time-out. */
export const lambda = (step: AnyStep) => middy<unknown, unknown>(untilLambdaEndsIt).handler((event) => runStep(step, event, world));
