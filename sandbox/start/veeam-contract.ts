/** A customer's fields in the answers of the simulated registration end point. */
const customer = {
  marker: "/externalId",
  tenantId: "/id",
  type: "/type",
  status: "/status",
  verification: "/verification",
  vdcRegistered: "/vdcRegistered",
  name: "/name",
  country: "/country",
  domain: "/domain",
} as const;

const details = {
  name: "{name}",
  country: "{country}",
  state: "{state}",
  city: "{city}",
  addressLine: "{addressLine}",
  postalCode: "{postalCode}",
  domain: "{domain}",
  noDomain: "{noDomain}",
} as const;

const subscription = {
  subscriptionId: "/id",
  product: "/product",
  state: "/status",
  isPrimary: "/primary",
  startsOn: "/startDate",
  endsOn: "/endDate",
} as const;

/** The contract of the simulated registration end point: what a partner writes for an end point of its own. */
export const registrationContract = (endpoint: string) => ({
  version: 1,
  endpoint,
  auth: { kind: "bearer" },
  headers: { "x-contract": "1" },
  settleSeconds: 60,
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
      body: { externalId: "{marker}", ...details },
      accepted: [202],
      answer: { tenantId: "/id" },
    },
    readCustomer: { method: "GET", path: "/customers/{tenantId}", answer: customer },
    register: {
      method: "POST",
      path: "/customers/{tenantId}/vdc-registrations",
      body: {
        primaryAdministrator: "{administratorLabel}",
        customerDetails: details,
        customerContact: { firstName: "{contactFirstName}", lastName: "{contactLastName}", email: "{contactEmail}" },
      },
      accepted: [202],
      answer: { registrationId: "/id" },
    },
    readRegistration: {
      method: "GET",
      path: "/customers/{tenantId}/vdc-registrations",
      list: "/items",
      answer: { state: "/state", registrationId: "/id" },
    },
    requestSubscription: {
      method: "POST",
      path: "/customers/{tenantId}/subscriptions",
      body: {
        product: "{product}",
        partnerContact: { firstName: "Nora", lastName: "Winter", email: "nora.winter@nordwind.example" },
        customerDetails: details,
        location: "{location}",
      },
      accepted: [202],
      answer: subscription,
    },
    readSubscriptions: { method: "GET", path: "/customers/{tenantId}/subscriptions", list: "/items", answer: subscription },
    cancelSubscription: { method: "POST", path: "/subscriptions/{subscriptionId}/cancel", accepted: [202] },
    reinstateSubscription: { method: "POST", path: "/subscriptions/{subscriptionId}/reinstate", accepted: [202] },
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
      },
    },
  },
});
