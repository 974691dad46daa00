import type { BssAccount } from "./accounts.ts";

/** A chosen attribute of a subscription or an add-on (bss-service-management-api.md, 6.2). */
export interface BssAttribute {
  readonly ID: string;
  readonly Name: string;
  readonly Value: string;
  readonly Code: string;
  readonly QuantityLinked: boolean;
  readonly ExtraParameters: Readonly<Record<string, string>>;
}

export type BssAttributes = Readonly<Record<string, BssAttribute>>;

/** A product or add-on that was bought, as its BSS knows it. */
export interface Bought {
  readonly name: string;
  /** The BSS's own id of the product. */
  readonly productId: string;
  readonly quantity: number;
  readonly attributes: BssAttributes;
}

export interface BoughtAddon extends Bought {
  /** Ours; null until it was answered. */
  readonly id: string | null;
}

export interface BoughtSubscription extends Bought {
  readonly account: BssAccount;
  /** Ours; null until it was answered. */
  readonly id: string | null;
  /** The BSS's own id of it. */
  readonly bssId: string;
  readonly formerBssId: string | null;
  /** The product type that we published, or any of a product made by hand. */
  readonly serviceType: string;
  readonly isTrial: boolean;
  readonly addons: readonly BoughtAddon[];
}

/** One of the library's names, and its number (6.1). */
export const actionTypes = ["None", "Provision", "Cancel", "Suspend", "Activate", "Upgrade", "Downgrade", "UpgradeToPaid"] as const;
export type ActionType = (typeof actionTypes)[number];

/** An attribute with a text or an amount. */
export const attribute = (id: string, value: string, more: Partial<BssAttribute> = {}): BssAttributes => ({
  [id]: { ID: id, Name: id.replaceAll("_", " "), Value: value, Code: "", QuantityLinked: false, ExtraParameters: {}, ...more },
});

/** One of the predefined values of an attribute: its words, and its code. */
export const choice = (id: string, code: string, words: string): BssAttributes => attribute(id, words, { Code: code });

/** A `ServiceDefinition` with all its members, nulls written. */
export const serviceDefinition = (
  subscription: BoughtSubscription,
  action: ActionType,
  /** What each add-on is in this call: only those that it is about are marked. */
  addonAction: (addon: BoughtAddon) => ActionType = () => "None",
) => ({
  ID: subscription.id,
  SubscriptionID: subscription.bssId,
  OriginalSubscriptionID: subscription.formerBssId,
  Name: subscription.name,
  ServiceType: subscription.serviceType,
  ProductID: subscription.productId,
  ActionType: action,
  Quantity: subscription.quantity,
  Account: subscription.account,
  AttributeList: subscription.attributes,
  Addons: subscription.addons.map((addon) => ({
    ID: addon.id,
    ParentID: subscription.id,
    Name: addon.name,
    ProductID: addon.productId,
    ActionType: addonAction(addon),
    Quantity: addon.quantity,
    AttributeList: addon.attributes,
    ExtraDetails: {},
  })),
  AllowMultipleSubscriptions: true,
  IsFromOrder: action === "Provision" && subscription.id === null,
  BillingCycle: { Duration: "1", DurationType: "Month" },
  CheckOverusage: false,
  Derivative: 1,
  CustomFieldValues: {},
  ExtraDetails: {},
  IsTrial: subscription.isTrial,
  CheckOnly: false,
  RequestedBy: { ID: 41, FirstName: "Dora", LastName: "Petrou", DisplayName: "Dora Petrou", Email: "dora@nordwind.example", Type: "BSS" },
});

export type BssServiceDefinition = ReturnType<typeof serviceDefinition>;
