import type { CauseName } from "../causes.ts";
import { isAddress } from "../onboarding/account-rules.ts";
import type { VeeamWish } from "../onboarding/account.ts";
import { isPublicDomain } from "./public-domains.ts";

const domainName = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/i;

/** What is wrong with the wish for a customer before anything is asked of anybody (veeam-api.md, 4); names fields, not values. */
export const wishProblem = (wish: VeeamWish): { readonly problem: CauseName; readonly detail: string } | undefined => {
  const { administrator, domain, contactFirstName, contactLastName, contactEmail } = wish;
  if (wish.country === "") return { problem: "accountInvalid", detail: "Address.Country.Code must be a country's two letters" };
  if (domain !== "" && !domainName.test(domain)) return { problem: "domainInvalid", detail: "Domain is no domain name" };
  if (isPublicDomain(domain)) return { problem: "domainInvalid", detail: "Domain is a public mail provider's" };
  if (administrator === "PartnerManaged") return undefined;
  if (domain === "") return { problem: "domainInvalid", detail: "Customer Managed needs the customer's own domain" };
  const missing = [
    contactFirstName === "" ? "Administrator's First Name" : "",
    contactLastName === "" ? "Administrator's Last Name" : "",
    isAddress(contactEmail) ? "" : "Administrator's E-mail",
  ].filter((name) => name !== "");
  if (missing.length > 0) return { problem: "contactInvalid", detail: `missing or malformed: ${missing.join(", ")}` };
  if (isPublicDomain(contactEmail.slice(contactEmail.lastIndexOf("@") + 1))) {
    return { problem: "contactInvalid", detail: "the e-mail is a public mail provider's" };
  }
  return undefined;
};
