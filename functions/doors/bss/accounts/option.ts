import type { ResellerChoice } from "../services.ts";

/** What makes one option differ from another. */
interface Option {
  readonly ID: string;
  readonly SortOrder: number;
  readonly Name: string;
  readonly Description: string | null;
  readonly Kind: "SimpleValue" | "List";
  readonly IsRequired: boolean;
  readonly PredefinedValues: readonly (readonly [id: string, name: string])[];
}

/** An option of the form shown before an account is synchronised, as `CustomField` (bss-service-management-api.md, 6.2). */
export const option = ({ ID, SortOrder, Name, Description, Kind, IsRequired, PredefinedValues }: Option) => ({
  ID,
  Definition: {
    ID,
    SortOrder,
    Name,
    Description,
    Kind,
    DataType: "Text",
    IsRequired,
    // An array here, where a settings field has a map (4.6).
    PredefinedValues: PredefinedValues.map(([id, name], index) => ({
      ID: id,
      SortOrder: index,
      Name: name,
      Description: null,
      IsDefault: false,
    })),
    IsReadOnly: false,
    AvailableToStorefront: false,
  },
});

/** Every vendor has it: the route of a reseller differs from its customer's. */
export const role = option({
  ID: "role",
  SortOrder: 1,
  Name: "Role",
  Description: null,
  Kind: "List",
  IsRequired: true,
  PredefinedValues: [
    ["1", "User"],
    ["2", "Reseller"],
  ],
});

export const parentAccount = (resellers: readonly ResellerChoice[], description: string | null) =>
  option({
    ID: "parentAccount",
    SortOrder: 2,
    Name: "Parent Account",
    Description: description,
    Kind: "List",
    IsRequired: false,
    PredefinedValues: resellers.map(({ tenantId, name }) => [tenantId, name]),
  });
