import { option, parentAccount, role } from "../accounts/option.ts";
import type { BssServices } from "../services.ts";

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

/** What an account at Acronis is asked for. */
export const acronisOptions: BssServices["syncOptions"] = (resellers, why) => [username, role, parentAccount(resellers, why)];
