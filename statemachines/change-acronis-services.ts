import { completeServices } from "../functions/acronis/subscriptions/complete-services.ts";
import { setItems } from "../functions/acronis/subscriptions/set-items.ts";
import { setMode } from "../functions/acronis/subscriptions/set-mode.ts";
import { switchEdition } from "../functions/acronis/subscriptions/switch-edition.ts";
import { weighServices } from "../functions/acronis/subscriptions/weigh-services.ts";
import type { Ordered } from "../functions/onboarding/order-at-hand.ts";
import { parkOrder } from "../functions/onboarding/park-order.ts";
import { Flow } from "./flow.ts";

/** One subscription of Acronis services, with its add-ons, becomes what the BSS wants; the tenant gets what all of them want together. */
export const changeAcronisServices = Flow.from<Ordered>("change-acronis-services")
  .step(weighServices)
  .step(switchEdition)
  .step(setItems)
  .step(setMode)
  .step(completeServices)
  .onFailure(parkOrder);
