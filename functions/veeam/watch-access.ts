import { Rejected, StepError } from "../errors.ts";
import type { VeeamInstance } from "../instances/veeam-instance.ts";
import type { Log } from "../log.ts";
import type { Ports } from "../ports.ts";

/** How long before the end somebody is told: a new token takes a person, and perhaps a colleague. */
const WARNING_SECONDS = 14 * 86_400;

type Needed = Pick<Ports, "clock" | "instances" | "veeam"> & { readonly log: Log };

/** Looks at every instance that signs in at a console; gives how many have no access any more, or will soon have none (10.4). */
export const watchAccess = async (needed: Needed): Promise<number> => {
  // Of rows that cannot be read, whosever they are, the upkeep of schedules rings.
  const { instances } = await needed.instances.list(needed.log);
  let ending = 0;
  for (const instance of instances) {
    if (instance.vendor !== "veeam" || instance.registrationWay !== "vspc") continue;
    if (await isEnding(instance, needed)) ending += 1;
  }
  return ending;
};

const isEnding = async (instance: VeeamInstance, { clock, veeam, log }: Needed): Promise<boolean> => {
  const { instanceId } = instance;
  try {
    const access = await veeam(instance).checkAccess();
    if (access === undefined) return false;
    const { pulseStatus, pulseTokenExpiresAt: end } = access;
    // An open enumeration: an unknown status is no reason to wake anybody.
    const isBroken = ["NotConfigured", "Error"].includes(pulseStatus);
    const endsSoon = end !== undefined && -clock.secondsSince(end) < WARNING_SECONDS;
    if (isBroken || endsSoon)
      log("error", isBroken ? "the console is not connected to Pulse" : "the console's token ends soon", { instanceId });
    return isBroken || endsSoon;
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    // A console that does not answer today is not one that lets nobody in.
    if (!(error instanceof Rejected)) return false;
    log("error", "the console refuses the API key", { instanceId, error: error.reason });
    return true;
  }
};
