import type { Ports } from "../ports.ts";

/** Starts a run of `take-usage`; its execution's name. Two starts in one millisecond are one run. */
export const startUsageRun = async (instanceId: string, { clock, machines }: Pick<Ports, "clock" | "machines">): Promise<string> => {
  const execution = `${instanceId}-${clock.now().replaceAll(/\D/g, "").slice(0, 17)}`;
  await machines.start("take-usage", execution, instanceId);
  return execution;
};
