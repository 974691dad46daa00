import * as z from "zod";
import { step, type Step } from "../../../functions/step.ts";
import type { Death, MachineOptions } from "../../../sandbox/aws/machines.ts";
import type { Observed } from "../../../sandbox/aws/observed.ts";
import { Flow, type Json, type Process } from "../../../statemachines/flow.ts";

type StepName = "greet" | "wait" | "finish" | "park";
/** What a step's next calls do: throw this, or do that first. */
type Script = Partial<Record<StepName, readonly (Error | (() => Promise<unknown>))[]>>;

/** A small process of real steps that do what a script says, and what came of it. */
export interface Scene {
  readonly process: Process;
  readonly options: Pick<MachineOptions, "processes" | "run" | "died" | "observe">;
  /** Calls of steps, as `step execution`. */
  readonly calls: readonly string[];
  /** What the park step was told of the failure. */
  readonly failures: readonly unknown[];
  readonly deaths: readonly Death[];
  readonly observed: readonly Observed[];
}

export const scene = (script: Script = {}, change: (definition: Json) => Json = (same) => same): Scene => {
  const calls: string[] = [];
  const failures: unknown[] = [];
  const deaths: Death[] = [];
  const observed: Observed[] = [];
  const left = {
    greet: [...(script.greet ?? [])],
    wait: [...(script.wait ?? [])],
    finish: [...(script.finish ?? [])],
    park: [...(script.park ?? [])],
  };
  const act = async (name: StepName, execution: string): Promise<void> => {
    calls.push(`${name} ${execution}`);
    const next = left[name].shift();
    if (next instanceof Error) throw next;
    await next?.();
  };

  const Ordered = z.object({ orderId: z.string() });
  const greet = step({
    name: "greet",
    title: "Greet",
    reads: Ordered,
    gives: z.object({ greeting: z.string() }),
    needs: [],
    run: async ({ orderId }, _, execution) => {
      await act("greet", execution);
      return { greeting: `hello ${orderId}` };
    },
  });
  const wait = step({
    name: "wait",
    title: "Wait until ready",
    reads: z.object({ greet: z.object({ greeting: z.string() }) }),
    gives: z.object({ heard: z.string() }),
    needs: [],
    patience: { everySeconds: 3600, attempts: 4 },
    run: async (state, _, execution) => {
      await act("wait", execution);
      return { heard: state.greet.greeting };
    },
  });
  const finish = step({
    name: "finish",
    title: "Finish",
    reads: z.object({ wait: z.object({ heard: z.string() }) }),
    gives: z.object({ said: z.string() }),
    needs: [],
    run: async (state, _, execution) => {
      await act("finish", execution);
      return { said: state.wait.heard };
    },
  });
  const park = step({
    name: "park",
    title: "Park",
    reads: Ordered.extend({ failure: z.object({ Error: z.string(), Cause: z.string().optional() }) }),
    gives: z.object({}),
    needs: [],
    run: async ({ failure }, _, execution) => {
      failures.push(failure);
      await act("park", execution);
      return {};
    },
  });
  const flow = Flow.from<z.infer<typeof Ordered>>("onboard-acronis").step(greet).step(wait).step(finish).onFailure(park);
  const process = { ...flow, definition: change(flow.definition) };
  const functions = new Map([functionOf(greet), functionOf(wait), functionOf(finish), functionOf(park)]);
  return {
    process,
    calls,
    failures,
    deaths,
    observed,
    options: {
      processes: [process],
      run: async (_, { name }, { execution, state }) => functions.get(name)?.(state, execution),
      died: async (death) => {
        deaths.push(death);
      },
      observe: (each) => observed.push(each),
    },
  };
};

type StepFunction = (state: unknown, execution: string) => Promise<unknown>;

const functionOf = <Name extends string, Reads, Gives>(of: Step<Name, Reads, Gives, never>): [string, StepFunction] => [
  of.name,
  async (state, execution) => of.run(of.reads.parse(state), {}, execution),
];

/** The definition with a state changed. */
export const withState =
  (title: string, fields: Json) =>
  (definition: Json): Json => {
    const { States } = z.object({ States: z.record(z.string(), z.record(z.string(), z.unknown())) }).parse(definition);
    return { ...definition, States: { ...States, [title]: { ...States[title], ...fields } } };
  };
