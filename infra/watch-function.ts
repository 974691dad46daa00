import type { Alarms } from "./alarms.ts";
import type { BundledFunction } from "./bundled-function.ts";

interface Headings {
  readonly errors: string;
  readonly throttles?: string;
}

/** Rings when a function fails or is held back; the headings are the runbook's. */
export const watchFunction = (
  alarms: Alarms,
  { name, function: watched }: BundledFunction,
  { errors, throttles }: Headings,
  impact: string,
): void => {
  alarms.ringOnAny(watched.metricErrors(), { of: name, runbook: errors, impact });
  if (throttles !== undefined) alarms.ringOnAny(watched.metricThrottles(), { of: name, runbook: throttles, impact });
};
