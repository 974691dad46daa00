import type { Kind } from "./library-reader.ts";

/** The catalogue's types of the library (bss-service-management-api.md, 6.1 and 6.2), as it reads `Fields/ServiceDefinition`. */

const numbered = (most: number, least = 0): Kind => ({ number: { least, most } });
const texts: Kind = { list: "text" };
const billingCycle = numbered(4);
const derivative = numbered(4);

const predefinedValue: Kind = {
  members: { ID: "text", Code: "text", Name: "text", IsDefault: "flag", ResourceId: "whole", ExtraParameters: "map" },
};

const attributeDefinition: Kind = {
  members: {
    Usage: { name: ["ProductCharacteristic", "OrderCharacteristic", "HiddenCharacteristic"] },
    Kind: {
      name: ["Text", "Numeric", "DateTime", "Boolean", "PredefinedChooseOne", "PredefinedChooseMany", "CustomMultipleValues", "Slider"],
    },
    ID: "text",
    SortOrder: "whole",
    Name: "text",
    Description: "text",
    UsageSpecified: "flag",
    KindSpecified: "flag",
    IsRequired: "flag",
    IsSyncLocked: "whole",
    LinkedToQuantity: "flag",
    AllowUnlimited: "flag",
    PredefinedValues: { list: predefinedValue },
    ExtraParameters: "map",
    SliderMin: "decimal",
    SliderMax: "decimal",
    SliderStep: "decimal",
  },
};

const attribute: Kind = { members: { ID: "text", IsPrimaryKey: "flag", Values: { list: "free" }, Update: "flag" } };

const price: Kind = {
  members: {
    Currency: "text",
    Units: { list: { members: { BillingCycle: billingCycle, Price: "decimal", Cost: "decimal" } } },
  },
};

const prepaid: Kind = {
  members: {
    BillingType: numbered(2),
    ChargeRule: numbered(1),
    UpFrontBilling: "flag",
    BillingDate: numbered(2),
    SpecificBillingDate: { maybe: "whole" },
    FreePeriod: "flag",
    Term: { maybe: "whole" },
    NoOfDecimals: { maybe: "whole" },
  },
};

const payPerUse: Kind = {
  members: {
    BillingType: numbered(2),
    ChargeRule: numbered(1),
    BillingDate: numbered(2),
    SpecificBillingDate: { maybe: "whole" },
    NoOfDecimals: { maybe: "whole" },
  },
};

const product: Kind = {
  members: {
    ID: "text",
    Code: "text",
    Name: "text",
    Description: "text",
    Attributes: { list: attribute },
    ChargeType: numbered(1),
    UnitType: "text",
    ExternalBilling: "flag",
    ExternalBillingType: numbered(2),
    UnitBillingCycles: { list: billingCycle },
    UpdateOptions: { list: numbered(6, 1) },
    Derivative: derivative,
    IsActivated: "flag",
    EnableCancellation: "flag",
    BillingOptionRecurringChargePrepaid: prepaid,
    BillingOptionRecurringChargePayPerUse: payPerUse,
    TrialEnabled: "flag",
    TrialDuration: "whole",
    TrialDurationType: numbered(1),
    Prices: { list: price },
    // Upgrade 5, MutuallyExcluded 6.
    RelatedProducts: { list: { members: { ProductID: "text", Relation: numbered(6, 5) } } },
  },
};

const addon: Kind = {
  members: {
    ID: "text",
    Products: texts,
    Code: "text",
    Name: "text",
    Description: "text",
    Attributes: { list: attribute },
    ChargeType: numbered(1),
    UnitType: "text",
    UnitBillingCycles: { list: billingCycle },
    UpdateOptions: { list: numbered(6, 1) },
    UsageType: { name: ["Undefined", "Metered", "Allocated"] },
    ChargeRule: { name: ["Undefined", "Partial", "Full"] },
    Prices: { list: price },
  },
};

const productType: Kind = {
  members: {
    ID: "text",
    Name: "text",
    Description: "text",
    PortalUrl: "text",
    EnforceCustomerRequestUpdate: "flag",
    AllowMultipleSubscriptions: "flag",
    AutoExecuteAddonCancelRequest: "flag",
    AutoExecuteSubscriptionCancelRequest: "flag",
    AutoExecuteSubscriptionDowngradeRequest: "flag",
    QuantityLimit: "whole",
    QuantityLimitLocked: "flag",
    Scope: numbered(2),
    ServiceLinks: { list: { members: { Title: "text", Description: "text", URL: "text" } } },
    Restrictions: { list: numbered(1) },
    ParentAttributeExceptions: { list: "free" },
    ProductTypeDependencies: { list: { members: { ID: "text", AutoProvision: "flag" } } },
    ExtraParameters: "map",
    AttributeList: { list: attributeDefinition },
    RuleList: { list: "free" },
    Icon: "text",
    ExtraInfo: "text",
    ProductsCollection: { members: { Products: { list: product }, Addons: { list: addon } } },
    Derivative: derivative,
    CustomFieldCollection: "free",
    SplitQuantity: "flag",
    DefineProductState: "flag",
    AssemblyExtension: "text",
  },
};

export const productTypeCollection: Kind = { members: { ProductTypes: { list: productType } } };
