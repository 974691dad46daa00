import type * as z from "zod";
import type { RegistrationContract } from "../../../../functions/vendors/veeam/contract.ts";
import type { Operation } from "../../../../functions/vendors/veeam/port.ts";

const details = { name: "{name}", country: "{country}", state: "{state}", city: "{city}", addressLine: "{addressLine}" };
const place = { ...details, postalCode: "{postalCode}", domain: "{domain}", noDomain: "{noDomain}" };
const person = { firstName: "{contactFirstName}", lastName: "{contactLastName}", email: "{contactEmail}" };
const customer = {
  marker: "/externalId",
  tenantId: "/id",
  name: "/name",
  type: "/type",
  status: "/status",
  verification: "/verification",
  vdcRegistered: "/vdcRegistered",
  country: "/country",
  state: "/state",
  city: "/city",
  addressLine: "/addressLine",
  postalCode: "/postalCode",
  domain: "/domain",
};
const subscription = {
  subscriptionId: "/id",
  product: "/product",
  state: "/status",
  isPrimary: "/primary",
  startsOn: "/startDate",
  endsOn: "/endDate",
};
type Refusals = z.input<typeof RegistrationContract>["operations"][Operation] & {};

const exists: Refusals["refusals"] = [{ status: [409, 409], verdict: "exists" }];
const known: Refusals["refusals"] = [{ pointer: "/error/code", equals: "AlreadyRegistered", verdict: "exists" }];

/**
 * A contract to start from: the routes that our simulator answers (veeam-api.md, 14.3; invented, for nothing of the kind is public).
 * A partner's own differs, and this is where to see how one is written.
 */
export const referenceContract = (endpoint: string): z.input<typeof RegistrationContract> => ({
  version: 1,
  endpoint,
  auth: { kind: "bearer" },
  keySeconds: 86_400,
  operations: {
    findCustomer: {
      method: "GET",
      path: "/customers",
      query: { externalId: "{marker}" },
      alikeQuery: { name: "{name}" },
      list: "/items",
      answer: customer,
    },
    createCustomer: {
      method: "POST",
      path: "/customers",
      body: { externalId: "{marker}", ...place },
      answer: { tenantId: "/id" },
      location: "tenantId",
      refusals: exists,
      repeat: "key",
    },
    readCustomer: { method: "GET", path: "/customers/{tenantId}", answer: customer },
    register: {
      method: "POST",
      path: "/customers/{tenantId}/vdc-registrations",
      body: { primaryAdministrator: "{administratorLabel}", customerDetails: place, customerContact: person },
      answer: { registrationId: "/id" },
      location: "registrationId",
      refusals: known,
      repeat: "key",
    },
    readRegistration: {
      method: "GET",
      path: "/customers/{tenantId}/vdc-registrations",
      list: "/items",
      answer: { registrationId: "/id", state: "/state" },
    },
    requestSubscription: {
      method: "POST",
      path: "/customers/{tenantId}/subscriptions",
      body: { product: "{product}", partnerContact: person, customerDetails: place, location: "{location}" },
      answer: subscription,
      refusals: [{ pointer: "/error/code", equals: "SubscriptionExists", verdict: "exists" }],
      repeat: "key",
    },
    readSubscriptions: { method: "GET", path: "/customers/{tenantId}/subscriptions", list: "/items", answer: subscription },
    cancelSubscription: { method: "POST", path: "/subscriptions/{subscriptionId}/cancel", repeat: "key" },
    reinstateSubscription: { method: "POST", path: "/subscriptions/{subscriptionId}/reinstate", repeat: "key" },
    monthlyUsages: {
      method: "GET",
      path: "/usage",
      query: { from: "{from}", to: "{to}" },
      list: "/items",
      answer: {
        month: "/month",
        tenantId: "/customerId",
        productCode: "/productCode",
        productName: "/productName",
        unitType: "/unitType",
        usedUnits: "/usedUnits",
        totalUnits: "/totalUnits",
        pointsPerUnit: "/weight",
        usedPoints: "/usedPoints",
        minimumCommit: "/minCommitQty",
        minimumCommitEnforced: "/minCommitEnforcement",
        location: "/location",
      },
    },
  },
});
