import * as z from "zod";
import { Rejected } from "../errors.ts";
import type { Instance } from "../instances/instance.ts";
import type { Ports } from "../ports.ts";

/** The input of a process of a whole instance: `{ "instanceId": "…" }` and nothing else. */
export const OfInstance = z.object({ instanceId: z.string().min(1).max(80) });
export type OfInstance = z.infer<typeof OfInstance>;

/** The Acronis instance of that id. Throws `Rejected("settingsInvalid")` when it is not active. */
export const acronisInstance = async (instanceId: string, { instances }: Pick<Ports, "instances">): Promise<Instance> => {
  const instance = await instances.find(instanceId);
  if (instance?.vendor !== "acronis") throw new Rejected("settingsInvalid", `instance ${instanceId} is not active`);
  return instance;
};

/** Starts a run of `get-services-definition`; its execution's name. Two starts in one millisecond are one run. */
export const startRun = async (instanceId: string, { clock, machines }: Pick<Ports, "clock" | "machines">): Promise<string> => {
  const execution = `${instanceId}-${clock.now().replaceAll(/\D/g, "").slice(0, 17)}`;
  await machines.start("get-services-definition", execution, instanceId);
  return execution;
};
