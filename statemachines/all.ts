import type { ProcessName } from "../functions/processes.ts";
import { changeAcronisServices } from "./change-acronis-services.ts";
import { changeVeeamSubscription } from "./change-veeam-subscription.ts";
import { deleteAcronis } from "./delete-acronis.ts";
import { disableAcronis } from "./disable-acronis.ts";
import type { Process } from "./flow.ts";
import { getServicesDefinition } from "./get-services-definition.ts";
import { disableVeeam } from "./disable-veeam.ts";
import { onboardVeeam } from "./onboard-veeam.ts";
import { onboardAcronis } from "./onboard-acronis.ts";
import { takeUsageProcess } from "./take-usage.ts";

/** Every process by its name: what the stack deploys and the laptop runs. */
export const allProcesses = {
  "onboard-acronis": onboardAcronis,
  "disable-acronis": disableAcronis,
  "delete-acronis": deleteAcronis,
  "onboard-veeam": onboardVeeam,
  "disable-veeam": disableVeeam,
  "change-veeam-subscription": changeVeeamSubscription,
  "change-acronis-services": changeAcronisServices,
  "get-services-definition": getServicesDefinition,
  "take-usage": takeUsageProcess,
} as const satisfies Record<ProcessName, Process>;
