import type { VeeamInstance } from "../instances/veeam-instance.ts";
import { Rejected, StepError } from "../errors.ts";
import type { Found } from "../onboarding/look-up.ts";
import { markerOf } from "../onboarding/names.ts";
import type { AccountKey } from "../onboarding/ports.ts";
import type { Ports } from "../ports.ts";

/** An account to look for, as the BSS names it. */
export interface SoughtCustomer {
  readonly key: AccountKey;
  readonly instance: VeeamInstance;
  readonly name: string;
}

/** Whether an account has its customer: by its row, else by its marker at the vendor where that can be read. Writes nothing. */
export const lookUpCustomer = async (
  { key, instance, name }: SoughtCustomer,
  { mappings, veeam }: Pick<Ports, "mappings" | "veeam">,
): Promise<Found> => {
  const mapping = await mappings.find(key);
  if (mapping !== undefined) return { tenantId: mapping.onboardedAt === undefined ? undefined : mapping.tenantId };
  try {
    const vendor = veeam(instance);
    if (vendor.capabilities().findCustomer === "manual") return { tenantId: undefined };
    const found = await vendor.findCustomer({ marker: markerOf(key), name, country: "", domain: "" });
    return { tenantId: found.by === "machine" ? found.answer.ours[0]?.tenantId : undefined };
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    return { problem: error instanceof Rejected ? error.reason : "vendorUnavailable" };
  }
};
