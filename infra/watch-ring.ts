import { FilterPattern } from "aws-cdk-lib/aws-logs";
import type { AnyStep } from "../statemachines/flow.ts";
import type { Alarms } from "./alarms.ts";
import type { BundledFunction } from "./bundled-function.ts";
import type { House } from "./house.ts";

/** Rings when a step says that a person must hear of its answer: counts the line that it logs then. */
export const watchRing = (
  { name, logGroup }: BundledFunction,
  { rings }: AnyStep,
  { house, alarms }: { readonly house: House; readonly alarms: Alarms },
): void => {
  if (rings === undefined) return;
  const { message, impact } = rings;
  const runbook = message.replaceAll(" ", "-");
  const filter = logGroup.addMetricFilter("Rings", {
    filterPattern: FilterPattern.stringValue("$.message", "=", message),
    metricNamespace: `Tenantry/${house.options.prefix}`,
    metricName: runbook,
    metricValue: "1",
  });
  alarms.ringOnAny(filter.metric(), { of: name, runbook, impact });
};
