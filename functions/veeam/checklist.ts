import type { VeeamWish } from "../onboarding/account.ts";
import type { Mapping } from "../onboarding/mapping.ts";

/** What the provider still does by hand in Veeam Data Cloud once a customer is registered (veeam-api.md, 6 and 16). */
export const checklistOf = ({ administrator }: VeeamWish): readonly string[] => [
  administrator === "CustomerManaged"
    ? "Check that the administrator's e-mail has a Microsoft 365 account in the customer's domain: nothing outside Microsoft 365 can check it."
    : "Check that your own Partner Contact has a Microsoft 365 or My Veeam account under its real sign-in name, no alias.",
  administrator === "CustomerManaged"
    ? "In Veeam Data Cloud: Microsoft 365 > Add Tenant > Send an invite, to the administrator's e-mail."
    : "In Veeam Data Cloud: Microsoft 365 > Add Tenant > Direct Onboarding.",
  "Consent: a Global Administrator of the customer's Microsoft 365 accepts Veeam's applications.",
  "Plan: choose the subscription, and include the Express connection if the plan has it.",
  "Region: choose the storage region; it cannot be moved afterwards.",
  "Retention: choose it with the customer; it can be raised later, never lowered.",
];

/** What only support can do of a removal, as the vendor's guide says to ask for it (veeam-api.md, 8). */
export const removalChecklist = ({ account, tenantId = "", subscriptionIds = [] }: Mapping): readonly string[] => [
  "Open a support case at my.veeam.com: General Inquiry, problem area VCSP Pulse.",
  `Ask to delete the customer ${account.name} in Veeam Data Cloud: tenant id ${tenantId}` +
    `${subscriptionIds.length > 0 ? `, subscriptions ${subscriptionIds.join(", ")}` : ""}, the wanted date and the number of user licences.`,
  "Cancel in Pulse what Tenantry cannot reach: Licences & Subscriptions > Veeam Data Cloud Subscriptions.",
  "The usage of this month is still reported and billed; cancelled subscriptions can be reinstated for 30 days.",
];
