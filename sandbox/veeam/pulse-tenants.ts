import * as z from "zod";
import { badRequest, notFound, Refused } from "./errors.ts";
import { type Answer, consoleRoute, data, type Exchange, param, type Route, textParam } from "./exchange.ts";
import { patched } from "./json-patch.ts";
import { listed, shownOne } from "./listing.ts";
import { beginMapping, startMapping, unmap } from "./mapping.ts";
import { addOrganization } from "./organizations.ts";
import { shownOrganization } from "./organization-input.ts";
import { assertConnected } from "./pulse.ts";
import type { Organization, PulseTenant } from "./state.ts";
import { without } from "./without.ts";

/** Pulse tenants as the console knows them, and their companies (sheet 10). There is no DELETE, and nothing about VDC. */
export const pulseTenantRoutes: readonly Route[] = [
  consoleRoute("GET", "/pulse/tenants", listTenants),
  consoleRoute("POST", "/pulse/tenants", createTenant, { accepts: "nothing" }),
  consoleRoute("GET", "/pulse/tenants/{tenantUid}", (exchange) => shownOne(exchange, shown(tenantOf(exchange)))),
  consoleRoute("PATCH", "/pulse/tenants/{tenantUid}", patchTenant),
  consoleRoute("POST", "/pulse/tenants/{tenantUid}/createCompany", createCompany, { accepts: "nothing" }),
];

function shown(tenant: PulseTenant): Record<string, unknown> {
  return without(tenant, "createdAt", "plannedMessage");
}

function listTenants(exchange: Exchange): Answer {
  const visible = Object.values(exchange.state.pulseTenants).filter(({ createdAt }) => createdAt <= exchange.listedUntil);
  return listed(exchange, visible.map(shown));
}

function tenantOf(exchange: Exchange): PulseTenant {
  const tenant = exchange.state.pulseTenants[param(exchange, "tenantUid")];
  if (tenant === undefined) throw notFound("There is no such Pulse tenant.");
  return tenant;
}

function companyNamed({ state }: Exchange, uid: string | null, field: string): Organization {
  if (uid === null) throw badRequest(`'${field}' is required.`, field);
  const company = state.organizations[uid];
  if (company?.type !== "Company") throw notFound("There is no such company.");
  return company;
}

/** `rewriteExisting` means: adopt the tenant of the same name (sheet 10.3, 21). */
function createTenant(exchange: Exchange): Answer {
  assertConnected(exchange);
  const company = companyNamed(exchange, textParam(exchange, "companyUid"), "companyUid");
  const rewriteExisting = textParam(exchange, "rewriteExisting")?.toLowerCase() === "true";
  return data(shown(beginMapping(exchange.site, company, { outcomes: exchange.outcomes, rewriteExisting })));
}

const patchable = {
  mappedMasterOrganizationUid: z.string().nullable(),
  mergedOrganizationUids: z.array(z.string()),
};

/** Maps to a company, unmaps with null, merges companies into a mapped one (sheet 10.3). */
function patchTenant(exchange: Exchange): Answer {
  assertConnected(exchange);
  const tenant = tenantOf(exchange);
  const { mappedMasterOrganizationUid: master, mergedOrganizationUids: merged } = patched(exchange, patchable);
  if (typeof master === "string") startMapping(exchange.site, tenant, companyNamed(exchange, master, "companyUid"), exchange.outcomes);
  if (master === null) unmap(exchange.state, tenant);
  if (Array.isArray(merged)) {
    if (tenant.mappedMasterOrganizationUid === null) throw new Refused(409, "Only a mapped tenant has merged companies.");
    tenant.mergedOrganizationUids = merged.map((uid) => companyNamed(exchange, String(uid), "mergedOrganizationUids").instanceUid);
  }
  return data(shown(tenant));
}

/** The other way round: a company for a customer that was made in Pulse. */
function createCompany(exchange: Exchange): Answer {
  assertConnected(exchange);
  const { state, site, version, outcomes } = exchange;
  const tenant = tenantOf(exchange);
  if (textParam(exchange, "siteUid") !== state.siteUid) throw badRequest("'siteUid' must name a site.", "siteUid");
  if (tenant.mappedMasterOrganizationUid !== null) throw new Refused(409, "The Pulse tenant is mapped already.");
  const company = addOrganization(state, { type: "Company", input: { name: tenant.name }, at: site.clock.now() });
  startMapping(site, tenant, company, outcomes);
  return data(shownOrganization(company, version));
}
