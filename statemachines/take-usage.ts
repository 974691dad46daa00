import type { OfInstance } from "../functions/services/run.ts";
import { parkUsage } from "../functions/usage/park-usage.ts";
import { takeUsage } from "../functions/usage/take-usage.ts";
import { Flow } from "./flow.ts";

/** What the accounts of an instance used, from the vendor's meters to rows that the BSS is answered from. */
export const takeUsageProcess = Flow.from<OfInstance>("take-usage").step(takeUsage).onFailure(parkUsage);
