import { makeCustomer, ownCustomers } from "./customers.ts";
import { Refused } from "./errors.ts";
import type { Site } from "./exchange.ts";
import { schedule } from "./schedule.ts";
import type { Customer, Organization, Outcomes, PulseTenant, State } from "./state.ts";
import { addPulseTenant } from "./synchronisation.ts";

interface Mapping {
  readonly outcomes: Outcomes;
  readonly rewriteExisting: boolean;
}

/** Makes a Pulse tenant out of a company, or adopts the one of the same name; the mapping then takes its time (sheet 10.3). */
export function beginMapping(site: Site, company: Organization, { outcomes, rewriteExisting }: Mapping): PulseTenant {
  const { state } = site;
  if (company.veeamTenantId !== null) throw new Refused(409, `The company is mapped to the Pulse tenant ${company.veeamTenantId}.`);
  const namesake = rewriteExisting ? ownCustomers(state).find(({ name }) => name === company.name) : undefined;
  const customer = namesake ?? customerFrom(site, company, outcomes);
  const tenant = state.pulseTenants[customer.id] ?? addPulseTenant(site, customer);
  startMapping(site, tenant, company, outcomes);
  return tenant;
}

/** What a company tells Pulse about itself. Whether its third-party key is told is not documented. */
function customerFrom(site: Site, company: Organization, outcomes: Outcomes): Customer {
  const form = {
    name: company.name,
    country: company.locationAdmin0Code ?? company.countryName,
    state: company.regionName,
    city: company.city,
    addressLine: company.street,
    postalCode: company.zipCode,
    domain: company.domain,
    externalId: site.rules.companyIdBecomesCrmId ? company.companyId : null,
  };
  return makeCustomer(site, form, outcomes);
}

export function startMapping(site: Site, tenant: PulseTenant, company: Organization, { mapping }: Outcomes): void {
  if (tenant.mappedMasterOrganizationUid === company.instanceUid) return; // under way already
  if (tenant.mappedMasterOrganizationUid !== null) throw new Refused(409, "The Pulse tenant is mapped to another company.");
  tenant.mappingStatus = "MappingInProggress";
  tenant.mappingStatusMessage = null;
  tenant.mappedMasterOrganizationUid = company.instanceUid;
  tenant.plannedMessage = mapping?.outcome === "fails" ? (mapping.message ?? "The company could not be created in VCSP Pulse.") : null;
  if (mapping?.outcome !== "stuck") schedule(site, "mapping", tenant.instanceUid, site.rules.pace.mapping);
}

/** The mapping ends; the company learns its tenant's id (sheet 3.5, 11). */
export function finishMapping({ state }: Site, id: string): void {
  const tenant = state.pulseTenants[id];
  if (tenant?.mappingStatus !== "MappingInProggress") return;
  tenant.mappingStatusMessage = tenant.plannedMessage;
  if (tenant.plannedMessage !== null) {
    tenant.mappingStatus = "FailedToMap";
    tenant.mappedMasterOrganizationUid = null;
    return;
  }
  tenant.mappingStatus = "Mapped";
  const company = state.organizations[tenant.mappedMasterOrganizationUid ?? ""];
  if (company !== undefined) company.veeamTenantId = tenant.instanceUid;
}

/** Without its master the merged companies stand alone again (sheet 10.3). */
export function unmap(state: State, tenant: PulseTenant): void {
  const company = state.organizations[tenant.mappedMasterOrganizationUid ?? ""];
  if (company !== undefined) company.veeamTenantId = null;
  tenant.mappingStatus = "NotMapped";
  tenant.mappingStatusMessage = null;
  tenant.mappedMasterOrganizationUid = null;
  tenant.mergedOrganizationUids = [];
}
