import { currencies } from "../../instances/instance.ts";
import { fieldIds, type FieldId } from "./settings.ts";

/** What makes one field differ from another; all are required. */
interface FieldRow {
  readonly ID: FieldId;
  readonly Name: string;
  readonly Description: string;
  readonly Kind: (typeof kinds)[keyof typeof kinds];
  /** 0 is no limit. */
  readonly MaxLength: number;
  readonly PredefinedValues: Readonly<Record<string, string>>;
  readonly InitialValue: string | null;
}

/** `FieldKind`, written as a number (bss-service-management-api.md, 6.1). */
const kinds = { text: 0, password: 1, url: 2, chooseOne: 4 } as const;

const free = { PredefinedValues: {}, InitialValue: null };

const rows: readonly FieldRow[] = [
  {
    ID: fieldIds.systemName,
    Name: "System Name",
    Description: "Name of this instance, as your users see it",
    Kind: kinds.text,
    MaxLength: 100,
    ...free,
  },
  {
    ID: fieldIds.gateway,
    Name: "Gateway",
    Description:
      "Address of your Acronis data centre, as in your portal's address: https://eu2-cloud.acronis.com, https://us5-cloud.acronis.com, " +
      "https://au-cloud.acronis.com, https://eu8-cloud.acronis.com; newer ones are like https://eu8.acronis.cloud",
    Kind: kinds.url,
    MaxLength: 250,
    ...free,
  },
  {
    ID: fieldIds.clientId,
    Name: "Client Id",
    Description: "Id of the Acronis API client, made in the Acronis management portal under Settings, API clients",
    Kind: kinds.text,
    MaxLength: 100,
    ...free,
  },
  {
    ID: fieldIds.clientSecret,
    Name: "Client Secret",
    Description: "Secret of the Acronis API client; saving a new one replaces the old one",
    Kind: kinds.password,
    MaxLength: 250,
    ...free,
  },
  {
    ID: fieldIds.distributorDiscount,
    Name: "Distributor Discount (%)",
    Description: "Your cost is the list price less this percentage: 0 to 100, with a point for decimals",
    Kind: kinds.text,
    MaxLength: 8,
    ...free,
  },
  {
    ID: fieldIds.primaryCurrency,
    Name: "Primary Currency",
    Description: "Currency of the Acronis price list",
    Kind: kinds.chooseOne,
    MaxLength: 0,
    PredefinedValues: Object.fromEntries(currencies.map((currency) => [currency, currency])),
    InitialValue: "EUR",
  },
  {
    ID: fieldIds.updateProductNames,
    Name: "Update Product Names",
    Description: "Whether product names follow Acronis",
    Kind: kinds.chooseOne,
    MaxLength: 0,
    PredefinedValues: { update: "Update continuously", keep: "Keep the first name" },
    InitialValue: "update",
  },
];

/** The settings form of an Acronis instance, as `FieldCollection` (bss-service-management-api.md, 6.2 and 7.2). */
export const fieldForm = {
  Fields: rows.map(({ ID, Name, Description, Kind, MaxLength, PredefinedValues, InitialValue }, index) => ({
    ID,
    Value: null,
    Definition: {
      ID,
      SortOrder: index + 1,
      Name,
      Description,
      Kind,
      MaxLength,
      IsRequired: true,
      PredefinedValues,
      IsAdditionalField: false,
      IncludeVerification: false,
      IsDistributorOption: false,
      IsPartnerOption: false,
      InitialValue,
    },
  })),
};
