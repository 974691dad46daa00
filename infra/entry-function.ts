import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { BundledFunction } from "./bundled-function.ts";
import { entries, type Entry, type EntryName, entrySource } from "./entries.ts";
import { acknowledge } from "./findings.ts";
import type { House } from "./house.ts";
import { acknowledgeNeeds } from "./needs-findings.ts";

interface EntrySettings {
  readonly reservedConcurrency?: number | undefined;
  /** For a function that is invoked asynchronously. */
  readonly deadLetters?: IQueue;
  /** Why there is no such queue; its caller waits for the answer unless told. */
  readonly noDeadLetters?: string;
}

/** Makes the function of an entry. */
export const entryFunction = (
  scope: Construct,
  house: House,
  name: EntryName,
  { noDeadLetters = "Its caller waits for the answer and sees every failure itself.", ...settings }: EntrySettings = {},
): BundledFunction => {
  const entry: Entry = entries[name];
  const made = new BundledFunction(scope, house, {
    ...entry,
    ...settings,
    name,
    source: entrySource(name),
  });
  acknowledgeNeeds(made, house, entry.needs);
  if (settings.deadLetters === undefined) {
    acknowledge(made.function, { "Serverless-LambdaDLQ": noDeadLetters });
  }
  return made;
};
