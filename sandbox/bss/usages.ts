import * as z from "zod";
import type { BoughtSubscription } from "./service-bodies.ts";

/** A `PpuItemServiceRequest` for a month of a subscription, nulls written (bss-service-management-api.md, 6.2 and 7.6). */
export const usageRequest = (subscription: BoughtSubscription, month: string, currency: string) => {
  const end = new Date(`${month}-01T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + 1);
  return {
    ID: subscription.id,
    RelatedSubscriptionID: subscription.bssId,
    ServiceType: subscription.serviceType,
    RelatedProductID: subscription.productId,
    Reseller: null,
    Account: { ID: subscription.account.ExternalID, RelatedAccountID: Number(subscription.account.ID), SyncOptions: null },
    BillingCycle: {
      StartDate: `${month}-01T00:00:00+00:00`,
      EndDate: new Date(end.getTime() - 1000).toISOString().replace(".000Z", "+00:00"),
    },
    Currency: currency,
    IsTest: false,
  };
};

/** What the BSS puts on its invoice. */
export const InvoicedUsage = z.object({
  Usages: z.array(
    z.object({
      Name: z.string(),
      Group: z.string().nullable(),
      Location: z.string().nullable(),
      Quantity: z.number(),
      Unit: z.string(),
      CostPrice: z.number().nullable(),
      SellPrice: z.number().nullable(),
    }),
  ),
  Totals: z.object({ Items: z.number(), CostPrice: z.number(), SellPrice: z.number() }).nullable(),
  Currency: z.string().nullable(),
  Code: z.int(),
  Message: z.string(),
});

export type InvoicedUsage = z.infer<typeof InvoicedUsage>;
