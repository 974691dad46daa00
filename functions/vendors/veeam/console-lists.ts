import { type ConsoleCalls, filterOf, query } from "./console-calls.ts";
import { customerOfOrganization, customerOfTenant, Organization, PulseTenant } from "./console-objects.ts";
import { isSameTenant } from "./ids.ts";
import type { Customer } from "./objects.ts";
import type { CustomerQuery, Found } from "./port.ts";
import { plain } from "./spellings.ts";
import type { CallName } from "./verdicts.ts";

/** What the console's lists show of companies and Pulse tenants. */
export interface ConsoleLists {
  /** Companies and resellers that carry our marker. */
  ofMarker(call: CallName, marker: string): Promise<readonly Organization[]>;
  /** The Pulse tenant that a company is or gets mapped to. */
  tenantOf(call: CallName, companyUid: string): Promise<PulseTenant | undefined>;
  find(wanted: CustomerQuery): Promise<Found>;
}

export function consoleLists(calls: ConsoleCalls): ConsoleLists {
  const organizations = (call: CallName, filter: string) =>
    calls.list({ call, method: "GET", path: `/organizations${query({ filter })}` }, Organization);
  // Pulse tenants take no filter (veeam-api.md, 10).
  const tenants = (call: CallName) => calls.list({ call, method: "GET", path: "/pulse/tenants" }, PulseTenant);

  const ofMarker = async (call: CallName, marker: string): Promise<readonly Organization[]> =>
    (await organizations(call, filterOf("companyId", marker))).filter(({ companyId }) => companyId === marker);

  return {
    ofMarker,
    tenantOf: async (call, companyUid) => mappedTo(companyUid, await tenants(call)),
    find: async (wanted) => {
      const marked = await ofMarker("findCustomer", wanted.marker);
      if (marked.length > 0 && marked.every(({ veeamTenantId }) => veeamTenantId !== undefined)) {
        return { ours: marked.map(customerOfOrganization), alike: [] };
      }
      const all = await tenants("findCustomer");
      // A company learns its tenant's id only when the mapping is done.
      const ours = marked
        .map((company) => ({
          ...customerOfOrganization(company),
          tenantId: company.veeamTenantId ?? idOf(mappedTo(company.instanceUid, all)),
        }))
        .filter(({ tenantId }) => tenantId !== undefined);
      if (marked.length > 0) return { ours, alike: [] };
      return { ours: [], alike: alikeOf(wanted, await organizations("findCustomer", filterOf("name", wanted.name, "ignorecase")), all) };
    },
  };
}

const idOf = (tenant: PulseTenant | undefined): string | undefined => tenant?.instanceUid;

const mappedTo = (companyUid: string, tenants: readonly PulseTenant[]): PulseTenant | undefined =>
  tenants.find(({ mappedMasterOrganizationUid }) => mappedMasterOrganizationUid === companyUid);

/** Companies and Pulse tenants of the same name, and a tenant that was named; each tenant once. */
function alikeOf(wanted: CustomerQuery, companies: readonly Organization[], tenants: readonly PulseTenant[]): readonly Customer[] {
  const named = companies.filter(({ name }) => plain(name) === plain(wanted.name)).map(customerOfOrganization);
  const others = tenants
    .filter(({ instanceUid, name }) => isSameTenant(instanceUid, wanted.tenantId) || plain(name) === plain(wanted.name))
    .filter(({ instanceUid }) => !named.some(({ tenantId }) => isSameTenant(tenantId, instanceUid)))
    .map(customerOfTenant);
  return [...named, ...others];
}
