import type { Ordered } from "../functions/onboarding/order-at-hand.ts";
import { parkOrder } from "../functions/onboarding/park-order.ts";
import { awaitRegistration } from "../functions/veeam/await-registration.ts";
import { awaitVerification } from "../functions/veeam/await-verification.ts";
import { completeVeeamOrder } from "../functions/veeam/complete-veeam-order.ts";
import { createCustomer } from "../functions/veeam/create-customer.ts";
import { registerCustomer } from "../functions/veeam/register-customer.ts";
import { Flow } from "./flow.ts";

/** From the BSS's account to a customer that is registered for Veeam Data Cloud; what only a person can do parks the order for it. */
export const onboardVeeam = Flow.from<Ordered>("onboard-veeam")
  .step(createCustomer)
  .step(awaitVerification)
  .step(registerCustomer)
  .step(awaitRegistration)
  .step(completeVeeamOrder)
  .onFailure(parkOrder);
