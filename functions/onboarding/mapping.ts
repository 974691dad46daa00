import * as z from "zod";
import { Time } from "../clock.ts";
import { DeletedTenant, Deletion } from "../deletion/deletion.ts";
import { orderProcesses } from "../processes.ts";
import { WorkItem } from "../vendors/veeam/work-item.ts";
import { Account } from "./account.ts";
import { ItemBefore, ServiceEntry } from "./service-entry.ts";
import { SubscriptionEntry } from "./subscription-entry.ts";

export const StepTime = z.object({ step: z.string(), startedAt: Time, endedAt: Time });

export const Failure = z.object({
  /** A name of the closed list in `causes.ts`. */
  cause: z.string(),
  /** Ids, statuses and codes. */
  message: z.string(),
  /** The last step that was done, "" when none was. */
  after: z.string(),
  at: Time,
});

/** One thing that the BSS asked for one account. */
export const Order = z.object({
  orderId: z.string(),
  /** Running number of the orders of this row, from 1. */
  number: z.int().positive(),
  process: z.enum(orderProcesses),
  /** Same hash, same ask: the same order, however often it is sent. */
  contentHash: z.string(),
  status: z.enum(["running", "parked", "done"]),
  attempt: z.int().positive(),
  /** The name of the execution that may write: the fence. */
  execution: z.string(),
  acceptedAt: Time,
  attemptAt: Time,
  endedAt: Time.optional(),
  steps: z.array(StepTime),
  failure: Failure.optional(),
});

/** The row that ties (BSS application, instance, account) to its tenant, its administrator and its order. */
export const Mapping = z.object({
  mappingKey: z.string(),
  applicationId: z.string(),
  instanceId: z.string(),
  accountId: z.string(),
  /** Our id in the vendor's object. */
  marker: z.string(),
  createdAt: Time,
  account: Account,
  order: Order,
  /** Said before a create that cannot be repeated safely, with the name under which it is sent; and when the first one was, of those whose end is not known. */
  intent: z.object({ at: Time, name: z.string(), openSince: Time }).optional(),
  tenantId: z.string().optional(),
  tenantName: z.string().optional(),
  administratorId: z.string().optional(),
  /** Where the last activation was sent. */
  invitedEmail: z.string().optional(),
  /** Since when the account is all there; from then on an order is an update. */
  onboardedAt: Time.optional(),
  disabled: z.boolean().optional(),
  /** Logins of earlier orders of an account that is not all there yet: one of them may have its administrator. */
  formerLogins: z.array(z.string()).optional(),
  /** Free logins, when the chosen one is taken; a person's data, so it takes no other way. */
  suggestions: z.array(z.string()).optional(),

  /** When the vendor accepted the customer, as far as it was noted: deadlines count from here. */
  tenantAt: Time.optional(),
  /** Said before a registration is sent, which must never be sent twice. */
  registration: z.object({ at: Time, id: z.string().optional(), accepted: z.boolean().optional() }).optional(),
  /** The console's company of the customer, where there is one. */
  companyUid: z.string().optional(),
  /** The customer was seen to be registered, and by whose word. */
  registered: z.object({ at: Time, by: z.enum(["vendor", "usages", "import", "person"]) }).optional(),
  /** The vendor's ids of the customer's subscriptions; the first is the primary one. */
  subscriptionIds: z.array(z.string()).optional(),
  /** The subscriptions that the BSS asked for. */
  subscriptions: z.array(SubscriptionEntry).optional(),
  /** The subscriptions of Acronis services. */
  services: z.array(ServiceEntry).optional(),
  /** What each offering item was before the first subscription named it, by `itemKey`; kept until none names it any more. */
  itemsBefore: z.record(z.string(), ItemBefore).optional(),
  /** The tenant is disabled because all its subscriptions are suspended: then Activate, and not Synchronize, enables it. */
  suspended: z.boolean().optional(),
  /** An operator wants the tenant deleted; until then it is disabled. */
  deletion: Deletion.optional(),
  /** Tenants of this account that were deleted, the latest last. None of them is ever adopted. */
  deletedTenants: z.array(DeletedTenant).optional(),
  /** What a person is asked to do while the order is parked; the account's data is in it. */
  workItem: WorkItem.optional(),
  /** What the provider still does by hand once the order is done. */
  checklist: z.array(z.string()).optional(),
});

export type StepTime = z.infer<typeof StepTime>;
export type Failure = z.infer<typeof Failure>;
export type Order = z.infer<typeof Order>;
export type Mapping = z.infer<typeof Mapping>;
