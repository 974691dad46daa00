import { expect } from "vitest";
import type { Town } from "./town.ts";

/** What must hold after any fault: at most one tenant and one user an account, and no tenant that no row knows. */
export const expectNothingTwiceNothingLost = async (town: Town, accountIds: readonly string[]): Promise<void> => {
  const { tenants } = town.vendor.world;
  const known = new Set<string>();
  for (const accountId of accountIds) {
    const mapping = await town.mappingOf(accountId);
    if (mapping === undefined) continue;
    const live = town.vendor.world.byCustomerId(mapping.marker);
    expect(live.length, `tenants of account ${accountId}`).toBeLessThanOrEqual(1);
    for (const tenant of live) {
      expect(mapping.tenantId, `the row of account ${accountId}`).toBe(tenant.id);
      expect(town.vendor.world.usersOf(tenant.id).length, `users of account ${accountId}`).toBeLessThanOrEqual(1);
    }
    if (mapping.tenantId !== undefined) known.add(mapping.tenantId);
  }
  const orphans = tenants.filter(({ id, customer_id }) => customer_id?.startsWith("tenantry") === true && !known.has(id));
  expect(orphans.map(({ id }) => id), "tenants without a row").toEqual([]);
};
