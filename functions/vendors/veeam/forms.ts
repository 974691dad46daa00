import type { CustomerDetails, CustomerRef } from "./objects.ts";
import type { Operation } from "./port.ts";
import type { WorkItem } from "./work-item.ts";

/** Pages' own addresses are not public (veeam-api.md, 13): the portal's start is the deepest link that is known to work. */
export const links = { pulse: "https://propartner.veeam.com" } as const;

/** Pages as their menus call them (2, 3.4, 5, 7). */
export const pages = {
  allCustomers: "VCSP Pulse > Customers > All Customers",
  allResellers: "VCSP Pulse > Customers > All Resellers",
  createCustomer: "VCSP Pulse > Customers > Create Customer",
  customer: "VCSP Pulse > Customers > All Customers > the customer's page (VCSP Tenant Account)",
  register: "VCSP Pulse > the customer's page (VCSP Tenant Account) > Register your Customer for VDC",
  requestSubscriptions: "VCSP Pulse > Licenses & Subscriptions > Veeam Data Cloud Subscriptions > Request New Subscriptions",
  subscriptions: "VCSP Pulse > Licenses & Subscriptions > Veeam Data Cloud Subscriptions",
  usages: "VCSP Pulse > Monthly Usages",
} as const;

/** How the customer is found on the pages. */
export const tenantLine = ({ tenantId, marker }: CustomerRef): WorkItem["values"] => [
  ...(tenantId === undefined ? [] : [{ field: "Tenant id", value: tenantId }]),
  { field: "Customer CRM ID", value: marker },
];

/** The block "Customer Details", in the order of the page (3.2). */
export const detailValues = ({ name, country, state, city, addressLine, postalCode, domain }: CustomerDetails): WorkItem["values"] =>
  [
    { field: "Company", value: name },
    { field: "Country", value: country },
    { field: "State", value: state },
    { field: "Address Line", value: addressLine },
    { field: "City", value: city },
    { field: "Postal Code", value: postalCode },
    domain === "" ? { field: "No domain", value: "checked" } : { field: "Domain", value: domain },
  ].filter(({ value }) => value !== "");

/** Fields with something to enter. */
export const filled = (lines: readonly (readonly [string, string])[]): WorkItem["values"] =>
  lines.flatMap(([field, value]) => (value === "" ? [] : [{ field, value }]));

/** A work item at the vendor's portal. */
export const workItem = (operation: Operation, more: Omit<WorkItem, "operation" | "link" | "notes"> & Partial<WorkItem>): WorkItem => ({
  operation,
  link: links.pulse,
  notes: [],
  ...more,
});
