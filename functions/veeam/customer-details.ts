import type { Mapping } from "../onboarding/mapping.ts";
import type { CustomerDetails } from "../vendors/veeam/objects.ts";
import type { NewCustomer } from "../vendors/veeam/port.ts";
import { wishOf } from "./veeam-work.ts";

/** The account as the vendor's forms take it (veeam-api.md, 3.1 and 14.5). */
export const detailsOf = (mapping: Mapping): CustomerDetails => {
  const { account } = mapping;
  const { country, domain } = wishOf(mapping);
  return {
    name: account.name,
    country,
    state: account.state,
    city: account.city,
    addressLine: [account.address1, account.address2].filter((line) => line !== "").join(", "),
    postalCode: account.postCode,
    domain,
  };
};

/** The console takes endings of two to six letters only (veeam-api.md, 11); nothing depends on the address there. */
const consoleAddress = /^[^\s@]{1,64}@[^\s@]{1,50}\.[a-z]{2,6}$/i;

/** What an account becomes at the vendor. Seats, people and languages are not sent: nothing takes them. */
export const newCustomerOf = (mapping: Mapping, adoptSameName: boolean, resellerUid?: string): NewCustomer => {
  const { account, marker, accountId } = mapping;
  return {
    marker,
    details: detailsOf(mapping),
    legalName: account.name,
    taxId: "",
    email: consoleAddress.test(account.email) ? account.email : "",
    phone: account.phone,
    notes: `BSS account ${accountId}`,
    adoptSameName,
    companyUid: mapping.companyUid,
    resellerUid,
  };
};

/** Countries whose addresses have a state (veeam-api.md, 3.1: "State (where applicable)"). */
const withState = new Set(["US", "CA", "AU", "BR", "IN", "MX"]);

/** The fields that a customer which the vendor could not verify needs, and that the account lacks (veeam-api.md, 3.1 and 3.2). */
export const missingDetails = ({ country, state, city, addressLine, postalCode }: CustomerDetails): readonly string[] =>
  [
    country === "" ? "Country" : "",
    withState.has(country) && state === "" ? "State" : "",
    city === "" ? "City" : "",
    addressLine === "" ? "Address Line" : "",
    postalCode === "" ? "Postal Code" : "",
  ].filter((name) => name !== "");
