import { randomUUID } from "node:crypto";
import { addCustomer } from "./customers.ts";
import { Clock } from "./clock.ts";
import type { Site } from "./exchange.ts";
import { addOrganization } from "./organizations.ts";
import { productNamed } from "./products.ts";
import { endOfDay } from "./pulse.ts";
import { usualRules } from "./rules.ts";
import type { State } from "./state.ts";
import { addSubscription } from "./subscription-request.ts";

export interface Seed {
  readonly apiKey: string;
  readonly userName: string;
  readonly password: string;
  /** The second factor's code; null signs in without one. */
  readonly mfaCode: string | null;
  readonly agreement: string;
  readonly providerName: string;
}

const day = 86_400_000;

/** The world at the start: a provider with an agreement and no customers, and somebody else's customer to be a duplicate of. */
export function seedState(seed: Seed, clock = new Clock(1, 0)): State {
  const state = emptyState(seed, clock.now());
  const provider = addOrganization(state, { type: "Provider", input: { name: seed.providerName }, at: clock.now() });
  state.providerUid = provider.instanceUid;
  const site: Site = { state, clock, rules: usualRules, url: () => "", perform: () => ({ status: 500 }), changed: () => undefined };
  seedTwin(site);
  return state;
}

function emptyState({ apiKey, userName, password, mfaCode, agreement }: Seed, now: number): State {
  return {
    format: 1,
    aheadMs: 0,
    // Ids look like those of Veeam's samples from the first one on (sheet 3.5, 5.2).
    counters: { customer: 18 * 3844 + 3 * 62, registration: 0, subscription: 173 },
    installationId: randomUUID(),
    providerUid: "",
    siteUid: randomUUID(),
    agreement,
    apiKey,
    userName,
    agenda: [{ at: now, kind: "synchronisation", id: "" }],
    customers: {},
    registrations: {},
    subscriptions: {},
    tenants: {},
    usages: [],
    organizations: {},
    pulseTenants: {},
    pulse: {
      status: "Configured",
      isCompanyMappingEnabled: true,
      isLicenseManagementEnabled: true,
      isPushingNewCompaniesToPulseEnabled: false,
      lastUpdateAt: now,
      tokenExpiresAt: endOfDay(now + 180 * day),
    },
    apiKeys: { [apiKey]: { key: apiKey, name: "Service manager", readOnly: false, expiresAt: null } },
    users: { [userName]: { uid: randomUUID(), userName, password, mfaCode } },
    tokens: {},
    actions: {},
    repeats: {},
    mails: [],
  };
}

/** Another provider's customer, registered and with all of Microsoft 365: whoever is found to be the same is a duplicate. */
function seedTwin(site: Site): void {
  const twin = addCustomer(site, { name: "Foreign Customer", country: "Germany", domain: "foreign.example" });
  Object.assign(twin, { foreign: true, status: "Active", verification: "Verified", vdcRegistered: true });
  const product = productNamed("VDC for Microsoft 365 Premium Plus");
  if (product === undefined) throw new Error("the catalogue lacks a product");
  const partnerContact = { firstName: "Fred", lastName: "Foreign", email: "fred@foreign-partner.example" };
  const form = { product: product.name, partnerContact };
  const subscription = addSubscription(site, twin.id, { product, form, bundleOf: null, ratio: null });
  subscription.status = "Active";
}
