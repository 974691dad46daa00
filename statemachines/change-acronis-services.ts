import { completeServices } from "../functions/acronis/services/complete-services.ts";
import { setItems } from "../functions/acronis/services/set-items.ts";
import { setMode } from "../functions/acronis/services/set-mode.ts";
import { switchEdition } from "../functions/acronis/services/switch-edition.ts";
import { weighServices } from "../functions/acronis/services/weigh-services.ts";
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
