import { checkLogin } from "../functions/acronis/check-login.ts";
import { createAdministrator } from "../functions/acronis/create-administrator.ts";
import { createTenant } from "../functions/acronis/create-tenant.ts";
import { enableServices } from "../functions/acronis/enable-services.ts";
import { grantRole } from "../functions/acronis/grant-role.ts";
import { sendActivation } from "../functions/acronis/send-activation.ts";
import { switchToProduction } from "../functions/acronis/switch-to-production.ts";
import { completeOrder } from "../functions/onboarding/complete-order.ts";
import type { Ordered } from "../functions/onboarding/order-at-hand.ts";
import { parkOrder } from "../functions/onboarding/park-order.ts";
import { Flow } from "./flow.ts";

/** From the BSS's account to an invited administrator; a later order of the same account brings it up to date. */
export const onboardAcronis = Flow.from<Ordered>("onboard-acronis")
  .step(checkLogin)
  .step(createTenant)
  .step(enableServices)
  .step(switchToProduction)
  .step(createAdministrator)
  .step(grantRole)
  .step(sendActivation)
  .step(completeOrder)
  .onFailure(parkOrder);
