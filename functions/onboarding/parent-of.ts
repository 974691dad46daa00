import type { CauseName } from "../causes.ts";
import type { Ports } from "../ports.ts";
import type { Mapping } from "./mapping.ts";
import { causeOf } from "./place-order.ts";

/** What the BSS says of who stands above an account. Empty texts where it says nothing. */
export interface ParentHints {
  readonly applicationId: string;
  /** The instance, and the tenant that is the root of it: of the distributor itself. */
  readonly instance: { readonly instanceId: string; readonly tenantId: string };
  /** The BSS's id of the reseller. */
  readonly resellerId: string;
  /** Our id of that reseller, as the BSS knows it. */
  readonly resellerTenantId: string;
  /** The tenant chosen as Parent Account. */
  readonly parentTenantId: string;
}

export type Parent =
  | { readonly tenantId: string }
  /** The reseller's own order still runs: its customer waits for it. */
  | { readonly waitFor: Mapping }
  /** `isUnknown`: no row at all; its order may be on its way. */
  | { readonly problem: CauseName; readonly detail: string; readonly isUnknown?: boolean };

/**
 * The tenant under which an account belongs: its reseller's, checked to be one of ours at this instance, or the distributor's own.
 * The BSS may say it by the reseller's id, by our id of it, or by the option; where they disagree nothing is guessed.
 */
export const parentOf = async (hints: ParentHints, mappings: Ports["mappings"]): Promise<Parent> => {
  const { instance, resellerId, resellerTenantId, parentTenantId } = hints;
  // The distributor's own tenant chosen as parent says what no choice says.
  const chosen = parentTenantId === instance.tenantId ? "" : parentTenantId;
  if (resellerTenantId !== "" && chosen !== "" && chosen !== resellerTenantId) {
    return { problem: "parentsDisagree", detail: `Parent Account ${chosen}, reseller ${resellerTenantId}` };
  }
  const said = resellerTenantId === "" ? chosen : resellerTenantId;
  if (resellerId !== "") return byAccount(hints, said, mappings);
  if (said === "") return { tenantId: instance.tenantId };
  const reseller = await mappings.resellerOfTenant(hints.applicationId, instance.instanceId, said);
  return reseller === undefined ? { problem: "parentNotOurs", detail: `tenant ${said}` } : { tenantId: reseller.tenantId };
};

const byAccount = async (
  { applicationId, instance, resellerId }: ParentHints,
  said: string,
  mappings: Ports["mappings"],
): Promise<Parent> => {
  const reseller = await mappings.find({ applicationId, instanceId: instance.instanceId, accountId: resellerId });
  const missing = { problem: "resellerNotSynchronised", detail: `reseller ${resellerId}` } as const;
  if (reseller === undefined) return { ...missing, isUnknown: true };
  const { account, order, onboardedAt, tenantId, disabled, deletion } = reseller;
  if (account.role !== "reseller") return { problem: "parentNotOurs", detail: `account ${resellerId} is no reseller` };
  if (onboardedAt === undefined || tenantId === undefined) {
    if (order.status === "running") return { waitFor: reseller };
    const why = order.status === "parked" ? `: ${causeOf(reseller)}` : "";
    return { ...missing, detail: `reseller ${resellerId}, ${account.name}${why}` };
  }
  if (order.process === "disable-acronis" && order.status === "running") return { waitFor: reseller };
  if (disabled === true || deletion !== undefined) return { problem: "parentDisabled", detail: `reseller ${resellerId}, ${account.name}` };
  if (said !== "" && said !== tenantId)
    return { problem: "parentsDisagree", detail: `${said} is not the tenant of reseller ${resellerId}` };
  return { tenantId };
};
