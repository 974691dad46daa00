import { ownCustomers } from "./customers.ts";
import type { Clock } from "./clock.ts";
import type { Customer, DataCloudTenant, Organization, PulseTenant, Registration, State, Subscription, Usage } from "./state.ts";

/** Veeam's own view of the provider's world: what is really there, whatever the answers said. */
export interface WorldView {
  readonly now: number;
  readonly customers: readonly Customer[];
  readonly companies: readonly Organization[];
  readonly resellers: readonly Organization[];
  readonly pulseTenants: readonly PulseTenant[];
  readonly registrations: readonly Registration[];
  /** Without what bundles brought along. */
  readonly subscriptions: readonly Subscription[];
  readonly tenants: readonly DataCloudTenant[];
  readonly usages: readonly Usage[];
  readonly counts: Readonly<Record<"customers" | "companies" | "registrations" | "subscriptions" | "tenants", number>>;
  customer(id: string): Customer | undefined;
  byExternalId(externalId: string): readonly Customer[];
  companiesByCompanyId(companyId: string): readonly Organization[];
  registrationsOf(customerId: string): readonly Registration[];
  subscriptionsOf(customerId: string): readonly Subscription[];
}

/** `settled` lets happen what is due, before anybody looks. */
export function viewOf(state: State, clock: Clock, settled: () => void): WorldView {
  const look = <Value>(read: () => Value): Value => {
    settled();
    return read();
  };
  const ofType = (wanted: Organization["type"]) => look(() => Object.values(state.organizations).filter(({ type }) => type === wanted));
  const customers = () => look(() => ownCustomers(state));
  const isMine = ({ customerId }: { customerId: string }): boolean => state.customers[customerId]?.foreign === false;
  const registrations = () => look(() => Object.values(state.registrations).filter(isMine));
  const subscriptions = () => look(() => Object.values(state.subscriptions).filter((one) => isMine(one) && one.bundleOf === null));
  const tenants = () => look(() => Object.values(state.tenants));
  return {
    get now() {
      return clock.now();
    },
    get customers() {
      return customers();
    },
    get companies() {
      return ofType("Company");
    },
    get resellers() {
      return ofType("Reseller");
    },
    get pulseTenants() {
      return look(() => Object.values(state.pulseTenants));
    },
    get registrations() {
      return registrations();
    },
    get subscriptions() {
      return subscriptions();
    },
    get tenants() {
      return tenants();
    },
    get usages() {
      return state.usages;
    },
    get counts() {
      return {
        customers: customers().length,
        companies: ofType("Company").length,
        registrations: registrations().length,
        subscriptions: subscriptions().length,
        tenants: tenants().length,
      };
    },
    customer: (id) => customers().find((one) => one.id === id),
    byExternalId: (externalId) => customers().filter(({ crmId }) => crmId === externalId),
    companiesByCompanyId: (companyId) => ofType("Company").filter((one) => one.companyId === companyId),
    registrationsOf: (customerId) => registrations().filter((one) => one.customerId === customerId),
    subscriptionsOf: (customerId) => subscriptions().filter((one) => one.customerId === customerId),
  };
}

export function shownWorld(world: WorldView): object {
  const { now, customers, companies, resellers, pulseTenants, registrations, subscriptions, tenants, usages, counts } = world;
  return {
    now: new Date(now).toISOString(),
    counts,
    customers,
    companies,
    resellers,
    pulseTenants,
    registrations,
    subscriptions,
    tenants,
    usages,
  };
}
