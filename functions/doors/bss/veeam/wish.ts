import type { VeeamWish } from "../../../onboarding/account.ts";
import type { AskedAccount } from "../services.ts";
import type { Problem } from "../problem.ts";
import { veeamOptionIds } from "./options.ts";

/** The chosen options in our words, or why they cannot be read. */
export const veeamWishOf = ({ options, countryCode, role }: AskedAccount): VeeamWish | Problem => {
  const chosen = (id: keyof typeof veeamOptionIds): string => options[veeamOptionIds[id].toLowerCase()] ?? "";
  const administrator = administratorOf(chosen("administrator"), role);
  const hasNoDomain = ["1", "true", "yes"].includes(chosen("noDomain").toLowerCase());
  const domain = chosen("domain").toLowerCase();
  const type = chosen("customerType").replaceAll(" ", "").toLowerCase();
  if (type !== "" && type !== "endcustomer") return { problem: "accountInvalid", detail: "Customer Type must be End Customer" };
  if (administrator === undefined) {
    return { problem: "accountInvalid", detail: "Primary Administrator must be CustomerManaged or PartnerManaged" };
  }
  if (role === "customer" && (domain === "") !== hasNoDomain) {
    return { problem: "domainInvalid", detail: "give either a Domain or No domain" };
  }
  // The contact of a partner managed customer is nobody's business.
  const isCustomers = administrator === "CustomerManaged";
  return {
    administrator,
    contactFirstName: isCustomers ? chosen("firstName") : "",
    contactLastName: isCustomers ? chosen("lastName") : "",
    contactEmail: isCustomers ? chosen("email") : "",
    domain,
    country: /^[a-z]{2}$/i.test(countryCode) ? countryCode.toUpperCase() : "",
  };
};

/** A reseller has no administrator in Veeam Data Cloud, so it need not choose. */
const administratorOf = (text: string, role: AskedAccount["role"]): VeeamWish["administrator"] | undefined => {
  const chosen = text.replaceAll(" ", "").toLowerCase();
  if (chosen === "customermanaged" && role === "customer") return "CustomerManaged";
  return chosen === "partnermanaged" || role === "reseller" ? "PartnerManaged" : undefined;
};
