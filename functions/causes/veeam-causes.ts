import type { Cause } from "./cause.ts";

/** What can go wrong at Veeam alone. */
export const veeamCauses = {
  handWork: {
    code: -60,
    text: "A person does the next step at the vendor",
    cure: "Read the order's work item at the operator's door (GET /v1/orders/{id}), do what it says, and confirm it (POST /v1/orders/{id}/confirm).",
    who: "operator",
  },
  supportNeeded: {
    code: -61,
    text: "The customer was not registered in time, so the vendor's support must finish it",
    cure: "Open the support case whose text the order's work item holds; the order goes on by itself once the registration is seen. Nothing is sent twice.",
    who: "operator",
  },
  detailsMissing: {
    code: -62,
    text: "The vendor could not verify the customer, and the account lacks details that it then needs",
    cure: "Fill in the fields that are named in the account and synchronise again.",
    who: "bss user",
  },
  customerUnfit: {
    code: -63,
    text: "The customer at the vendor cannot be registered: it must be an active End Customer",
    cure: "Correct its type or status at the vendor, then resume the order.",
    who: "operator",
  },
  duplicateCustomer: {
    code: -64,
    text: "The vendor took the customer for a duplicate of another one",
    cure: "Look at both customers in Pulse, ask the vendor's support to join them, then confirm the order with the id of the right one.",
    who: "operator",
  },
  customerExists: {
    code: -65,
    text: "The vendor has a customer like this one already, and it does not carry our mark",
    cure: "If it is the same, confirm the order with its id (POST /v1/orders/{id}/confirm); else rename the account and synchronise again.",
    who: "operator",
  },
  contactInvalid: {
    code: -66,
    text: "The primary administrator cannot be used",
    cure: "Give first name, last name and the e-mail of a Microsoft 365 account in the customer's own domain, or choose Partner Managed.",
    who: "bss user",
  },
  domainInvalid: {
    code: -67,
    text: "The domain cannot be used",
    cure: "Give a domain that belongs to the customer, no public mail provider's, or choose No domain.",
    who: "bss user",
  },
  resellerImpossible: {
    code: -68,
    text: "Resellers can be made only where the instance reaches the vendor through its console",
    cure: "Synchronise the reseller's customers directly, or set the instance's registration way to vspc.",
    who: "administrator",
  },
  usageUnreadable: {
    code: -70,
    text: "Nothing tells the usage of this instance",
    cure: "Give the instance a console of version 9.2 or newer, or a contract that reads monthly usages; else read them in Pulse.",
    who: "administrator",
  },
  subscriptionRefused: {
    code: -72,
    text: "The vendor does not allow this change in the subscription's present state",
    cure: "Read its state at the vendor; a terminated subscription can be reinstated within 30 days, and only one of a product may be active.",
    who: "bss user",
  },
  apiKeyRefused: {
    code: -80,
    text: "The vendor refuses the key of this instance, or it is no longer valid",
    cure: "Make a new REST API key in the Service Provider Console (Configuration > Access Management), or at the declared endpoint, and save it in the instance's settings; then resume the order.",
    who: "administrator",
  },
  consoleRoleMissing: {
    code: -81,
    text: "The key of this instance may not do this at the vendor",
    cure: "Use a key of a user with the role Service Provider Administrator, or Portal Administrator, then resume the order.",
    who: "administrator",
  },
  consoleVersion: {
    code: -82,
    text: "The Service Provider Console does not speak the version of its REST API that this needs",
    cure: "Upgrade the console, or let the instance do this step another way, then resume the order.",
    who: "administrator",
  },
  customerRefused: {
    code: -83,
    text: "The vendor refuses to create this customer",
    cure: "Look in Pulse and in the console for a customer of this name: link it, or correct the account's name and address, then synchronise again.",
    who: "operator",
  },
  registrationRefused: {
    code: -84,
    text: "The vendor refuses to register this customer for Veeam Data Cloud",
    cure: "Look at the customer in Pulse (type End Customer, status Active, VDC Registered not checked), mend it, then resume or confirm the order.",
    who: "operator",
  },
  answerLost: {
    code: -85,
    text: "An answer was lost, and nothing tells whether the vendor did what was asked; it is not sent again",
    cure: "Look at the customer in Pulse. If it was done, confirm the order with the ids (POST /v1/orders/{id}/confirm); if not, resume the order.",
    who: "operator",
  },
  contractInvalid: {
    code: -86,
    text: "The registration contract of this instance cannot be used",
    cure: "Correct what is named and save it with PUT /v1/instances/{id}/registration-contract, then resume the order.",
    who: "administrator",
  },
  pulseDisconnected: {
    code: -88,
    text: "The Service Provider Console is not connected to VCSP Pulse",
    cure: "Make a new token at propartner.veeam.com/swagger and give it to the console's VCSP Pulse plug-in, then resume the order.",
    who: "administrator",
  },
  exportUnreadable: {
    code: -87,
    text: "The file is not an export of Pulse's customers that can be read",
    cure: "Export the report All Customers as XLSX or CSV, with its column Customer Name, and send that file.",
    who: "operator",
  },
  subscriptionUnknown: {
    code: -91,
    text: "The account has no such subscription here",
    cure: "Create the subscription first; one that was made by hand at the vendor is taken over by that.",
    who: "bss user",
  },
  subscriptionTaken: {
    code: -92,
    text: "The account has a live subscription of this product, or of a bundle that holds it",
    cure: "Change that one's plan, or cancel it first: only one of a product may be active.",
    who: "bss user",
  },
  productUnknown: {
    code: -93,
    text: "The plan names no product that can be requested",
    cure: "Give the subscription an attribute Plan with the product's name as in docs/veeam.md.",
    who: "administrator",
  },
  addonsImpossible: {
    code: -94,
    text: "The vendor's subscriptions have no add-ons",
    cure: "Order the subscription without add-ons.",
    who: "bss user",
  },
} as const satisfies Record<string, Cause>;
