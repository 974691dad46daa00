import { randomUUID } from "node:crypto";
import { newClient } from "./clients.ts";
import { seedPricingInfo } from "./settings.ts";
import type { State } from "./state.ts";
import { addTenant } from "./tenant-make.ts";
import { switchAllOn } from "./seed-items.ts";
import { seedMany } from "./seed-many.ts";
import { seedStorages } from "./seed-storages.ts";
import { activate, administrator } from "./seed-people.ts";
import { addUser } from "./user-make.ts";

export interface Seed {
  readonly rootName: string;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly storages: "several" | "one";
  /** About how many offering items the distributor may sell; as many as there are unless told. */
  readonly offeringItems?: number | undefined;
  readonly priceCurrency?: string | undefined;
}

/** The world at the start: a distributor with everything on, and another one that is none of its business (sheet 6.1). */
export function seedState({ rootName, clientId, clientSecret, storages, offeringItems = 0, priceCurrency = "EUR" }: Seed): State {
  const vendorRootId = randomUUID();
  const state = emptyState(vendorRootId);
  addTenant(state, { id: vendorRootId, name: "Acronis", kind: "root", parent_id: vendorRootId });
  seedStorages(state, vendorRootId, storages);
  const root = addTenant(state, { name: rootName, kind: "partner", parent_id: vendorRootId });
  const foreign = addTenant(state, { name: "Foreign Distribution", kind: "partner", parent_id: vendorRootId });
  addTenant(state, { name: "Foreign Customer", kind: "customer", parent_id: foreign.id });
  switchAllOn(state, foreign);
  seedMany(state, vendorRootId, offeringItems);
  switchAllOn(state, root);
  const secret = clientSecret === undefined ? {} : { client_secret: clientSecret };
  const client = newClient(root.id, { created_by: vendorRootId, client_id: clientId ?? randomUUID(), ...secret });
  client.data = { client_name: "Service manager" };
  state.clients[client.client_id] = client;
  const person = addUser(state, root, administrator.login);
  activate(person, root.id);
  seedPricingInfo(state, root.id, priceCurrency);
  return { ...state, rootTenantId: root.id, rootClientId: client.client_id };
}

function emptyState(vendorRootId: string): State {
  return {
    format: 1,
    vendorRootId,
    rootTenantId: "",
    rootClientId: "",
    counter: 1e3,
    lastVersion: 0,
    tenants: {},
    users: {},
    items: {},
    clients: {},
    tokens: {},
    infra: {},
    locations: {},
    registrationTokens: {},
    reports: {},
    usages: {},
    settings: {},
    mails: [],
    catalogue: { names: 0, added: {}, applications: {}, storages: {} },
    prices: { readable: true, currency: null, changes: {} },
  };
}
