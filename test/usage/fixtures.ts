import { randomUUID } from "node:crypto";
import type { Mapping } from "../../functions/onboarding/mapping.ts";
import type { ServiceEntry } from "../../functions/onboarding/service-entry.ts";
import type { UsageRow, UsedItem } from "../../functions/usage/ports.ts";
import { applicationId } from "../support/town.ts";

export const backup = "6e6d758d-8e74-3ae3-ac84-50eb0dff12eb";
export const GB = 1_073_741_824;

/** The running month, and the one so many before it. */
export const monthBefore = (months: number): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15)).toISOString().slice(0, 7);
};

/** A request as the library's `Check()` wants it (bss-service-management-api.md, 7.6), for the running month. */
export const request = (accountId: string, month = monthBefore(0)) => ({
  ID: "a-subscription",
  RelatedSubscriptionID: "b0ee4f9a-5f0f-4d43-8f18-1d6a9e1a2b01",
  ServiceType: "acronis-anything",
  RelatedProductID: "c1ee4f9a-5f0f-4d43-8f18-1d6a9e1a2b02",
  Reseller: null,
  Account: { ID: "a-tenant", RelatedAccountID: Number(accountId), SyncOptions: null },
  BillingCycle: cycleOf(month),
  Currency: "EUR",
  IsTest: false,
});

export const cycleOf = (month: string) => {
  const end = new Date(`${month}-01T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + 1);
  return { StartDate: `${month}-01T00:00:00+00:00`, EndDate: new Date(end.getTime() - 1000).toISOString().replace(".000Z", "+00:00") };
};

/** A subscription of backup as the row keeps it. */
export const entryOf = (subscriptionId: string, more: Partial<ServiceEntry> = {}): ServiceEntry => ({
  subscriptionId,
  bssSubscriptionId: randomUUID(),
  name: subscriptionId,
  plan: "backup-pck_per_workload",
  applicationId: backup,
  edition: "pck_per_workload",
  state: "active",
  isTrial: false,
  items: [],
  addons: [],
  startedAt: "2026-01-10T08:00:00.000+00:00",
  changedAt: "2026-01-10T08:00:00.000+00:00",
  ...more,
});

export const itemOf = (name: string, value: number, more: Partial<UsedItem> = {}): UsedItem => ({
  applicationId: backup,
  name,
  usageName: name,
  edition: "pck_per_workload",
  measurementUnit: "quantity",
  value,
  enabled: { limit: null },
  soldName: name,
  group: "",
  attributeId: name,
  location: "",
  ...more,
});

/** A row of a month as a look at its middle would have kept it. */
export const rowOf = (instanceId: string, month: string, more: Partial<UsageRow> = {}): UsageRow => ({
  instanceId,
  applicationId,
  accountId: "100",
  tenantId: "a-tenant",
  role: "customer",
  customer: "Firm 100",
  month,
  takenAt: `${month}-15T12:00:00.000+00:00`,
  items: [],
  subscriptions: [],
  ...more,
});

/** An onboarded account's row. */
export const mappingOf = (accountId: string): Mapping => ({
  mappingKey: `${applicationId}#instance#${accountId}`,
  applicationId,
  instanceId: "instance",
  accountId,
  marker: "tenantrymarker",
  createdAt: "2026-01-01T00:00:00.000+00:00",
  account: { ...emptyAccount, role: "customer", name: `Firm ${accountId}`, parentTenantId: "root" },
  order: {
    orderId: "a".repeat(26),
    number: 1,
    process: "onboard-acronis",
    contentHash: "hash",
    status: "done",
    attempt: 1,
    execution: "a-1",
    acceptedAt: "2026-01-01T00:00:00.000+00:00",
    attemptAt: "2026-01-01T00:00:00.000+00:00",
    steps: [],
  },
});

const emptyAccount = {
  code: "",
  login: "",
  email: "",
  firstName: "",
  lastName: "",
  phone: "",
  fax: "",
  website: "",
  address1: "",
  address2: "",
  city: "",
  postCode: "",
  state: "",
  country: "",
};
