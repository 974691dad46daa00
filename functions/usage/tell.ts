import type { CauseName } from "../causes.ts";
import { Rejected } from "../errors.ts";
import type { Acronis } from "../vendors/acronis/port.ts";
import type { TenantUsage } from "../vendors/acronis/usage-lines.ts";

/** Refusals of a call for many that may be meant for one of them: deleted, moved away, or of an id that is none. */
const ofOne: ReadonlySet<CauseName> = new Set(["accessDenied", "tenantGone", "vendorRefused"]);
/** Of one look: more would outlast the function. */
const MOST_CALLS = 50;

/**
 * What at most 100 tenants use, by one call. Where Acronis refuses it because of some of them, the rest is told all the same: the call is
 * halved until those are alone, and they are absent, as are those that it does not name. Throws the refusal when the client may not even
 * read its own tenant's usage.
 */
export const tell = async (acronis: Acronis, tenantIds: readonly string[]): Promise<ReadonlyMap<string, TenantUsage>> => {
  let calls = 0;
  const told = async (ids: readonly string[]): Promise<readonly (readonly [string, TenantUsage])[]> => {
    try {
      calls += 1;
      return [...(await acronis.usagesOf(ids))];
    } catch (error) {
      if (!(error instanceof Rejected) || !ofOne.has(error.reason) || calls >= MOST_CALLS) throw error;
      if (calls === 1) await acronis.usagesOf([await acronis.ownTenantId()]);
      if (ids.length === 1) return [];
      const middle = Math.ceil(ids.length / 2);
      return [...(await told(ids.slice(0, middle))), ...(await told(ids.slice(middle)))];
    }
  };
  return new Map(await told(tenantIds));
};
