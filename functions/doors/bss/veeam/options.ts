import { option, parentAccount, role } from "../accounts/option.ts";
import type { BssServices } from "../services.ts";

/** The options beside Role and Parent Account; their IDs come back in lower case. */
export const veeamOptionIds = {
  administrator: "primaryAdministrator",
  firstName: "contactFirstName",
  lastName: "contactLastName",
  email: "contactEmail",
  domain: "domain",
  noDomain: "noDomain",
  customerType: "customerType",
} as const;

const text = (ID: string, SortOrder: number, Name: string, Description: string) =>
  option({ ID, SortOrder, Name, Description, Kind: "SimpleValue", IsRequired: false, PredefinedValues: [] });

const administrator = option({
  ID: veeamOptionIds.administrator,
  SortOrder: 1,
  Name: "Primary Administrator",
  Description: "Who manages the customer in Veeam Data Cloud: a person of the customer, or you",
  Kind: "List",
  IsRequired: true,
  PredefinedValues: [
    ["CustomerManaged", "Customer Managed"],
    ["PartnerManaged", "Partner Managed"],
  ],
});

const customerType = option({
  ID: veeamOptionIds.customerType,
  SortOrder: 7,
  Name: "Customer Type",
  Description: "Only an End Customer can be registered for Veeam Data Cloud",
  Kind: "List",
  IsRequired: false,
  PredefinedValues: [["EndCustomer", "End Customer"]],
});

const noDomain = option({
  ID: veeamOptionIds.noDomain,
  SortOrder: 6,
  Name: "No domain",
  Description: "The customer has no domain of its own",
  Kind: "List",
  IsRequired: false,
  PredefinedValues: [
    ["0", "No: the domain is given"],
    ["1", "Yes"],
  ],
});

const ofContact = "Only for Customer Managed: of the customer's person who will manage Veeam Data Cloud";

/** What an account at Veeam is asked for (veeam-api.md, 2.1 and 3.1). */
export const veeamOptions: BssServices["syncOptions"] = (resellers, why) => [
  role,
  administrator,
  text(veeamOptionIds.firstName, 2, "Administrator's First Name", ofContact),
  text(veeamOptionIds.lastName, 3, "Administrator's Last Name", ofContact),
  text(veeamOptionIds.email, 4, "Administrator's E-mail", `${ofContact}; it must be a Microsoft 365 account in the customer's domain`),
  text(veeamOptionIds.domain, 5, "Domain", "Belongs to the customer; no public mail provider's"),
  noDomain,
  customerType,
  parentAccount(resellers, why),
];
