import { productTypeCollection } from "./catalogue-types.ts";
import type { Kind } from "./library-reader.ts";

/** The library's types that our answers are read as (bss-service-management-api.md, 6.1 and 6.2). */

const result = { Code: "whole", Message: "text", Result: "text" } as const;

const fieldDefinition: Kind = {
  members: {
    ID: "text",
    SortOrder: "whole",
    Name: "text",
    Description: "text",
    // FieldKind: Text 0 to CertificateFile 11.
    Kind: { number: { least: 0, most: 11 } },
    MaxLength: "whole",
    IsRequired: "flag",
    PredefinedValues: "map",
    IsAdditionalField: "flag",
    IncludeVerification: "flag",
    IsDistributorOption: "flag",
    IsPartnerOption: "flag",
    InitialValue: "text",
  },
};

const customFieldDefinition: Kind = {
  members: {
    ID: "text",
    SortOrder: "whole",
    Name: "text",
    Description: "text",
    Kind: {
      name: ["SimpleValue", "List", "TextArea", "ListMultiSelect", "Boolean", "Link", "Mask", "MOD11CheckDigit", "Unknown", "File"],
    },
    DataType: { name: ["Text", "Number", "Currency", "Date", "Unknown"] },
    IsRequired: "flag",
    PredefinedValues: { list: { members: { ID: "text", SortOrder: "whole", Name: "text", Description: "text", IsDefault: "flag" } } },
    IsReadOnly: "flag",
    AvailableToStorefront: "flag",
  },
};

const fieldCollection: Kind = { members: { Fields: { list: { members: { ID: "text", Value: "free", Definition: fieldDefinition } } } } };
const customFieldCollection: Kind = { members: { Fields: { list: { members: { ID: "text", Definition: customFieldDefinition } } } } };
const resultDefinition: Kind = { members: result };

const serviceResult: Kind = {
  members: { AccountExtraInfo: "map", CustomFieldValues: "map", SendNotification: "flag", ExtraInfo: "map", ...result },
};

/** Routes of subscriptions and add-ons; the vendor's pages say `Addon/Create`, its example `Addons/Create` (2). */
const serviceRoutes = [
  ...["Create", "Update", "Activate", "Suspend", "Cancel", "UpgradeToPaid", "UpgradeDowngrade"].map((action) => `Subscriptions/${action}`),
  ...["Addons", "Addon"].flatMap((group) => ["Create", "Update", "Cancel"].map((action) => `${group}/${action}`)),
];

const ppuItem: Kind = {
  members: {
    Id: "filled",
    Name: "filled",
    Type: "text",
    Location: "text",
    Group: "text",
    Customer: "text",
    AttributeId: "text",
    Quantity: "positive",
    Unit: "text",
    CostPrice: "price",
    SellPrice: "price",
    StartDate: "text",
    EndDate: "text",
  },
};
const ppuTotals: Kind = { members: { Items: "positive", CostPrice: "positive", SellPrice: "positive" } };
const ppuEnd = { Currency: "text", LastUpdateAt: "date", ...result } as const;

/** What each route's answer is read as. */
export const answerKinds: Readonly<Record<string, Kind>> = {
  "Fields/Get": fieldCollection,
  "Fields/Validate": { list: "text" },
  "Fields/ServiceDefinition": productTypeCollection,
  "Fields/AdditionalInfo": "map",
  "Accounts/SyncOptions": customFieldCollection,
  "Accounts/Exists": resultDefinition,
  "Accounts/Synchronize": { members: { AccountExtraInfo: "map", GeneratedPassword: "text", ...result } },
  "Accounts/Delete": resultDefinition,
  "Accounts/IsReseller": "flag",
  ...Object.fromEntries(serviceRoutes.map((route) => [route, serviceResult])),
  "Ppu/Usages": { members: { Usages: { list: ppuItem }, Totals: ppuTotals, ...ppuEnd } },
  "Ppu/BillingItems": { members: { Items: { list: ppuItem }, ...ppuEnd } },
};
