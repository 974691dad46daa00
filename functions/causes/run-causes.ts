import { type CauseName, causes } from "../causes.ts";
import type { Cause } from "./cause.ts";

const next = "The next run, by schedule or by hand, begins anew.";

/** A run is an instance's: there is no account to look at and no order to resume. */
const ofRuns: Partial<Readonly<Record<CauseName, Partial<Pick<Cause, "text" | "cure">>>>> = {
  credentialsRefused: {
    cure: `Make a new secret for the API client in the vendor's portal and save it in the instance's settings. ${next}`,
  },
  vendorUnavailable: { cure: `If it lasts, look at the vendor's status page. ${next}` },
  throttledTooLong: { text: "The vendor asked for a longer pause than a run waits", cure: `Wait for the end of the pause. ${next}` },
  tenantGone: {
    text: "The vendor does not show the instance's own tenant",
    cure: `Look at the API client and its tenant in the vendor's portal, and save the instance's settings again. ${next}`,
  },
  accessDenied: {
    cure: `Use an API client of the distributor's own tenant with the role of an administrator, and save it in the instance's settings. ${next}`,
  },
  vendorRefused: { cure: `Look at the code in docs/errors.md and mend it at the vendor. ${next}` },
  tookTooLong: { text: "What the run waits for did not come in time", cure: next },
  defect: { text: "An error inside Tenantry stopped the run", cure: `Look for the fingerprint in the logs; what is kept stays. ${next}` },
};

/** What a cause means where it ended a run of get-services-definition or take-usage. */
export const causeOfRun = (name: CauseName): Cause => ({ ...causes[name], ...ofRuns[name] });
