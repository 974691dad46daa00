import * as z from "zod";
import { causes, isCause } from "../../causes.ts";
import { Time } from "../../clock.ts";
import { type Failure, Order, StepTime } from "../../onboarding/mapping.ts";
import { WorkItem } from "../../vendors/veeam/work-item.ts";
import type { AccountKey } from "../../onboarding/ports.ts";

const { orderId, number, process, status, attempt, execution, acceptedAt, attemptAt } = Order.shape;

const Cause = z
  .object({
    name: z.string(),
    code: z.int().describe("The negative code that the BSS was told."),
    text: z.string(),
    cure: z.string(),
    who: z.enum(["bss user", "administrator", "operator", "time"]).describe("Who can cure it."),
    message: z.string().describe("Ids, statuses and codes of this case."),
    after: z.string().describe("The last step that was done; empty when none was."),
    at: Time,
  })
  .describe("Why the order is parked.");

/** An order without any person's data: names, addresses and logins stay in the row. */
export const OrderSummary = z.object({
  orderId,
  process,
  status,
  attempt,
  accountId: z.string().describe("The account in the BSS."),
  applicationId: z.string().describe("The BSS installation."),
  instanceId: z.string(),
  tenantId: z.string().nullable().describe("The account's tenant at the vendor, once it is known."),
  acceptedAt,
  endedAt: Time.nullable(),
  cause: Cause.nullable(),
});

export const OrderDetail = OrderSummary.extend({
  number: number.describe("The running number of the account's orders, from 1."),
  isCurrent: z.boolean().describe("False: another order of the account followed."),
  execution: execution.describe("The name of the attempt's execution in Step Functions."),
  isExecuting: z.boolean().describe("That execution runs at this moment."),
  attemptAt,
  workItem: WorkItem.nullable().describe(
    "What a person shall do at the vendor, while the order is parked for it. It holds the account's data.",
  ),
  checklist: z.array(z.string()).nullable().describe("What the provider still does by hand, once the order is done."),
  steps: z.array(StepTime.extend({ seconds: z.number() })).describe("The steps that this attempt finished; written when the attempt ends."),
});

export const OrderPage = z.object({
  orders: z.array(OrderSummary).describe("Oldest first. A page may be short although another follows."),
  next: z.string().nullable().describe("Where the next page begins: its `after`. Null on the last page."),
});

export type OrderSummary = z.infer<typeof OrderSummary>;
export type OrderDetail = z.infer<typeof OrderDetail>;

/** An order with whose it is. */
export interface Owned {
  readonly key: AccountKey;
  readonly tenantId: string | undefined;
  readonly order: Order;
}

export const summaryOf = ({ key: { accountId, applicationId, instanceId }, tenantId, order }: Owned): OrderSummary => ({
  orderId: order.orderId,
  process: order.process,
  status: order.status,
  attempt: order.attempt,
  accountId,
  applicationId,
  instanceId,
  tenantId: tenantId ?? null,
  acceptedAt: order.acceptedAt,
  endedAt: order.endedAt ?? null,
  cause: order.failure === undefined ? null : causeOf(order.failure),
});

export const detailOf = (owned: Owned, at: Pick<OrderDetail, "isCurrent" | "isExecuting" | "workItem" | "checklist">): OrderDetail => ({
  ...summaryOf(owned),
  ...at,
  number: owned.order.number,
  execution: owned.order.execution,
  attemptAt: owned.order.attemptAt,
  steps: owned.order.steps.map((step) => ({ ...step, seconds: secondsBetween(step) })),
});

// A row may hold a cause that another version wrote.
const causeOf = ({ cause: name, ...failure }: Failure) => ({ name, ...causes[isCause(name) ? name : "defect"], ...failure });

const secondsBetween = ({ startedAt, endedAt }: StepTime): number => (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
