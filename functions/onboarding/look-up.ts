import type { CauseName } from "../causes.ts";
import { Rejected, StepError } from "../errors.ts";
import type { Instance } from "../instances/instance.ts";
import type { Ports } from "../ports.ts";
import type { Acronis } from "../vendors/acronis/port.ts";
import { markerOf } from "./names.ts";
import type { AccountKey } from "./ports.ts";

/** An account to look for. */
export interface Sought {
  readonly key: AccountKey;
  readonly instance: Instance;
  /** The BSS's id of the reseller above, and our id of it; empty texts where there is none. */
  readonly resellerId: string;
  readonly resellerTenantId: string;
}

export type Found = { readonly tenantId: string | undefined } | { readonly problem: CauseName };

/** Whether an account has its tenant: by its row, else by its marker at the vendor. Writes nothing. */
export const lookUp = async (sought: Sought, { mappings, acronis }: Pick<Ports, "mappings" | "acronis">): Promise<Found> => {
  const mapping = await mappings.find(sought.key);
  if (mapping !== undefined) return { tenantId: mapping.onboardedAt === undefined ? undefined : mapping.tenantId };
  const vendor = acronis(sought.instance);
  try {
    const parentId = await parentIdOf(sought, mappings, vendor);
    return { tenantId: parentId === undefined ? undefined : await withMarker(vendor, parentId, markerOf(sought.key)) };
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    if (!(error instanceof Rejected)) return { problem: "vendorUnavailable" };
    // A parent that is gone, or not ours to see, has no customer of ours.
    return error.reason === "tenantGone" || error.reason === "accessDenied" ? { tenantId: undefined } : { problem: error.reason };
  }
};

const parentIdOf = async (
  { key, instance, resellerId, resellerTenantId }: Sought,
  mappings: Ports["mappings"],
  vendor: Acronis,
): Promise<string | undefined> => {
  if (resellerTenantId !== "") return resellerTenantId;
  if (resellerId === "") return instance.tenantId;
  const resellerKey = { ...key, accountId: resellerId };
  const reseller = await mappings.find(resellerKey);
  return reseller?.tenantId ?? withMarker(vendor, instance.tenantId, markerOf(resellerKey));
};

const withMarker = async (vendor: Acronis, parentId: string, marker: string): Promise<string | undefined> =>
  (await vendor.childrenOf(parentId)).find(({ customer_id }) => customer_id === marker)?.id;
