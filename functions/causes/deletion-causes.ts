import type { Cause } from "./cause.ts";

/** What can go wrong when an operator deletes a tenant (acronis-api.md, 6.8). */
export const deletionCauses = {
  deletionScheduled: {
    code: -120,
    text: "The account's tenant is scheduled for deletion",
    cure: "Ask the operator to take the deletion back (DELETE /v1/instances/{id}/tenants/{tenantId}/deletion), then send the request again.",
    who: "operator",
  },
  deletionNotDue: {
    code: -121,
    text: "The grace time of the deletion is not over",
    cure: "Resume the order when it is due, or take the deletion back.",
    who: "operator",
  },
  dataLeft: {
    code: -122,
    text: "The tenant holds data, or has usage, that nobody confirmed to delete",
    cure: "Delete the data in the vendor's console and resume the order, or take the deletion back and schedule it with withData true.",
    who: "operator",
  },
  tenantsBelow: {
    code: -123,
    text: "The reseller's tenant still has tenants below it",
    cure: "Delete each of its customers first, those that are disabled too; then resume the order.",
    who: "operator",
  },
  subscriptionsLive: {
    code: -124,
    text: "The account still has live subscriptions",
    cure: "Cancel them in the BSS first; suspended ones are live too.",
    who: "operator",
  },
  deletionUnconfirmed: {
    code: -125,
    text: "The tenant is called otherwise than when its deletion was confirmed",
    cure: "Look whose it is now. Take the deletion back and schedule it anew with the name that it has, or give it its name again and resume the order.",
    who: "operator",
  },
} as const satisfies Record<string, Cause>;
