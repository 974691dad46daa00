/** Who can cure a cause: the BSS's user, the distributor's administrator, an operator of Tenantry, or nobody but time. */
export type Curer = "bss user" | "administrator" | "operator" | "time";

interface Cause {
  /** Negative, and never used twice: the BSS takes a negative `Code` as an error (bss-service-management-api.md, 1 and 7.1). */
  readonly code: number;
  /** What happened, for the BSS's user. No person's data, no secret. */
  readonly text: string;
  /** What to do next. */
  readonly cure: string;
  readonly who: Curer;
}

/** The closed list of what can go wrong. docs/errors.md is held against it by a test. */
export const causes = {
  invalidRequest: {
    code: -1,
    text: "The request cannot be read",
    cure: "Correct what is named and send it again.",
    who: "bss user",
  },
  inProgress: {
    code: -2,
    text: "The work on this account goes on",
    cure: "Nothing is lost: send the same request again in a moment and it finds the end.",
    who: "time",
  },
  otherOrderRunning: {
    code: -3,
    text: "Another order of this account is still running",
    cure: "Send this request again when that order is done.",
    who: "time",
  },
  settingsInvalid: {
    code: -10,
    text: "The settings of this instance cannot be used",
    cure: "Open the settings of the instance, correct them and save.",
    who: "administrator",
  },
  credentialsRefused: {
    code: -11,
    text: "The vendor refuses the Client Id and Client Secret of this instance",
    cure: "Make a new secret for the API client in the vendor's portal and save it in the instance's settings; then send the request again.",
    who: "administrator",
  },
  tooManySignIns: {
    code: -12,
    text: "Too many refused Client Secrets came for this Client Id",
    cure: "Wait ten minutes, or save the right secret in the instance's settings.",
    who: "administrator",
  },
  vendorUnavailable: {
    code: -13,
    text: "The vendor gives no usable answer",
    cure: "Send the request again; if it lasts, look at the vendor's status page.",
    who: "time",
  },
  throttledTooLong: {
    code: -14,
    text: "The vendor asked for a longer pause than an order waits",
    cure: "Resume the order when the pause is over, or save the instance's settings once the vendor answers again: that ends it.",
    who: "operator",
  },
  loginTaken: {
    code: -20,
    text: "The chosen Username is taken",
    cure: "Choose another Username and synchronise again.",
    who: "bss user",
  },
  loginInvalid: {
    code: -21,
    text: "The chosen Username is not acceptable",
    cure: "Use 3 to 254 letters, digits or . @ _ - + and synchronise again.",
    who: "bss user",
  },
  emailInvalid: {
    code: -22,
    text: "The account has no usable e-mail address, so the activation would be lost",
    cure: "Give the account a valid e-mail address of at most 254 characters and synchronise again.",
    who: "bss user",
  },
  accountInvalid: {
    code: -23,
    text: "The account's data cannot be used",
    cure: "Correct what is named in the account and synchronise again.",
    who: "bss user",
  },
  resellerNotSynchronised: {
    code: -24,
    text: "The reseller of this account is not synchronised yet",
    cure: "Synchronise the reseller first, then this account.",
    who: "bss user",
  },
  parentsDisagree: {
    code: -25,
    text: "The Parent Account and the account's reseller disagree",
    cure: "Choose the account's own reseller as Parent Account, or none.",
    who: "bss user",
  },
  parentNotOurs: {
    code: -26,
    text: "The Parent Account is not a synchronised reseller of this instance",
    cure: "Choose a Parent Account from the list, or synchronise the reseller first.",
    who: "bss user",
  },
  roleChanged: {
    code: -27,
    text: "The Role of a synchronised account cannot be changed",
    cure: "Choose the Role that it was synchronised with.",
    who: "bss user",
  },
  parentChanged: {
    code: -28,
    text: "The Parent Account of a synchronised account cannot be changed",
    cure: "Choose the parent that it was synchronised with.",
    who: "bss user",
  },
  loginChanged: {
    code: -29,
    text: "The Username of a synchronised account cannot be changed",
    cure: "Choose the Username that it was synchronised with.",
    who: "bss user",
  },
  customersLive: {
    code: -30,
    text: "The reseller still has live customers",
    cure: "Delete the customers first, then the reseller.",
    who: "bss user",
  },
  notSynchronised: {
    code: -31,
    text: "This account is not synchronised",
    cure: "Synchronise it if it should exist.",
    who: "bss user",
  },
  tenantNameTaken: {
    code: -40,
    text: "The vendor already has a tenant with this name",
    cure: "Rename the account, or the other tenant, and synchronise again.",
    who: "bss user",
  },
  tenantGone: {
    code: -41,
    text: "The account's tenant is gone at the vendor",
    cure: "Restore the tenant at the vendor, then resume the order.",
    who: "operator",
  },
  manyTenants: {
    code: -42,
    text: "Several tenants carry this account's marker",
    cure: "Keep one, take the marker (customer id) off the others at the vendor, then resume the order.",
    who: "operator",
  },
  parentDisabled: {
    code: -43,
    text: "The tenant above is disabled at the vendor",
    cure: "Enable it (synchronise the reseller, or see the vendor's portal), then synchronise again.",
    who: "administrator",
  },
  itemsNotOnOffer: {
    code: -44,
    text: "The tenant above does not offer what the standard rule asks for",
    cure: "Enable the items there, or change the instance's rule, then resume the order.",
    who: "administrator",
  },
  itemsRefused: {
    code: -45,
    text: "The vendor refuses the offering items",
    cure: "Look at the code in docs/errors.md, mend the rule or the tenant above, then resume the order.",
    who: "operator",
  },
  versionRace: {
    code: -46,
    text: "Somebody else keeps changing the same object at the vendor",
    cure: "Send the request again when the other change is done.",
    who: "bss user",
  },
  accessDenied: {
    code: -47,
    text: "The instance's API client may not do this at the vendor",
    cure: "Use an API client of the tenant above with the role of an administrator, then resume the order.",
    who: "administrator",
  },
  vendorRefused: {
    code: -48,
    text: "The vendor refuses the request",
    cure: "Look at the code in docs/errors.md, mend it at the vendor, then resume the order.",
    who: "operator",
  },
  orderUnknown: {
    code: -50,
    text: "There is no such order to run",
    cure: "Look for the account's current order and start that one.",
    who: "operator",
  },
  otherAttemptRunning: {
    code: -51,
    text: "Another attempt of this order is running",
    cure: "Wait for it to end; it finishes or parks the order.",
    who: "operator",
  },
  orderEnded: {
    code: -52,
    text: "This order is done",
    cure: "There is nothing to run.",
    who: "operator",
  },
  tookTooLong: {
    code: -53,
    text: "What the order waits for did not come in time",
    cure: "Look at the object at the vendor, then resume the order.",
    who: "operator",
  },
  executionDied: {
    code: -54,
    text: "The execution of this order was stopped or timed out",
    cure: "Resume the order: what is done stays done.",
    who: "operator",
  },
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
  defect: {
    code: -99,
    text: "An error inside Tenantry stopped the order",
    cure: "Look for the fingerprint in the logs; resume the order when it is mended.",
    who: "operator",
  },
} as const satisfies Record<string, Cause>;

export type CauseName = keyof typeof causes;

/** Whether a text names a cause of the list. */
export const isCause = (text: string): text is CauseName => Object.hasOwn(causes, text);
