import type { Ordered } from "../functions/onboarding/order-at-hand.ts";
import { parkOrder } from "../functions/onboarding/park-order.ts";
import { awaitSubscription } from "../functions/veeam/await-subscription.ts";
import { completeSubscription } from "../functions/veeam/complete-subscription.ts";
import { endSubscription } from "../functions/veeam/end-subscription.ts";
import { startSubscription } from "../functions/veeam/start-subscription.ts";
import { Flow } from "./flow.ts";

/** One subscription becomes what the BSS wants: what must end ends first, then the wanted one is requested or reinstated. */
export const changeVeeamSubscription = Flow.from<Ordered>("change-veeam-subscription")
  .step(endSubscription)
  .step(startSubscription)
  .step(awaitSubscription)
  .step(completeSubscription)
  .onFailure(parkOrder);
