import type { Cause } from "./cause.ts";

/** What can go wrong with subscriptions of Acronis services. */
export const servicesCauses = {
  editionTaken: {
    code: -110,
    text: "The account has a live subscription of another edition of this service",
    cure: "Change the edition of that one, or cancel it first: a customer has one edition of a service.",
    who: "bss user",
  },
  itemsInUse: {
    code: -111,
    text: "What would be switched off is in use",
    cure: "Have the data or the devices removed at Acronis first, then send this again; nothing was switched off.",
    who: "bss user",
  },
  trialImpossible: {
    code: -112,
    text: "The account's tenant cannot be on trial",
    cure: "Order without trial. A trial needs an instance whose standard rule has mode trial when the account is synchronised: production is one-way.",
    who: "administrator",
  },
  storageRefused: {
    code: -113,
    text: "The storage cannot be used for this tenant",
    cure: "Choose a storage that is on offer, or the tenant's own: a customer has one of a kind, all in one location, and one that holds data cannot be changed.",
    who: "bss user",
  },
  tierUnknown: {
    code: -114,
    text: "The instance has no such tier of contracts",
    cure: "Choose a tier that is named, or add it to the instance's services settings.",
    who: "administrator",
  },
  amountInvalid: {
    code: -115,
    text: "An amount cannot be used",
    cure: "Correct the amount that is named: a number from 0 up, or unlimited.",
    who: "bss user",
  },
  tooManyServices: {
    code: -116,
    text: "The account has as many live subscriptions as it can have",
    cure: "Cancel one of them, or change one instead of creating another.",
    who: "bss user",
  },
  subscriptionEnded: {
    code: -117,
    text: "The subscription is cancelled",
    cure: "Create it again: what it brings is set anew.",
    who: "bss user",
  },
  contractImpossible: {
    code: -118,
    text: "Only a reseller has a contract of service providers",
    cure: "Order the contract for an account that is synchronised with the Role Reseller.",
    who: "bss user",
  },
} as const satisfies Record<string, Cause>;
