import { ArnFormat, type Stack } from "aws-cdk-lib";
import type { ProcessName } from "../functions/processes.ts";
import { scheduleGroupOf } from "../functions/store/schedules.ts";

/** Addresses by name: a machine and its own functions would else wait for each other. */
export interface Arns {
  /** Up to the name of the process. */
  readonly machines: string;
  readonly machine: (process: ProcessName) => string;
  readonly executions: (process: ProcessName) => string;
  readonly function: (name: string) => string;
  /** Secrets of instances. */
  readonly instanceSecrets: string;
  /** Schedules of instances. */
  readonly instanceSchedules: string;
  readonly deadLetters: string;
}

/** The queue of events that could not be handled. */
export const deadLettersOf = (prefix: string): string => `${prefix}-dead-letters`;

export const arnsOf = (stack: Stack, prefix: string): Arns => {
  const arn = (service: string, resource: string, resourceName: string): string =>
    stack.formatArn({ service, resource, resourceName, arnFormat: ArnFormat.COLON_RESOURCE_NAME });
  return {
    machines: arn("states", "stateMachine", `${prefix}-`),
    machine: (process) => arn("states", "stateMachine", `${prefix}-${process}`),
    executions: (process) => arn("states", "execution", `${prefix}-${process}:*`),
    function: (name) => arn("lambda", "function", `${prefix}-${name}`),
    instanceSecrets: arn("secretsmanager", "secret", `${prefix}/instances/*`),
    instanceSchedules: stack.formatArn({ service: "scheduler", resource: "schedule", resourceName: `${scheduleGroupOf(prefix)}/*` }),
    deadLetters: stack.formatArn({ service: "sqs", resource: deadLettersOf(prefix) }),
  };
};
