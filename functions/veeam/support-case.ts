import type { WorkItem } from "../vendors/veeam/work-item.ts";
import type { VeeamWork } from "./veeam-work.ts";

/** The text of the support case that asks Veeam to finish a registration (veeam-api.md, 2.1 and 14.4). */
export const supportCase = ({ mapping, instance }: VeeamWork, now: string): WorkItem => ({
  operation: "readRegistration",
  task: "Open a support case: the customer was not registered for Veeam Data Cloud within 10 minutes.",
  form: "my.veeam.com > Support > Open a case",
  link: "https://my.veeam.com",
  values: [
    { field: "Case type", value: "General Inquiry" },
    { field: "Problem area", value: "VCSP Pulse" },
    { field: "Summary", value: `Please move the customer ${mapping.account.name} under VCSP` },
    {
      field: "Description",
      value:
        "The customer was registered for Veeam Data Cloud in VCSP Pulse and is still not shown as VDC Registered. " +
        "Please move this customer under VCSP and finish its registration.",
    },
    { field: "Rental agreement", value: instance.providerId },
    { field: "Customer", value: mapping.account.name },
    { field: "Tenant id", value: mapping.tenantId ?? "" },
    { field: "Customer CRM ID", value: mapping.marker },
    { field: "Registration", value: mapping.registration?.id ?? "" },
    { field: "Requested at", value: mapping.registration?.at ?? mapping.order.acceptedAt },
    { field: "Given up at", value: now },
  ].filter(({ value }) => value !== ""),
  notes: [
    "Do not register the customer a second time: it would become a duplicate.",
    "The order goes on by itself once the registration is seen: it is looked for every hour.",
  ],
  bringBack: [{ name: "registered", what: "true, once VDC Registered is checked on the customer's page" }],
});
