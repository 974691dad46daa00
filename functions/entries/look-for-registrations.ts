import * as z from "zod";
import { live } from "../live.ts";
import { lookForRegistrations } from "../veeam/look-for-registrations.ts";
import { entry } from "./entry.ts";

const { port, log } = live();
const needs = {
  clock: port("clock"),
  mappings: port("mappings"),
  machines: port("machines"),
  instances: port("instances"),
  veeam: port("veeam"),
  log,
};

/** Invoked every hour. */
export const handler = entry("look-for-registrations", z.unknown(), () => lookForRegistrations(needs));
