import type { Clock } from "../clock.ts";
import type { Registrations } from "../onboarding/registrations.ts";
import { afterHandWork } from "../onboarding/subscriptions.ts";
import type { MappingTable } from "./mapping-table.ts";

/** What rows note of a process that is partly done by people. */
export const mappingRegistrations = ({ update, fenced }: MappingTable, clock: Clock): Registrations => ({
  noteCustomer: (mapping, { tenantId, companyUid }, tenantName) =>
    fenced(mapping, { set: { tenantId, companyUid, tenantName, tenantAt: clock.now() }, remove: ["intent"] }),
  noteRegistration: (mapping) => fenced(mapping, { set: { registration: { at: clock.now() } } }),
  settleRegistration: (mapping) => fenced(mapping, { remove: ["registration"] }),
  acceptRegistration: (mapping, id) =>
    fenced(mapping, { set: { registration: { at: mapping.registration?.at ?? clock.now(), id, accepted: true } } }),
  noteWorkItem: (mapping, workItem) => fenced(mapping, { set: { workItem } }),

  confirm: (mapping, confirmation, by) => {
    const { mappingKey, order, tenantId, registration } = mapping;
    const at = clock.now();
    const where = { "order.orderId": order.orderId, "order.status": "parked", "order.attempt": order.attempt };
    if (order.process === "change-veeam-subscription") {
      return update(mappingKey, {
        set: { subscriptions: afterHandWork(mapping, confirmation.subscriptionIds, at), updatedAt: at },
        where,
      });
    }
    const { registrationId, registered, subscriptionIds } = confirmation;
    const isOther = confirmation.tenantId !== undefined && confirmation.tenantId !== tenantId;
    return update(mappingKey, {
      set: {
        tenantId: confirmation.tenantId,
        tenantAt: isOther ? at : undefined,
        registration: registrationId === undefined ? undefined : { at: registration?.at ?? at, id: registrationId, accepted: true },
        registered: registered === true || subscriptionIds !== undefined ? { at, by } : undefined,
        subscriptionIds,
        // A row always has something to set, whatever was confirmed.
        updatedAt: at,
      },
      remove: isOther ? ["intent"] : [],
      where,
    });
  },
});
