import * as z from "zod";
import { putSchedules } from "../instances/put-schedules.ts";
import { live } from "../live.ts";
import { liveSchedules } from "./door-rights.ts";
import { entry } from "./entry.ts";

const { port, log } = live();
const needs = { instances: port("instances"), schedules: liveSchedules(), log };

/** Invoked every day; its failure is the alarm. */
export const handler = entry("put-schedules", z.unknown(), async () => {
  if ((await putSchedules(needs)) > 0) throw new Error("the schedules of an instance could not be put");
});
