import { CustomerBody, RegistrationBody, SubscriptionBody } from "./contract-bodies.ts";
import { shownCustomer, shownRegistration, shownSubscription } from "./contract-views.ts";
import { customerOf, makeCustomer, ownCustomers } from "./customers.ts";
import { notFound } from "./errors.ts";
import { type Answer, contractRoute, type Exchange, param, readBody, type Route, textParam } from "./exchange.ts";
import { monthRange } from "./monthly-usages.ts";
import { submitRegistration } from "./registration.ts";
import type { Subscription } from "./state.ts";
import { cancelSubscription, reinstateSubscription } from "./subscription-life.ts";
import { agreementEnd, requestSubscription } from "./subscription-request.ts";
import { linesOf, monthsBetween } from "./usage.ts";

/** A stand-in for what Veeam does not publish: the contract of sheet 14.3, over the same customers as the console. */
export const contractRoutes: readonly Route[] = [
  contractRoute("GET", "/customers", listCustomers),
  contractRoute("POST", "/customers", createCustomer),
  contractRoute("GET", "/customers/{customerId}", (exchange) => ok(shownCustomer(customerIn(exchange)))),
  contractRoute("GET", "/customers/{customerId}/vdc-registrations", listRegistrations),
  contractRoute("POST", "/customers/{customerId}/vdc-registrations", register),
  contractRoute("GET", "/customers/{customerId}/vdc-registrations/{registrationId}", getRegistration),
  contractRoute("GET", "/customers/{customerId}/subscriptions", listSubscriptions),
  contractRoute("POST", "/customers/{customerId}/subscriptions", subscribe),
  contractRoute("GET", "/subscriptions/{subscriptionId}", (exchange) => shown(exchange, subscriptionIn(exchange), 200)),
  contractRoute("POST", "/subscriptions/{subscriptionId}/cancel", cancel),
  contractRoute("POST", "/subscriptions/{subscriptionId}/reinstate", reinstate),
  contractRoute("GET", "/usage", listUsage),
];

const ok = (body: unknown): Answer => ({ status: 200, body });

/** Taken, not done: where to look for the end. */
function accepted({ site }: Exchange, path: string, body: unknown): Answer {
  return { status: 202, body, headers: { location: `${site.url()}/contract${path}` } };
}

const searched = { externalId: "crmId", name: "name", domain: "domain", country: "country" } as const;

/** Every filter given must hold; names are compared without regard to case. */
function listCustomers(exchange: Exchange): Answer {
  const wanted = Object.entries(searched).flatMap(([query, field]) => {
    const value = textParam(exchange, query);
    return value === null ? [] : [{ field, value: field === "crmId" ? value : value.toLowerCase() }];
  });
  const found = ownCustomers(exchange.state).filter((customer) => {
    if (customer.createdAt > exchange.listedUntil) return false;
    return wanted.every(({ field, value }) => (field === "crmId" ? customer.crmId : customer[field]?.toLowerCase()) === value);
  });
  return ok({ items: found.map(shownCustomer), total: found.length });
}

function createCustomer(exchange: Exchange): Answer {
  const customer = makeCustomer(exchange.site, readBody(exchange, CustomerBody), exchange.outcomes);
  return accepted(exchange, `/customers/${customer.id}`, shownCustomer(customer));
}

function customerIn(exchange: Exchange) {
  return customerOf(exchange.state, param(exchange, "customerId"));
}

function register(exchange: Exchange): Answer {
  const { id } = customerIn(exchange);
  const registration = submitRegistration(exchange.site, id, readBody(exchange, RegistrationBody), exchange.outcomes);
  return accepted(exchange, `/customers/${id}/vdc-registrations/${registration.id}`, shownRegistration(registration));
}

function listRegistrations(exchange: Exchange): Answer {
  const { id } = customerIn(exchange);
  const all = Object.values(exchange.state.registrations);
  const own = all.filter(({ customerId, submittedAt }) => customerId === id && submittedAt <= exchange.listedUntil);
  return ok({ items: own.map(shownRegistration), total: own.length });
}

function getRegistration(exchange: Exchange): Answer {
  const registration = exchange.state.registrations[param(exchange, "registrationId")];
  if (registration?.customerId !== customerIn(exchange).id) throw notFound("There is no such registration.");
  return ok(shownRegistration(registration));
}

function subscribe(exchange: Exchange): Answer {
  const { id } = customerIn(exchange);
  const subscription = requestSubscription(exchange.site, id, readBody(exchange, SubscriptionBody), exchange.outcomes);
  return shown(exchange, subscription, 202);
}

function listSubscriptions(exchange: Exchange): Answer {
  const { id } = customerIn(exchange);
  const all = Object.values(exchange.state.subscriptions);
  const own = all.filter(({ customerId, createdAt }) => customerId === id && createdAt <= exchange.listedUntil);
  return ok({ items: own.map((one) => shownSubscription(exchange.site, one, "list")), total: own.length });
}

function subscriptionIn({ state, params }: Exchange): Subscription {
  const subscription = state.subscriptions[params["subscriptionId"] ?? ""];
  if (subscription === undefined || state.customers[subscription.customerId]?.foreign !== false)
    throw notFound("There is no such subscription.");
  return subscription;
}

function cancel(exchange: Exchange): Answer {
  const subscription = subscriptionIn(exchange);
  cancelSubscription(exchange.site, subscription);
  return shown(exchange, subscription, 202);
}

function reinstate(exchange: Exchange): Answer {
  const subscription = subscriptionIn(exchange);
  reinstateSubscription(exchange.site, subscription, agreementEnd(exchange.site.clock.now()));
  return shown(exchange, subscription, 202);
}

function shown(exchange: Exchange, subscription: Subscription, status: 200 | 202): Answer {
  const body = shownSubscription(exchange.site, subscription, "record");
  return status === 200 ? ok(body) : accepted(exchange, `/subscriptions/${subscription.id}`, body);
}

/** The monthly usages once more, one line for each customer and product. */
function listUsage(exchange: Exchange): Answer {
  const [from, to] = monthRange(exchange);
  const items = monthsBetween(exchange.site, from, to).flatMap((month) =>
    linesOf(exchange.site, month).map(({ customer, product, points, ...rest }) => {
      const { code: productCode, usageName: productName, unit: unitType, ppu: weight } = product;
      return { month, customerId: customer.id, productCode, productName, unitType, ...rest, weight, usedPoints: points };
    }),
  );
  return ok({ items, total: items.length });
}
