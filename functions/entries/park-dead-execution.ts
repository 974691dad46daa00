import * as z from "zod";
import { live } from "../live.ts";
import { parkDeadExecution } from "../onboarding/park-dead-execution.ts";
import { entry } from "./entry.ts";

/** What EventBridge tells of an execution that ended; a machine with a key of its own tells no input. */
const StatusChange = z.object({ detail: z.object({ name: z.string(), status: z.string() }) });

const { port, log } = live();
const needs = { clock: port("clock"), mappings: port("mappings"), log };

/** Invoked by the rule on executions that failed, timed out or were aborted. */
export const handler = entry("park-dead-execution", StatusChange, ({ detail: { name, status } }) =>
  parkDeadExecution({ execution: name, status }, needs),
);
