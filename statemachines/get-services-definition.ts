import { parkServices } from "../functions/services/park-services.ts";
import { publishServices } from "../functions/services/publish-services.ts";
import { readServices } from "../functions/services/read-services.ts";
import type { OfInstance } from "../functions/services/run.ts";
import { Flow } from "./flow.ts";

/** What an instance may sell, from the vendor to what the BSS is shown; a change that is too great waits for an operator. */
export const getServicesDefinition = Flow.from<OfInstance>("get-services-definition")
  .step(readServices)
  .step(publishServices)
  .onFailure(parkServices);
