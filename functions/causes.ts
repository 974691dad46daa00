import type { Cause } from "./causes/cause.ts";
import { servicesCauses } from "./causes/services-causes.ts";
import { deletionCauses } from "./causes/deletion-causes.ts";
import { usageCauses } from "./causes/usage-causes.ts";
import { veeamCauses } from "./causes/veeam-causes.ts";

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
    cure: "Restore the tenant at the vendor, then resume the order; if it is meant to be gone, delete it here too (docs/runbook.md, Delete a tenant).",
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
    text: "The tenant above does not offer what the standard rule or the subscription asks for",
    cure: "Enable the items there, or change the rule or the subscription; then resume the order or send it again.",
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
    cure: "Look for the account's current order, and start that one at the machine of its process.",
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
  ...veeamCauses,
  ...servicesCauses,
  ...deletionCauses,
  ...usageCauses,
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
