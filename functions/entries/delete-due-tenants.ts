import * as z from "zod";
import { sweepDeletions } from "../deletion/sweep-deletions.ts";
import { live } from "../live.ts";
import { entry } from "./entry.ts";

const { port, log } = live();
const needs = { clock: port("clock"), mappings: port("mappings"), machines: port("machines"), log };

/** Invoked every hour. */
export const handler = entry("delete-due-tenants", z.unknown(), () => sweepDeletions(needs));
