import { paginateScan } from "@aws-sdk/lib-dynamodb";
import { expect } from "vitest";
import { documents } from "../../functions/store/row.ts";
import type { Town } from "./town.ts";

/** What must hold after any fault: at most one tenant and one user an account, and no tenant that no row knows. */
export const expectNothingTwiceNothingLost = async (town: Town, accountIds: readonly string[]): Promise<void> => {
  for (const accountId of accountIds) {
    const mapping = await town.mappingOf(accountId);
    if (mapping === undefined) continue;
    const live = town.vendor.world.byCustomerId(mapping.marker);
    expect(live.length, `tenants of account ${accountId}`).toBeLessThanOrEqual(1);
    for (const tenant of live) {
      expect(mapping.tenantId, `the row of account ${accountId}`).toBe(tenant.id);
      expect(town.vendor.world.usersOf(tenant.id).length, `users of account ${accountId}`).toBeLessThanOrEqual(1);
    }
  }
  const known = await tenantsOfRows(town);
  const ours = town.vendor.world.tenants.filter(({ customer_id }) => customer_id?.startsWith("tenantry") === true);
  expect(
    ours.map(({ id }) => id).filter((id) => !known.has(id)),
    "tenants without a row",
  ).toEqual([]);
};

const tenantsOfRows = async (town: Town): Promise<ReadonlySet<unknown>> => {
  const { client, names } = town.house().tables;
  const known = new Set<unknown>();
  for await (const { Items = [] } of paginateScan({ client: documents(client) }, { TableName: names.mappings })) {
    for (const row of Items) known.add(row["tenantId"]);
  }
  return known;
};
