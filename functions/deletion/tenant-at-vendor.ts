import { Rejected, Transient } from "../errors.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import type { Tenant } from "../vendors/acronis/objects.ts";
import type { Acronis } from "../vendors/acronis/port.ts";
import type { TenantUsage } from "../vendors/acronis/usage-lines.ts";
import { type Used, usedOf } from "./used.ts";

/** What a guard judges by. */
export interface Holdings {
  /** Undefined: Acronis names no usage of this tenant, which is no word that there is none. */
  readonly used: readonly Used[] | undefined;
  /** Tenants below a reseller's, enabled or not: they would fall with it. Of a customer none is counted, since its units are its own. */
  readonly below: number;
  /** Tenants directly below it, whatever they are; null where the vendor does not let see them. */
  readonly children: number | null;
}

/** The tenant as it is now, or undefined when it is gone: a deleted tenant is 404 unless it is asked for by name (acronis-api.md, 6.5). */
export const readLiving = async (acronis: Acronis, tenantId: string): Promise<Tenant | undefined> => {
  try {
    const tenant = await acronis.readTenant(tenantId);
    return tenant.deleted_at === undefined ? tenant : undefined;
  } catch (error) {
    if (error instanceof Rejected && error.reason === "tenantGone") return undefined;
    throw error;
  }
};

/**
 * The same where nobody of us has deleted it: a 404 may come from something in between, and a row that forgot a living tenant would leave
 * it to be billed for ever. So the list of the tenant above must not have it either.
 */
export const readLivingOrListed = async (acronis: Acronis, mapping: Mapping, tenantId: string): Promise<Tenant | undefined> => {
  const tenant = await readLiving(acronis, tenantId);
  if (tenant === undefined && (await childrenSeen(acronis, mapping.account.parentTenantId))?.some(({ id }) => id === tenantId) === true) {
    throw new Transient("readTenant says that the tenant is gone, and the list of the one above has it");
  }
  return tenant;
};

/** What would be lost with the tenant, read at the vendor. Usage is some hours old (11.1). */
export const holdingsOf = async (acronis: Acronis, { account: { role } }: Mapping, tenantId: string): Promise<Holdings> => {
  const [usages, children] = await Promise.all([
    acronis.usagesOf([tenantId]),
    role === "reseller" ? acronis.childrenOf(tenantId) : childrenSeen(acronis, tenantId),
  ]);
  const told = usages.get(tenantId);
  const own = told === undefined ? undefined : usedIn([told]);
  // A partner's numbers are sums; that a customer's are, nobody says.
  const isToBeAsked = role === "customer" && own?.length === 0 && children !== undefined && children.length > 0;
  return {
    used: isToBeAsked ? await usedBelow(acronis, tenantId, children) : own,
    below: role === "reseller" ? (children?.length ?? 0) : 0,
    children: children?.length ?? null,
  };
};

/** What the units of a customer use, at whatever depth. */
const usedBelow = async (acronis: Acronis, tenantId: string, children: readonly Tenant[]): Promise<readonly Used[] | undefined> => {
  const units = (await seen(() => acronis.subtreeOf(tenantId))) ?? children;
  const ids = units.map(({ id }) => id).filter((id) => id !== tenantId);
  return usedIn([...(await acronis.usagesOf(ids)).values()]);
};

/** Undefined where nothing is told but what cannot be read: that is no word that there is nothing. */
const usedIn = (told: readonly TenantUsage[]): readonly Used[] | undefined => {
  const used = usedOf(told.flatMap(({ lines }) => lines));
  return used.length === 0 && told.some(({ unreadable }) => unreadable > 0) ? undefined : used;
};

const childrenSeen = (acronis: Acronis, parentId: string) => seen(() => acronis.childrenOf(parentId));

/** Undefined where the vendor does not let see them. */
const seen = async (list: () => Promise<readonly Tenant[]>): Promise<readonly Tenant[] | undefined> => {
  try {
    return await list();
  } catch (error) {
    if (error instanceof Rejected) return undefined;
    throw error;
  }
};
