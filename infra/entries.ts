import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { Right } from "../functions/environment.ts";
import { BundledFunction } from "./bundled-function.ts";
import { acknowledge } from "./findings.ts";
import type { House } from "./house.ts";
import { acknowledgeNeeds } from "./needs-findings.ts";

interface Entry {
  readonly description: string;
  readonly needs: readonly Right[];
  readonly seconds?: number;
}

/** The functions beside the steps: functions/entries/<name>.ts. */
export const entries = {
  "bss-door": {
    description: "The BSS's door: the Service Management API; authorises itself",
    needs: ["clock", "mappings", "machines", "instances", "credentials", "acronis", "readGateway", "activate", "applications"],
  },
  "operator-door": {
    description: "The operators' door: /v1",
    needs: ["clock", "mappings", "machines", "register"],
  },
  "activate-instance": {
    description: "Checks settings at the vendor and activates their instance; the only writer of secrets",
    needs: ["clock", "register", "credentialWriter", "readGateway"],
  },
  "park-dead-execution": {
    description: "Parks the order of an execution that died outside any Catch",
    needs: ["clock", "mappings"],
  },
  "sweep-orders": {
    description: "Starts what was reserved and never started; parks what died unseen",
    needs: ["clock", "mappings", "machines"],
    seconds: 240,
  },
} as const satisfies Record<string, Entry>;

export type EntryName = keyof typeof entries;

export interface EntrySettings {
  readonly reservedConcurrency?: number | undefined;
  /** For a function that is invoked asynchronously. */
  readonly deadLetters?: IQueue;
}

/** Makes the function of an entry. */
export const entryFunction = (scope: Construct, house: House, name: EntryName, settings: EntrySettings = {}): BundledFunction => {
  const entry: Entry = entries[name];
  const made = new BundledFunction(scope, house, {
    ...entry,
    ...settings,
    name,
    source: `export { handler } from "./functions/entries/${name}.ts";`,
  });
  acknowledgeNeeds(made, house, entry.needs);
  if (settings.deadLetters === undefined) {
    acknowledge(made.function, { "Serverless-LambdaDLQ": "Its caller waits for the answer and sees every failure itself." });
  }
  return made;
};
