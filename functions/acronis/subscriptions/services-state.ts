import * as z from "zod";
import { Ordered } from "../../onboarding/order-at-hand.ts";
import type { Outcome } from "./entry-after.ts";
import { WeighedState } from "./weigh-services.ts";

/** The state of an order of services once its items are set. */
export const ServicesState = Ordered.extend({
  weighServices: WeighedState,
  switchEdition: z.object({ warnings: z.array(z.string()) }),
});

/** What the steps before found and did. */
export const outcomeOf = ({ weighServices, switchEdition }: z.infer<typeof ServicesState>): Outcome => ({
  content: weighServices.content,
  storages: new Map(weighServices.storages.map(({ from, to }) => [from, to])),
  warnings: [...new Set([...weighServices.warnings, ...switchEdition.warnings])],
  ignored: weighServices.ignored,
});
