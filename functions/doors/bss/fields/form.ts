import { currencies } from "../../../instances/instance.ts";

/** What makes one field differ from another. */
export interface FieldRow {
  readonly ID: string;
  readonly Name: string;
  readonly Description: string;
  readonly Kind: (typeof kinds)[keyof typeof kinds];
  /** 0 is no limit. */
  readonly MaxLength: number;
  readonly PredefinedValues: Readonly<Record<string, string>>;
  readonly InitialValue: string | null;
  /** True unless said. */
  readonly IsRequired?: boolean;
}

/** `FieldKind`, written as a number (bss-service-management-api.md, 6.1). */
export const kinds = { text: 0, password: 1, url: 2, chooseOne: 4 } as const;

export const free = { PredefinedValues: {}, InitialValue: null };

/** The fields that every vendor's form has, and that say the same. */
export const commonFields = (vendor: string) =>
  ({
    systemName: {
      ID: "SystemName",
      Name: "System Name",
      Description: "Name of this instance, as your users see it",
      Kind: kinds.text,
      MaxLength: 100,
      ...free,
    },
    distributorDiscount: {
      ID: "DistributorDiscount",
      Name: "Distributor Discount (%)",
      Description: "Your cost is the list price less this percentage: 0 to 100, with a point for decimals",
      Kind: kinds.text,
      MaxLength: 8,
      ...free,
    },
    primaryCurrency: {
      ID: "PrimaryCurrency",
      Name: "Primary Currency",
      Description: `Currency of the ${vendor} price list`,
      Kind: kinds.chooseOne,
      MaxLength: 0,
      PredefinedValues: Object.fromEntries(currencies.map((currency) => [currency, currency])),
      InitialValue: "EUR",
    },
    updateProductNames: {
      ID: "UpdateProductNames",
      Name: "Update Product Names",
      Description: `Whether product names follow ${vendor}`,
      Kind: kinds.chooseOne,
      MaxLength: 0,
      PredefinedValues: { update: "Update continuously", keep: "Keep the first name" },
      InitialValue: "update",
    },
  }) as const satisfies Record<string, FieldRow>;

/** A vendor's settings form, as `FieldCollection` (bss-service-management-api.md, 6.2 and 7.2). */
export const settingsForm = (rows: readonly FieldRow[]) => ({
  Fields: rows.map(({ ID, Name, Description, Kind, MaxLength, PredefinedValues, InitialValue, IsRequired = true }, index) => ({
    ID,
    Value: null,
    Definition: {
      ID,
      SortOrder: index + 1,
      Name,
      Description,
      Kind,
      MaxLength,
      IsRequired,
      PredefinedValues,
      IsAdditionalField: false,
      IncludeVerification: false,
      IsDistributorOption: false,
      IsPartnerOption: false,
      InitialValue,
    },
  })),
});
