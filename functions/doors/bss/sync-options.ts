import { messageOf } from "./answers.ts";
import type { Call } from "./request.ts";
import { isProblem, type ResellerChoice } from "./services.ts";
import { settingsOf } from "./settings.ts";

/**
 * The form shown before an account is synchronised, as `CustomFieldCollection` (bss-service-management-api.md, 6.2 and 7.4).
 * The BSS also tries this route before there are settings: the form then has no resellers, and says why.
 */
export const syncOptions = async ({ services, applicationId, request }: Call) => {
  const instance = await services.recognise(settingsOf(request));
  if (isProblem(instance)) return { Fields: [username, role, parentAccount([], messageOf(instance))] };
  return { Fields: [username, role, parentAccount(await services.resellers(applicationId, instance), null)] };
};

interface Option {
  readonly ID: string;
  readonly SortOrder: number;
  readonly Name: string;
  readonly Description: string | null;
  readonly Kind: "SimpleValue" | "List";
  readonly IsRequired: boolean;
  readonly PredefinedValues: readonly (readonly [id: string, name: string])[];
}

const option = ({ ID, SortOrder, Name, Description, Kind, IsRequired, PredefinedValues }: Option) => ({
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

/** Exactly so: by this ID and form the BSS knows to fill in the customer's e-mail (7.4). */
const username = option({
  ID: "username",
  SortOrder: 0,
  Name: "Username",
  Description: null,
  Kind: "SimpleValue",
  IsRequired: true,
  PredefinedValues: [],
});

const role = option({
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

const parentAccount = (resellers: readonly ResellerChoice[], description: string | null) =>
  option({
    ID: "parentAccount",
    SortOrder: 2,
    Name: "Parent Account",
    Description: description,
    Kind: "List",
    IsRequired: false,
    PredefinedValues: resellers.map(({ tenantId, name }) => [tenantId, name]),
  });
