import type { Mapping } from "../onboarding/mapping.ts";
import type { Ports } from "../ports.ts";

/** The rows of the accounts that have this tenant, read strongly: one, as long as nobody mixed them up. */
export const accountsOfTenant = async (
  instanceId: string,
  tenantId: string,
  { mappings }: Pick<Ports, "mappings">,
): Promise<readonly Mapping[]> => {
  const rows = await Promise.all((await mappings.ofTenant(instanceId, tenantId)).map((row) => mappings.find(row)));
  // The index may lag behind the rows, which are the truth.
  return rows.filter((row) => row !== undefined).filter((row) => row.tenantId === tenantId);
};
