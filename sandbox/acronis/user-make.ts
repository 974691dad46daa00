import { randomUUID } from "node:crypto";
import { stamp } from "./clock.ts";
import { blankContact } from "./contact.ts";
import { nextNumber, type State, type Tenant, type User } from "./state.ts";
import { addTenant } from "./tenant-make.ts";

/** A new user has no role; in a customer or unit it gets a personal tenant (sheet 6.1, 7.1). */
export function addUser(state: State, tenant: Tenant, login: string): User {
  const id = randomUUID();
  const at = stamp();
  const personal = tenant.kind === "customer" || tenant.kind === "unit";
  const user: User = {
    id,
    number: nextNumber(state),
    version: 1,
    created_at: at,
    updated_at: at,
    deleted_at: null,
    tenant_id: tenant.id,
    personal_tenant_id: personal
      ? addTenant(state, {
          name: login,
          kind: "unit",
          parent_id: tenant.id,
          owner_id: id,
        }).id
      : null,
    login,
    password: null,
    activated: false,
    enabled: true,
    contact: blankContact("user"),
    language: "en",
    idp_id: tenant.default_idp_id,
    external_id: null,
    origin_id: null,
    origin_external_id: null,
    disable_after: null,
    business_types: [],
    notifications: ["quota", "reports", "backup_daily_report"],
    mfa_enabled: false,
    policies: [],
  };
  state.users[id] = user;
  return user;
}
