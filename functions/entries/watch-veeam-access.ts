import * as z from "zod";
import { live } from "../live.ts";
import { watchAccess } from "../veeam/watch-access.ts";
import { entry } from "./entry.ts";

const { port, log } = live();
const needs = { clock: port("clock"), instances: port("instances"), veeam: port("veeam"), log };

/** Invoked every day; its failure is the alarm. */
export const handler = entry("watch-veeam-access", z.unknown(), async () => {
  if ((await watchAccess(needs)) > 0) throw new Error("an access to Veeam has ended or soon will");
});
