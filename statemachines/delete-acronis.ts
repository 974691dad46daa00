import { checkDeletion } from "../functions/deletion/check-deletion.ts";
import { completeDeletion } from "../functions/deletion/complete-deletion.ts";
import { deleteTenant } from "../functions/deletion/delete-tenant.ts";
import type { Ordered } from "../functions/onboarding/order-at-hand.ts";
import { parkOrder } from "../functions/onboarding/park-order.ts";
import { Flow } from "./flow.ts";

/** An operator's wish is due: the account's tenant is deleted at the vendor, for ever, with all that it holds. */
export const deleteAcronis = Flow.from<Ordered>("delete-acronis")
  .step(checkDeletion)
  .step(deleteTenant)
  .step(completeDeletion)
  .onFailure(parkOrder);
