import type { CustomerRef } from "../vendors/veeam/objects.ts";
import type { Confirmation, WorkItem } from "../vendors/veeam/work-item.ts";
import type { Mapping } from "./mapping.ts";

/** By whose word a customer is registered. */
export type Witness = NonNullable<Mapping["registered"]>["by"];

/** What the rows note of a vendor whose process is partly done by people. Fenced like every other write of a step. */
export interface Registrations {
  /** The vendor accepted the customer, or it was found: its id, and the time from which deadlines count. */
  noteCustomer(mapping: Mapping, customer: CustomerRef & { readonly tenantId: string }, name: string): Promise<void>;
  /** Before a registration is sent. */
  noteRegistration(mapping: Mapping): Promise<void>;
  /** The vendor said no, for certain: no registration was made. */
  settleRegistration(mapping: Mapping): Promise<void>;
  /** The vendor has it and did not finish it in time: it is never sent again. */
  acceptRegistration(mapping: Mapping, registrationId: string | undefined): Promise<void>;
  /** What a person is to do; the step that notes it parks the order. */
  noteWorkItem(mapping: Mapping, workItem: WorkItem): Promise<void>;
  /** What a person did, or what was seen, while the order is parked; false when it is parked no more. */
  confirm(mapping: Mapping, confirmation: Confirmation, by: Witness): Promise<boolean>;
}
