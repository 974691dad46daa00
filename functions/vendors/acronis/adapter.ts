import * as z from "zod";
import type { Clock } from "../../clock.ts";
import { Transient } from "../../errors.ts";
import type { Instance } from "../../instances/instance.ts";
import type { Credentials, Instances } from "../../instances/ports.ts";
import type { Http } from "../http.ts";
import { pausing } from "../pauses.ts";
import { tokens } from "../tokens.ts";
import { codeOf, jsonOf } from "./answers.ts";
import { itemsBody, newTenantBody, newUserBody, productionBody, rolesBody, tenantChangeBody } from "./bodies.ts";
import { type Calls, callsOf, pathOf, query } from "./calls.ts";
import { byIds, everyPage, listOf } from "./lists.ts";
import { ListedTenant, OfferingItem, Pricing, Tenant, User } from "./objects.ts";
import type { Acronis, AcronisOf } from "./port.ts";
import { type StorageMemory, storageMemory } from "./storages.ts";
import { refusal } from "./verdicts.ts";

/** What the adapter needs; it reads secrets and notes pauses, nothing else. */
export interface AcronisNeeds {
  readonly http: Http;
  readonly credentials: Credentials;
  readonly instances: Pick<Instances, "throttle">;
  readonly clock: Clock;
}

/** Acronis over HTTP. Made once a container: tokens, pauses and storages are kept in its memory, each by instance. */
export function acronis({ http, credentials, instances, clock }: AcronisNeeds): AcronisOf {
  const pausingOf = pausing({ instances, clock });
  const tokensOf = tokens({ credentials, clock });
  const storages = storageMemory(clock);
  return (instance) => {
    const calls = callsOf(instance, pausingOf(instance, http), tokensOf);
    return { ...tenantsOf(calls), ...usersOf(calls), ...itemsOf(calls, { instance, storages }) };
  };
}

type Tenants = Pick<
  Acronis,
  "ownTenantId" | "readTenant" | "childrenOf" | "createTenant" | "updateTenant" | "readPricing" | "switchToProduction"
>;

const tenantsOf = (calls: Calls): Tenants => ({
  ownTenantId: async () => {
    const own = pathOf`/clients/${await calls.clientId()}`;
    return (await calls.read({ operation: "ownTenantId", method: "GET", path: own }, z.object({ tenant_id: z.string().min(1) }))).tenant_id;
  },
  readTenant: (tenantId) => calls.read({ operation: "readTenant", method: "GET", path: pathOf`/tenants/${tenantId}` }, Tenant),
  childrenOf: async (parentId) => {
    const filters = { parent_id: parentId, lod: "full" };
    return alive(await everyPage(calls, { operation: "childrenOf", path: "/tenants", filters }, ListedTenant));
  },
  createTenant: (tenant) =>
    calls.read({ operation: "createTenant", method: "POST", path: "/tenants", body: newTenantBody(tenant) }, Tenant),
  updateTenant: (tenantId, change) =>
    calls.read({ operation: "updateTenant", method: "PUT", path: pathOf`/tenants/${tenantId}`, body: tenantChangeBody(change) }, Tenant),
  readPricing: (tenantId) => calls.read({ operation: "readPricing", method: "GET", path: pathOf`/tenants/${tenantId}/pricing` }, Pricing),
  switchToProduction: async (tenantId, pricing) => {
    const call = { operation: "switchToProduction", method: "PUT", path: pathOf`/tenants/${tenantId}/pricing` } as const;
    const { mode } = await calls.read({ ...call, body: productionBody(pricing) }, Pricing);
    if (mode !== "production") throw new Transient("switchToProduction was answered well and changed nothing");
  },
});

type Users = Pick<Acronis, "checkLogin" | "createUser" | "usersOf" | "readUser" | "updateUser" | "setRoles" | "sendActivation">;

const usersOf = (calls: Calls): Users => ({
  checkLogin: async (login) => {
    const answer = await calls.answer({ operation: "checkLogin", method: "GET", path: `/users/check_login${query({ username: login })}` });
    if (answer.status === 204) return "free";
    if (answer.status === 409) return "taken";
    if (answer.status === 406 || codeOf(answer.text) === "1033") return "unacceptable";
    // A good answer that is not the one agreed says nothing of the login.
    if (answer.status >= 200 && answer.status <= 299) throw new Transient(`checkLogin answered ${answer.status}`);
    throw refusal("checkLogin", answer);
  },
  createUser: (user) => calls.read({ operation: "createUser", method: "POST", path: "/users", body: newUserBody(user) }, User),
  usersOf: async (tenantId) => {
    const { items: ids } = await calls.read(
      { operation: "usersOf", method: "GET", path: pathOf`/tenants/${tenantId}/users` },
      listOf(z.string()),
    );
    return alive(await byIds(calls, { operation: "usersOf", path: "/users", ids }, User));
  },
  readUser: (userId) => calls.read({ operation: "readUser", method: "GET", path: pathOf`/users/${userId}` }, User),
  updateUser: (userId, { version, contact }) =>
    calls.read({ operation: "updateUser", method: "PUT", path: pathOf`/users/${userId}`, body: { version, contact } }, User),
  setRoles: async (userId, tenantId, roles) => {
    const call = { operation: "setRoles", method: "PUT", path: pathOf`/users/${userId}/access_policies` } as const;
    const { items } = await calls.read({ ...call, body: rolesBody(userId, tenantId, roles) }, listOf(Policy));
    const given = new Set(items.map(({ role_id }) => role_id));
    if (roles.some((role) => !given.has(role))) throw new Transient("setRoles was answered well and changed nothing");
  },
  sendActivation: async (userId) => {
    const call = { operation: "sendActivation", method: "POST", path: pathOf`/users/${userId}/send-activation-email` } as const;
    const { text } = await calls.done({ ...call, body: {} });
    // 204 has no body (5); JSON is tolerated, but a page of something in between is no answer of Acronis.
    if (text.trim() !== "" && jsonOf(text) === undefined) throw new Transient("sendActivation gave an answer that cannot be read");
  },
});

const Policy = z.object({ role_id: z.string() });

type Items = Pick<Acronis, "itemsOnOffer" | "itemsOf" | "putItems" | "storages">;

// Without an edition Acronis shows the old `standard` one, of which today's items are no part (acronis-api.md, 0.3).
const itemsOf = (calls: Calls, { instance, storages }: { readonly instance: Instance; readonly storages: StorageMemory }): Items => ({
  itemsOnOffer: async (parentId, kind, edition) => {
    const onOffer = pathOf`/tenants/${parentId}/offering_items/available_for_child` + query({ kind, edition });
    return (await calls.read({ operation: "itemsOnOffer", method: "GET", path: onOffer }, listOf(OfferingItem))).items;
  },
  itemsOf: async (tenantId) => {
    const all = pathOf`/tenants/${tenantId}/offering_items` + query({ edition: "*" });
    return (await calls.read({ operation: "itemsOf", method: "GET", path: all }, listOf(OfferingItem))).items;
  },
  putItems: async (tenantId, items) => {
    const call = { operation: "putItems", method: "PUT", path: pathOf`/tenants/${tenantId}/offering_items` } as const;
    return (await calls.read({ ...call, body: itemsBody(items) }, listOf(OfferingItem))).items;
  },
  storages: (parentId, ids) => storages.find(calls, { instanceId: instance.instanceId, parentId }, ids),
});

const alive = <Item extends { readonly deleted_at?: string | undefined }>(items: readonly Item[]): readonly Item[] =>
  items.filter(({ deleted_at }) => deleted_at === undefined);
