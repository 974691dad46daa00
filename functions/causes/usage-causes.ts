import type { Cause } from "./cause.ts";

/** What can go wrong when the BSS asks for usage (bss-service-management-api.md, 7.6). */
export const usageCauses = {
  currencyNotSold: {
    code: -130,
    text: "The usage is not priced in the currency that was asked for",
    cure: "Ask in the currency that is named, or save the instance's settings with another Primary Currency: months that are over keep theirs.",
    who: "administrator",
  },
  subscriptionNotOurs: {
    code: -131,
    text: "The account has subscriptions, and this is none of them",
    cure: "Create the subscription through Tenantry, so that it is known which usage is its own; the report of usage differences shows what is on no bill.",
    who: "administrator",
  },
} as const satisfies Record<string, Cause>;
