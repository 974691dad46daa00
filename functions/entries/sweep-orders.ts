import * as z from "zod";
import { live } from "../live.ts";
import { sweepOrders } from "../onboarding/sweep-orders.ts";
import { entry } from "./entry.ts";

const { port, log } = live();
const needs = { clock: port("clock"), mappings: port("mappings"), machines: port("machines"), instances: port("instances"), log };

/** Invoked every five minutes. */
export const handler = entry("sweep-orders", z.unknown(), () => sweepOrders(needs));
