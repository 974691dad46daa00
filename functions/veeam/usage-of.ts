import { Rejected, StepError } from "../errors.ts";
import type { CauseName } from "../causes.ts";
import type { VeeamInstance } from "../instances/veeam-instance.ts";
import type { AccountKey } from "../onboarding/ports.ts";
import type { Ports } from "../ports.ts";
import type { UsageLine } from "../vendors/veeam/objects.ts";
import type { Months } from "../vendors/veeam/port.ts";

/** What a customer used in these months, as the vendor counts it (veeam-api.md, 7 and 12.1). Totals are never computed anew. */
export const usageOf = async (
  key: AccountKey,
  instance: VeeamInstance,
  months: Months,
  { mappings, veeam }: Pick<Ports, "mappings" | "veeam">,
): Promise<readonly UsageLine[] | { readonly problem: CauseName }> => {
  const tenantId = (await mappings.find(key))?.tenantId;
  if (tenantId === undefined) return { problem: "notSynchronised" };
  try {
    const outcome = await veeam(instance).monthlyUsages(months);
    if (outcome.by === "person") return { problem: "usageUnreadable" };
    return outcome.answer.filter((line) => line.tenantId === tenantId);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    return { problem: error instanceof Rejected ? error.reason : "vendorUnavailable" };
  }
};
