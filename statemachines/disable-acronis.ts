import { disableTenant } from "../functions/acronis/disable-tenant.ts";
import { completeOrder } from "../functions/onboarding/complete-order.ts";
import type { Ordered } from "../functions/onboarding/order-at-hand.ts";
import { parkOrder } from "../functions/onboarding/park-order.ts";
import { Flow } from "./flow.ts";

/** The BSS deletes an account: its tenant is disabled, its data stays. */
export const disableAcronis = Flow.from<Ordered>("disable-acronis").step(disableTenant).step(completeOrder).onFailure(parkOrder);
