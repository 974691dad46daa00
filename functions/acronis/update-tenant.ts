import { Rejected } from "../errors.ts";
import type { AcronisWork } from "../onboarding/order-at-hand.ts";
import type { Tenant } from "../vendors/acronis/objects.ts";
import type { TenantChange } from "../vendors/acronis/port.ts";
import { sameContact, tenantContact } from "./contact.ts";
import { nameWithCode } from "./create-once.ts";
import { onceMoreOnRace } from "./once-more.ts";

/** Brings a tenant's name, contact and address up to date, and enables it again when it was we who disabled it. */
export const updateTenant = async (work: AcronisWork, tenantId: string): Promise<void> => {
  try {
    await onceMoreOnRace(() => readAndUpdate(work, tenantId, work.mapping.account.name));
  } catch (error) {
    if (!(error instanceof Rejected) || error.reason !== "tenantNameTaken") throw error;
    await onceMoreOnRace(() => readAndUpdate(work, tenantId, nameWithCode(work)));
  }
};

const readAndUpdate = async (work: AcronisWork, tenantId: string, name: string): Promise<void> => {
  const tenant = await work.acronis.readTenant(tenantId);
  if (tenant.deleted_at !== undefined) throw new Rejected("tenantGone");
  const change = changeOf(work, tenant, name);
  if (Object.keys(change).length > 0) await work.acronis.updateTenant(tenantId, { version: tenant.version, ...change });
};

const changeOf = (work: AcronisWork, tenant: Tenant, name: string): Omit<TenantChange, "version"> => {
  const { account, disabled } = work.mapping;
  const contact = tenantContact(account);
  // A tenant that got the account code into its name on a conflict keeps it.
  const named = tenant.name === name || tenant.name === nameWithCode(work);
  return {
    ...(named ? {} : { name }),
    ...(sameContact(tenant.contact, contact) ? {} : { contact }),
    // A tenant that a person disabled in the portal stays as that person left it.
    ...(disabled === true && !tenant.enabled ? { enabled: true } : {}),
  };
};
