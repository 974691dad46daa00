import type { BssAccount } from "../../sandbox/bss/accounts.ts";

export const plans = { foundation: "VDC for Microsoft 365 Foundation", express: "VDC for Microsoft 365 Express" } as const;

/** What a test asks of a subscription. */
export interface Asked {
  readonly account: BssAccount;
  readonly bssId: string;
  readonly id?: string | null;
  readonly formerBssId?: string;
  readonly plan?: string;
  readonly quantity?: number;
  readonly checkOnly?: boolean;
  readonly addons?: readonly object[];
}

/** A `ServiceDefinition` as the BSS writes it (bss-service-management-api.md, 6.2). */
export const asked = ({ account, bssId, id = null, formerBssId, plan, quantity = 25, checkOnly = false, addons = [] }: Asked): object => ({
  ID: id,
  SubscriptionID: bssId,
  OriginalSubscriptionID: formerBssId ?? null,
  Name: "Veeam Data Cloud",
  ServiceType: "veeam-data-cloud",
  ProductID: "3f6c1c9a-8f5e-4e0b-8a77-0f0b7a2d4c55",
  ActionType: "Provision",
  Quantity: quantity,
  Account: account,
  AttributeList:
    plan === undefined ? {} : { plan: { ID: "plan", Name: "Plan", Value: plan, Code: "", QuantityLinked: false, ExtraParameters: {} } },
  Addons: addons,
  AllowMultipleSubscriptions: false,
  IsFromOrder: true,
  BillingCycle: { Duration: "1", DurationType: "Month" },
  CheckOverusage: false,
  Derivative: 1,
  CustomFieldValues: {},
  ExtraDetails: {},
  IsTrial: false,
  CheckOnly: checkOnly,
  RequestedBy: { ID: 41, FirstName: "Dora", LastName: "Petrou", DisplayName: "Dora Petrou", Email: "dora@nordwind.example", Type: "BSS" },
});
