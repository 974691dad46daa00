import type { Ordered } from "../functions/onboarding/order-at-hand.ts";
import { parkOrder } from "../functions/onboarding/park-order.ts";
import { cancelSubscriptions } from "../functions/veeam/cancel-subscriptions.ts";
import { completeRemoval } from "../functions/veeam/complete-removal.ts";
import { Flow } from "./flow.ts";

/** The BSS deletes an account: what can be cancelled is; the customer stays until the vendor's support takes it off. */
export const disableVeeam = Flow.from<Ordered>("disable-veeam").step(cancelSubscriptions).step(completeRemoval).onFailure(parkOrder);
