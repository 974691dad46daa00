import { type AttributeRow, attributes } from "./catalogue-attributes.ts";

/**
 * The catalogue's types of the library (bss-service-management-api.md, 6.2) with every member written, nulls only where they may be
 * (4.2). `Usage` and `Kind` go with their "specified" flags (4.5); whole numbers are integers, prices decimals (4.9).
 */

/** `ProductUnitBillingCycle`, `UpdateOptions`, `ProductRelation`, `UsageScope`: numbers (6.1). */
export const monthly = 0;
export const updateOptions = { name: 1, prices: 5, relatedProducts: 6 } as const;
const upgrade = 5;
export const scopes = { reseller: 1, both: 2 } as const;
/** `Derivative`: SUBSCRIPTION. */
const subscription = 1;

/** The value that a product or add-on gives an attribute; the primary key tells it from all others. */
export const fixed = (id: string, value: string, isPrimaryKey = false) => ({
  ID: id,
  IsPrimaryKey: isPrimaryKey,
  Values: [value],
  Update: false,
});

type Fixed = ReturnType<typeof fixed>;

export interface ProductRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Fixed[];
  readonly updateOptions: readonly number[];
  /** Digits of amounts on the invoice. */
  readonly digits: number;
  /** IDs of the products that it can be upgraded to; the BSS derives the ways down. */
  readonly upgrades: readonly string[];
}

/** A `Product` that is paid by use: the whole month is billed on the 1st. */
export const productByUse = (row: ProductRow) => ({
  ID: row.id,
  Code: row.id,
  Name: row.name,
  Description: row.description,
  Attributes: row.attributes,
  ChargeType: 1,
  UnitType: null,
  ExternalBilling: false,
  ExternalBillingType: 0,
  UnitBillingCycles: [monthly],
  UpdateOptions: row.updateOptions,
  Derivative: subscription,
  IsActivated: true,
  EnableCancellation: true,
  BillingOptionRecurringChargePrepaid: null,
  BillingOptionRecurringChargePayPerUse: {
    BillingType: 2,
    ChargeRule: 1,
    BillingDate: 2,
    SpecificBillingDate: 1,
    NoOfDecimals: row.digits,
  },
  TrialEnabled: false,
  TrialDuration: 0,
  TrialDurationType: 0,
  // What is used is priced line by line (Ppu/Usages).
  Prices: null,
  RelatedProducts: row.upgrades.map((id) => ({ ProductID: id, Relation: upgrade })),
});

export interface AddonRow extends Pick<ProductRow, "id" | "name" | "description" | "attributes" | "updateOptions"> {
  readonly products: readonly string[];
  readonly unit: string;
  /** Decimal texts, of one unit and month; undefined while there is no price. */
  readonly price: { readonly currency: string; readonly sell: string; readonly cost: string } | undefined;
}

/** An `Addon` that is paid in advance, month by month. */
export const prepaidAddon = (row: AddonRow) => ({
  ID: row.id,
  Products: row.products,
  Code: row.id,
  Name: row.name,
  Description: row.description,
  Attributes: row.attributes,
  ChargeType: 0,
  UnitType: row.unit,
  UnitBillingCycles: [monthly],
  UpdateOptions: row.updateOptions,
  UsageType: "Allocated",
  ChargeRule: "Full",
  Prices:
    row.price === undefined
      ? null
      : [
          {
            Currency: row.price.currency,
            // A decimal text of at most 15 digits is the same JSON number.
            Units: [{ BillingCycle: monthly, Price: Number(row.price.sell), Cost: Number(row.price.cost) }],
          },
        ],
});

export interface ProductTypeRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly portal: string;
  readonly scope: (typeof scopes)[keyof typeof scopes];
  readonly attributes: readonly AttributeRow[];
  readonly products: readonly ReturnType<typeof productByUse>[];
  readonly addons: readonly ReturnType<typeof prepaidAddon>[];
}

/** A `ProductTypeDefinition`. */
export const productType = (row: ProductTypeRow) => ({
  ID: row.id,
  Name: row.name,
  Description: row.description,
  PortalUrl: row.portal,
  EnforceCustomerRequestUpdate: false,
  AllowMultipleSubscriptions: true,
  AutoExecuteAddonCancelRequest: false,
  AutoExecuteSubscriptionCancelRequest: false,
  AutoExecuteSubscriptionDowngradeRequest: false,
  QuantityLimit: 0,
  QuantityLimitLocked: false,
  Scope: row.scope,
  ServiceLinks: [{ Title: "Acronis portal", Description: "Acronis management portal", URL: row.portal }],
  Restrictions: null,
  ParentAttributeExceptions: null,
  ProductTypeDependencies: null,
  ExtraParameters: {},
  AttributeList: attributes(row.attributes),
  RuleList: null,
  Icon: null,
  ExtraInfo: null,
  ProductsCollection: { Products: row.products, Addons: row.addons },
  Derivative: subscription,
  CustomFieldCollection: null,
  SplitQuantity: false,
  DefineProductState: false,
  AssemblyExtension: null,
});

/** `ProductTypeCollection`. */
export interface ProductTypeCollection {
  readonly ProductTypes: readonly ReturnType<typeof productType>[];
}
