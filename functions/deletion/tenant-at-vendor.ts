import { Rejected } from "../errors.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import type { Tenant } from "../vendors/acronis/objects.ts";
import type { Acronis } from "../vendors/acronis/port.ts";
import { type Used, usedOf } from "./used.ts";

/** What a guard judges by. */
export interface Holdings {
  /** Undefined: Acronis names no usage of this tenant, which is no word that there is none. */
  readonly used: readonly Used[] | undefined;
  /** Tenants below a reseller's, enabled or not: they would fall with it. Of a customer none is counted, since its units are its own. */
  readonly below: number;
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

/** What would be lost with the tenant, read at the vendor. Usage is some hours old (11.1). */
export const holdingsOf = async (acronis: Acronis, { account }: Mapping, tenantId: string): Promise<Holdings> => {
  const [usages, children] = await Promise.all([
    acronis.usagesOf([tenantId]),
    account.role === "reseller" ? acronis.childrenOf(tenantId) : [],
  ]);
  const lines = usages.get(tenantId);
  return { used: lines === undefined ? undefined : usedOf(lines), below: children.length };
};
