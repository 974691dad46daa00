import { detailValues, filled, pages, tenantLine, workItem } from "./forms.ts";
import type { CustomerRef } from "./objects.ts";
import type { CustomerQuery, NewCustomer, RegistrationRequest } from "./port.ts";
import type { WorkItem } from "./work-item.ts";

// What a person does in the machine's place: the form of the vendor's pages, its fields in their order, and what to bring back.

const bringTenant = {
  name: "tenantId",
  what: "the customer's id in Pulse, 15 or 18 characters, as it stands in its page's address",
} as const;
const bringRegistered = { name: "registered", what: "true, once VDC Registered is checked on the customer's page" } as const;

export const findByHand = ({ marker, name, domain }: CustomerQuery): WorkItem =>
  workItem("findCustomer", {
    task: "Look whether this customer is in Pulse already.",
    form: pages.allCustomers,
    values: filled([
      ["Customer Name", name],
      ["Domain", domain],
      ["Customer CRM ID", marker],
    ]),
    notes: ["Take it for ours only if its Customer CRM ID is this one, or if you are sure that it is the same customer."],
    bringBack: [bringTenant],
  });

/** The "New Customer" form, from top to bottom (veeam-api.md, 3.1). */
export const createByHand = ({ marker, details }: NewCustomer): WorkItem =>
  workItem("createCustomer", {
    task: "Create this customer in Pulse, unless it is there.",
    form: pages.createCustomer,
    values: filled([
      ["Customer Name", details.name],
      ["Country", details.country],
      ["State", details.state],
      ["City", details.city],
      ["Address Line", details.addressLine],
      ["Postal Code", details.postalCode],
      ["Customer CRM ID", marker],
      details.domain === "" ? ["No domain", "checked"] : ["Domain", details.domain],
    ]),
    notes: [
      "Look under All Customers first: a second customer of the same company becomes a duplicate.",
      "Enter the Customer CRM ID exactly: by it the customer is found again.",
      "Verification takes up to 10 minutes.",
    ],
    bringBack: [bringTenant],
  });

export const createResellerByHand = ({ details }: NewCustomer): WorkItem =>
  workItem("createReseller", {
    task: "Resellers cannot be made in Pulse by the provider; ask Veeam.",
    form: pages.allResellers,
    values: filled([["Reseller", details.name]]),
    bringBack: [bringTenant],
  });

export const readByHand = (customer: CustomerRef): WorkItem =>
  workItem("readCustomer", {
    task: "Wait until the customer is verified: type End Customer, status Active.",
    form: pages.customer,
    values: tenantLine(customer),
    bringBack: [bringTenant],
  });

export const completeByHand = (customer: CustomerRef, details: NewCustomer["details"]): WorkItem =>
  workItem("completeDetails", {
    task: "Fill in the details that the customer lacks.",
    form: pages.customer,
    values: [...tenantLine(customer), ...detailValues(details)],
    notes: ["After provisioning in Veeam Data Cloud they can be changed by a support case only."],
    bringBack: [bringTenant],
  });

/** The page "VDC Registration Request" (2.1, 4). */
export const registerByHand = ({ customer, details, name, administrator, contact }: RegistrationRequest): WorkItem =>
  workItem("register", {
    task: "Register this customer for Veeam Data Cloud.",
    form: pages.register,
    values: [
      ...filled([["Customer", name]]),
      ...tenantLine(customer),
      ...(details === undefined ? [] : detailValues(details)),
      { field: "VDC Primary Administrator", value: administrator === "CustomerManaged" ? "Customer Managed" : "Partner Managed" },
      ...filled([
        ["First Name", contact?.firstName ?? ""],
        ["Last Name", contact?.lastName ?? ""],
        ["Email", contact?.email ?? ""],
      ]),
    ],
    notes: [
      "The customer must be an End Customer with status Active, and VDC Registered not checked.",
      "Submit once only. If VDC Registered is not checked 10 minutes later, do not submit again: support finishes it.",
      ...(contact === undefined ? [] : ["The e-mail address must be that of a Microsoft 365 account."]),
    ],
    bringBack: [bringRegistered],
  });

export const readRegistrationByHand = (customer: CustomerRef): WorkItem =>
  workItem("readRegistration", {
    task: "Look whether VDC Registered is checked on the customer's page; an import of All Customers tells it too.",
    form: pages.customer,
    values: tenantLine(customer),
    bringBack: [bringRegistered],
  });
