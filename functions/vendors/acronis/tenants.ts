import * as z from "zod";
import { Transient } from "../../errors.ts";
import type { VendorAnswer } from "../http.ts";
import { codeOf, isEmptyOrJson } from "./answers.ts";
import { newTenantBody, productionBody, tenantChangeBody } from "./bodies.ts";
import { type Calls, pathOf, query } from "./calls.ts";
import { alive, everyPage } from "./lists.ts";
import { ListedTenant, Pricing, Tenant } from "./objects.ts";
import type { Acronis } from "./port.ts";
import { refusal } from "./verdicts.ts";

type Tenants = Pick<
  Acronis,
  | "ownTenantId"
  | "readTenant"
  | "childrenOf"
  | "subtreeOf"
  | "createTenant"
  | "updateTenant"
  | "deleteTenant"
  | "readPricing"
  | "switchToProduction"
>;

/** Tenants, from creation to deletion, and their pricing mode (acronis-api.md, 6). */
export const tenantsOf = (calls: Calls): Tenants => ({
  ownTenantId: async () => {
    const own = pathOf`/clients/${await calls.clientId()}`;
    return (await calls.read({ operation: "ownTenantId", method: "GET", path: own }, z.object({ tenant_id: z.string().min(1) }))).tenant_id;
  },
  readTenant: (tenantId) => calls.read({ operation: "readTenant", method: "GET", path: pathOf`/tenants/${tenantId}` }, Tenant),
  childrenOf: async (parentId) => {
    const filters = { parent_id: parentId, lod: "full" };
    return alive(await everyPage(calls, { operation: "childrenOf", path: "/tenants", filters }, ListedTenant));
  },
  subtreeOf: async (rootId) => {
    const filters = { subtree_root_id: rootId, lod: "basic" };
    return alive(await everyPage(calls, { operation: "subtreeOf", path: "/tenants", filters }, ListedTenant));
  },
  createTenant: (tenant) =>
    calls.read({ operation: "createTenant", method: "POST", path: "/tenants", body: newTenantBody(tenant) }, Tenant),
  updateTenant: async (tenantId, change) => {
    const call = { operation: "updateTenant", method: "PUT", path: pathOf`/tenants/${tenantId}` } as const;
    const tenant = await calls.read({ ...call, body: tenantChangeBody(change) }, Tenant);
    if (tenant.enabled !== (change.enabled ?? tenant.enabled)) throw new Transient("updateTenant was answered well and changed nothing");
    return tenant;
  },
  deleteTenant: async (tenantId, version) => {
    const operation = "deleteTenant";
    const path = pathOf`/tenants/${tenantId}` + query({ version: String(version) });
    const answer = await calls.answer({ operation, method: "DELETE", path });
    if (isGone(answer)) return;
    if (answer.status < 200 || answer.status > 299) throw refusal(operation, answer);
    if (!isEmptyOrJson(answer.text)) throw new Transient(`${operation} gave an answer that cannot be read`);
  },
  readPricing: (tenantId) => calls.read({ operation: "readPricing", method: "GET", path: pathOf`/tenants/${tenantId}/pricing` }, Pricing),
  switchToProduction: async (tenantId, pricing) => {
    const call = { operation: "switchToProduction", method: "PUT", path: pathOf`/tenants/${tenantId}/pricing` } as const;
    const { mode } = await calls.read({ ...call, body: productionBody(pricing) }, Pricing);
    if (mode !== "production") throw new Transient("switchToProduction was answered well and changed nothing");
  },
});

// Only Acronis itself may say that a tenant is gone; a page without its code comes from something in between.
const isGone = ({ status, text }: VendorAnswer): boolean => {
  const code = codeOf(text);
  return code === "1005" || (status === 404 && code === "404");
};
