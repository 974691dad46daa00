import { Rejected } from "../errors.ts";
import type { AcronisWork } from "../onboarding/order-at-hand.ts";
import type { Ports } from "../ports.ts";
import type { Tenant } from "../vendors/acronis/objects.ts";
import type { TenantChange } from "../vendors/acronis/port.ts";
import { sameContact, tenantContact } from "./contact.ts";
import { nameWithCode } from "./create-once.ts";
import { onceMoreOnRace } from "./once-more.ts";

/** Brings a tenant's name, contact and address up to date, and enables it again when it was we who disabled it. */
export const updateTenant = async (work: AcronisWork, tenantId: string, { mappings }: Pick<Ports, "mappings">): Promise<void> => {
  const name = await upToDate(work, tenantId);
  // The row tells the BSS's user what the tenant is called.
  if (name !== work.mapping.tenantName) await mappings.noteTenant(work.mapping, tenantId, name);
};

const upToDate = async (work: AcronisWork, tenantId: string): Promise<string> => {
  try {
    return await onceMoreOnRace(() => readAndUpdate(work, tenantId, work.mapping.account.name));
  } catch (error) {
    if (!(error instanceof Rejected) || error.reason !== "tenantNameTaken") throw error;
    return onceMoreOnRace(() => readAndUpdate(work, tenantId, nameWithCode(work)));
  }
};

/** Gives the name that the tenant has then. */
const readAndUpdate = async (work: AcronisWork, tenantId: string, name: string): Promise<string> => {
  const tenant = await work.acronis.readTenant(tenantId);
  if (tenant.deleted_at !== undefined) throw new Rejected("tenantGone");
  const change = changeOf(work, tenant, name);
  if (Object.keys(change).length > 0) await work.acronis.updateTenant(tenantId, { version: tenant.version, ...change });
  return change.name ?? tenant.name;
};

const changeOf = (work: AcronisWork, tenant: Tenant, name: string): Omit<TenantChange, "version"> => {
  const { account, disabled, suspended } = work.mapping;
  const contact = tenantContact(account);
  // A tenant that got the account code into its name on a conflict keeps it.
  const named = tenant.name === name || tenant.name === nameWithCode(work);
  return {
    ...(named ? {} : { name }),
    ...(sameContact(tenant.contact, contact) ? {} : { contact }),
    // A tenant that a person disabled in the portal stays as that person left it.
    // One whose subscriptions are all suspended waits for their activation.
    ...(disabled === true && suspended !== true && !tenant.enabled ? { enabled: true } : {}),
  };
};
