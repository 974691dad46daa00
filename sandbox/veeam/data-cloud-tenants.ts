import { randomUUID } from "node:crypto";
import { assertOwnDomain, domainOf, invalid } from "./domains.ts";
import { customerOf } from "./customers.ts";
import { Refused } from "./errors.ts";
import type { Site } from "./exchange.ts";
import { schedule } from "./schedule.ts";
import type { DataCloudTenant, State, Subscription } from "./state.ts";

/** What a person enters in the portal of Veeam Data Cloud (sheet 6.2, 6.3). */
export interface TenantForm {
  readonly customerId: string;
  readonly method: "Direct Onboarding" | "Send an invite";
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly region?: string | undefined;
  readonly retentionDays?: number | undefined;
}

const oneYear = 365;

/** Adds the customer's Microsoft 365 tenant. The first one decides who manages: the partner, or the customer who was invited. */
export function addTenant(site: Site, form: TenantForm): DataCloudTenant {
  const { state, clock, rules } = site;
  const customer = customerOf(state, form.customerId);
  if (!customer.vdcRegistered) throw new Refused(409, "The customer is not registered for VDC.", { code: "NotRegistered" });
  const isInvite = form.method === "Send an invite";
  if (isInvite) assertInvitable(form.email ?? "", customer.domain);
  const first = tenantsOf(state, customer.id)[0];
  const tenant: DataCloudTenant = {
    id: randomUUID(),
    customerId: customer.id,
    subscriptionId: activeOf(state, customer.id)?.id ?? null,
    name: isInvite ? (form.email ?? "") : (form.name ?? customer.name),
    status: isInvite ? "Invite Sent" : "Provisioning",
    isDelegated: first?.isDelegated ?? !isInvite,
    region: form.region ?? "West Europe",
    retentionDays: form.retentionDays ?? oneYear,
    addedAt: clock.now(),
  };
  state.tenants[tenant.id] = tenant;
  if (!isInvite) schedule(site, "tenant", tenant.id, rules.pace.provisioning);
  return tenant;
}

/** Invitations go to addresses in the customer's domain only (sheet 3.2). */
function assertInvitable(email: string, domain: string | null): void {
  assertOwnDomain(domainOf(email), "email");
  if (domain !== null && domainOf(email) !== domain) throw invalid("Invitations go to addresses in the customer's domain only.", "email");
}

/** The customer's Global Admin signs in and accepts (sheet 6.2, 6.3). */
export function acceptConsent(site: Site, customerId: string): DataCloudTenant {
  const waiting = tenantsOf(site.state, customerId).find(({ status }) => status === "Invite Sent" || status === "Provisioning");
  if (waiting === undefined) throw new Refused(409, "No tenant waits for a consent.", { code: "NothingToAccept" });
  waiting.status = "Provisioned";
  return waiting;
}

/** Retention can be raised, never lowered (sheet 6.2). */
export function setRetention({ state }: Site, tenantId: string, retentionDays: number): DataCloudTenant {
  const tenant = state.tenants[tenantId];
  if (tenant === undefined) throw new Refused(404, "There is no such tenant.", { code: "NotFound" });
  if (retentionDays < tenant.retentionDays) throw invalid("Retention can be raised, never lowered.", "retentionDays");
  tenant.retentionDays = retentionDays;
  return tenant;
}

export function advanceTenant({ state }: Site, id: string): void {
  const tenant = state.tenants[id];
  if (tenant?.status === "Provisioning" || tenant?.status === "Reactivating") tenant.status = "Provisioned";
}

/** A canceled subscription keeps its tenants in retention, then lets them go (sheet 5.5, 8). */
export function retainTenants({ state }: Site, { id }: Subscription, status: "In retention" | "Deleting" = "In retention"): void {
  for (const tenant of Object.values(state.tenants)) if (tenant.subscriptionId === id) tenant.status = status;
}

/** A tenant in retention returns by itself with the next subscription of its workload (sheet 5.5). */
export function bringBackTenants({ state }: Site, subscription: Subscription): void {
  for (const tenant of tenantsOf(state, subscription.customerId)) {
    if (tenant.status !== "In retention") continue;
    tenant.status = "Provisioned";
    tenant.subscriptionId = subscription.id;
  }
}

export function tenantsOf(state: State, customerId: string): readonly DataCloudTenant[] {
  return Object.values(state.tenants).filter((tenant) => tenant.customerId === customerId);
}

function activeOf(state: State, customerId: string): Subscription | undefined {
  return Object.values(state.subscriptions).find(
    (one) => one.customerId === customerId && one.status === "Active" && one.bundleOf === null,
  );
}
