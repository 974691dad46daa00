import type { Log } from "../../log.ts";
import type { Mapping } from "../../onboarding/mapping.ts";
import type { Ports } from "../../ports.ts";

/** What the operator's door answers from. */
export interface OperatorServices extends Pick<Ports, "mappings" | "instances" | "machines" | "clock" | "services" | "usage"> {
  readonly log: Log;
  /** Starts the next attempt of a parked order. */
  readonly resume: (mapping: Mapping) => Promise<"resumed" | "notParked">;
}
