import { Instance } from "../../functions/instances/instance.ts";
import { standardRule } from "../../functions/instances/rule.ts";

/** An instance of Acronis as its row has it. */
export const aSettledInstance: Instance = Instance.parse({
  systemName: "Acronis EU2",
  gateway: "https://eu2-cloud.acronis.com",
  clientId: "client-1",
  distributorDiscount: "18",
  primaryCurrency: "EUR",
  updateProductNames: "update",
  instanceId: "abcdefghij234567abcd",
  vendor: "acronis",
  tenantId: "11111111-1111-4111-8111-111111111111",
  tenantName: "Nordwind Distribution",
  rule: standardRule,
  activatedAt: "2026-11-21T08:00:00.000+00:00",
  updatedAt: "2026-11-21T08:00:00.000+00:00",
});
