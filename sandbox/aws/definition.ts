import type { StateMachineDefinition } from "aws-local-stepfunctions";
import * as z from "zod";
import type { Json } from "../../statemachines/flow.ts";

/** The machine itself checks the rest. */
const Definition = z.custom<StateMachineDefinition>(
  (value) => z.looseObject({ StartAt: z.string(), States: z.record(z.string(), z.looseObject({ Type: z.string() })) }).safeParse(value).success,
);

/** What a definition waits by; a Task's TimeoutSeconds is not among them, since its work takes as long as ever. */
const waits = new Set(["IntervalSeconds", "MaxDelaySeconds", "Seconds"]);

/** The definition as text makes it, with each second of its waits taking `1 / timeScale` of one. */
export const definitionAt = (definition: Json, timeScale: number): StateMachineDefinition =>
  Definition.parse(
    JSON.parse(JSON.stringify(definition), (name, value: unknown) => (waits.has(name) && typeof value === "number" ? value / timeScale : value)),
  );
