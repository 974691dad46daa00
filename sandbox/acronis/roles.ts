import { badRequest, platformError } from "./errors.ts";
import type { Tenant } from "./state.ts";
import type { TenantKind } from "./records-of-people.ts";

const everywhere: readonly TenantKind[] = ["root", "partner", "folder", "customer", "unit"];
const resellers: readonly TenantKind[] = ["partner", "folder"];
const customers: readonly TenantKind[] = ["customer", "unit"];

// Where each role fits (sheet 7.4). Read-only roles are given to partners' users too, as a distributor's connector does.
const rolesFit: ReadonlyMap<string, readonly TenantKind[]> = new Map(
  Object.entries({
    root_admin: ["root"],
    partner_admin: resellers,
    hci_admin: resellers,
    company_admin: ["customer"],
    unit_admin: ["unit"],
    readonly_admin: everywhere,
    protection_ro_admin: everywhere,
    protection_admin: customers,
    restore_operator: customers,
    backup_user: customers,
    sync_share_admin: customers,
    sync_share_user: customers,
    sync_share_guest: customers,
    pds_operator: everywhere,
    pds_support: everywhere,
    notary_admin: everywhere,
    notary_user: everywhere,
    omnivoice_admin: everywhere,
    omnivoice_user: everywhere,
    greathorn_admin: everywhere,
    greathorn_user: everywhere,
    greathorn_analyst: everywhere,
    greathorn_client_manager: everywhere,
  }),
);

/** A role must exist and suit the kind of tenant it is given for. */
export function assertRoleFits(role: string, tenant: Tenant): void {
  const kinds = rolesFit.get(role);
  if (kinds === undefined) throw badRequest(`items.role_id: '${role}' is not a role`);
  if (!kinds.includes(tenant.kind))
    throw platformError(1027, { info: `The role '${role}' does not fit a tenant of kind '${tenant.kind}'.` });
}
