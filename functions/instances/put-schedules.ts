import { traceOf } from "../defect.ts";
import type { Log } from "../log.ts";
import type { Instance } from "./instance.ts";
import type { Instances, Schedules } from "./ports.ts";

/** Puts the schedules of one instance. False when that failed: it is logged, and the daily upkeep puts them again. */
export const putSchedulesOf = async (
  instance: Instance,
  { schedules, log }: { readonly schedules: Schedules; readonly log: Log },
): Promise<boolean> => {
  try {
    await schedules.put(instance);
    return true;
  } catch (error) {
    log("error", "the schedules could not be put", { instanceId: instance.instanceId, ...traceOf(error) });
    return false;
  }
};

/** Puts the schedules of every instance again, each whatever became of the others; gives how many could not be read or put. */
export const putSchedules = async (needed: {
  readonly instances: Pick<Instances, "list">;
  readonly schedules: Schedules;
  readonly log: Log;
}): Promise<number> => {
  const { instances, unreadable } = await needed.instances.list(needed.log);
  let failed = unreadable;
  for (const instance of instances) {
    if (instance.vendor === "acronis" && !(await putSchedulesOf(instance, needed))) failed += 1;
  }
  return failed;
};
