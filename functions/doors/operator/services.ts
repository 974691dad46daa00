import type { ReadGateway } from "../../instances/check-settings.ts";
import type { Schedules } from "../../instances/ports.ts";
import type { Log } from "../../log.ts";
import type { Mapping } from "../../onboarding/mapping.ts";
import type { Ports } from "../../ports.ts";

/** What the operator's door answers from. */
export interface OperatorServices extends Pick<
  Ports,
  "mappings" | "instances" | "machines" | "services" | "servicesWriter" | "usage" | "clock" | "acronis"
> {
  readonly log: Log;
  readonly schedules: Schedules;
  /** Reads the address of a registration end point: its normal form, or why it may not be called. */
  readonly readEndpoint: ReadGateway;
  /** Starts the next attempt of a parked order. */
  readonly resume: (mapping: Mapping) => Promise<"resumed" | "notParked">;
}
