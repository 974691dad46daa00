import { randomUUID } from "node:crypto";
import { applications, definitions } from "./catalogue.ts";
import { newClient } from "./clients.ts";
import { stamp } from "./clock.ts";
import { type ItemRef, keyOf, offItem } from "./offering-item-object.ts";
import { seedPricingInfo } from "./settings.ts";
import type { State, Tenant } from "./state.ts";
import { addTenant } from "./tenant-make.ts";
import { seedStorages } from "./seed-storages.ts";
import { activate, administrator } from "./seed-people.ts";
import { addUser } from "./user-make.ts";

export interface Seed {
  readonly rootName: string;
  readonly clientId?: string | undefined;
  readonly clientSecret?: string | undefined;
  readonly storages: "several" | "one";
}

/** The world at the start: a distributor with everything on, and another one that is none of its business (sheet 6.1). */
export function seedState({ rootName, clientId, clientSecret, storages }: Seed): State {
  const vendorRootId = randomUUID();
  const state = emptyState(vendorRootId);
  addTenant(state, { id: vendorRootId, name: "Acronis", kind: "root", parent_id: vendorRootId });
  seedStorages(state, vendorRootId, storages);
  const root = addTenant(state, { name: rootName, kind: "partner", parent_id: vendorRootId });
  const foreign = addTenant(state, { name: "Foreign Distribution", kind: "partner", parent_id: vendorRootId });
  addTenant(state, { name: "Foreign Customer", kind: "customer", parent_id: foreign.id });
  for (const partner of [root, foreign]) switchAllOn(state, partner);
  const secret = clientSecret === undefined ? {} : { client_secret: clientSecret };
  const client = newClient(root.id, { created_by: vendorRootId, client_id: clientId ?? randomUUID(), ...secret });
  client.data = { client_name: "Service manager" };
  state.clients[client.client_id] = client;
  const person = addUser(state, root, administrator.login);
  activate(person, root.id);
  seedPricingInfo(state, root.id);
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
  };
}

/** Every item, bound to every storage it can live on, unlimited. */
function switchAllOn(state: State, tenant: Tenant): void {
  const refs: readonly ItemRef[] = definitions.flatMap(({ application_id, name, capability }): ItemRef[] => {
    if (capability === null) return [{ application_id, name, infra_id: null }];
    const fitting = Object.values(state.infra).filter(({ capabilities }) => capabilities.includes(capability));
    return fitting.map(({ id }) => ({ application_id, name, infra_id: id }));
  });
  const updated_at = stamp();
  state.items[tenant.id] = Object.fromEntries(refs.map((ref) => [keyOf(ref), { ...offItem(ref), status: 1, updated_at }]));
  tenant.applications = Object.values(applications);
}
