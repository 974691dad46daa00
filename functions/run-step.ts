import * as z from "zod";
import { passingFault } from "./aws-fault.ts";
import { Defect, traceOf } from "./defect.ts";
import { StepError, Transient } from "./errors.ts";
import type { Facts, Log } from "./log.ts";
import type { Ports } from "./ports.ts";
import type { Step } from "./step.ts";

/** A step of whatever types: they are checked where the flow is written, and parsed here. */
export type AnyStep = Pick<
  Step<string, unknown, unknown, keyof Ports>,
  "name" | "title" | "reads" | "gives" | "needs" | "patience" | "rings"
> & {
  readonly run: (state: never, ports: never, execution: string) => Promise<unknown>;
};

/** What the machine sends: the whole state, and the name of the execution. */
export const StepEvent = z.object({
  execution: z.string().min(1).max(80),
  state: z.looseObject({ orderId: z.string().optional(), instanceId: z.string().optional() }),
});

/** Who gives a step its world. `port` is asked only for what the step names. */
export interface World {
  readonly port: <Name extends keyof Ports>(name: Name) => Ports[Name];
  readonly log: Log;
}

/**
 * Runs a step as its function would: parses what it reads and gives, hands it the ports that it names, notes when it ran. The four
 * errors pass, a fault of an AWS service is transient, and anything else leaves as a Defect.
 */
export const runStep = async (step: AnyStep, event: unknown, { port, log }: World): Promise<unknown> => {
  let facts: Facts = { step: step.name };
  try {
    const { execution, state } = StepEvent.parse(event);
    facts = { ...facts, execution, orderId: state.orderId, instanceId: state.instanceId };
    const clock = port("clock");
    const startedAt = clock.now();
    const ports = Object.fromEntries(step.needs.map((name) => [name, port(name)]));
    // The flow proved at compile time that this state and these ports are what the step wants.
    const given = step.gives.parse(await step.run(step.reads.parse(state) as never, ports as never, execution));
    log("info", "step done", facts);
    if (step.rings !== undefined && outcomeOf(given) === step.rings.outcome) log("error", step.rings.message, facts);
    return typeof given === "object" && given !== null ? { ...given, startedAt, endedAt: clock.now() } : given;
  } catch (error) {
    if (error instanceof StepError) {
      log(error.name === "Rejected" ? "info" : "debug", error.message, { ...facts, error: error.name });
      throw error;
    }
    const passing = passingFault(error);
    if (passing !== undefined) {
      log("info", "a service of AWS is at fault", { ...facts, error: passing });
      throw new Transient(`a service of AWS answered ${passing}`);
    }
    const trace = traceOf(error);
    log("error", "defect", { ...facts, ...trace });
    throw new Defect(step.name, trace.fingerprint);
  }
};

const outcomeOf = (given: unknown): unknown =>
  typeof given === "object" && given !== null && "outcome" in given ? given.outcome : undefined;
