import { randomUUID } from "node:crypto";
import { endOfTrial, nextVersion, stamp } from "./clock.ts";
import { blankContact } from "./contact.ts";
import { nextNumber, type State, type Tenant } from "./state.ts";
import { type TenantKind } from "./records-of-people.ts";

export interface NewTenant {
  readonly name: string;
  readonly kind: TenantKind;
  readonly parent_id: string;
  readonly owner_id?: string;
  readonly id?: string;
}

/** A fresh tenant: version 1; a customer starts in trial, a partner in production (sheet 0.3, fact 7). */
export function addTenant(state: State, { name, kind, parent_id, owner_id, id = randomUUID() }: NewTenant): Tenant {
  const at = stamp();
  const inProduction = kind === "partner" || kind === "folder" || kind === "root";
  state.lastVersion = nextVersion(state.lastVersion);
  const tenant: Tenant = {
    id,
    number: nextNumber(state),
    version: 1,
    created_at: at,
    updated_at: at,
    deleted_at: null,
    name,
    kind,
    parent_id,
    owner_id: owner_id ?? null,
    customer_type: "default",
    enabled: true,
    customer_id: null,
    internal_tag: null,
    language: "en",
    default_idp_id: "11111111-1111-1111-1111-111111111111",
    update_lock: {
      enabled: false,
      owner_id: null,
    },
    ancestral_access: true,
    mfa_enabled: false,
    enhanced_security: false,
    external_operation_status: null,
    contact: blankContact("tenant"),
    company_billing_contact: null,
    pricing: {
      mode: inProduction ? "production" : "trial",
      currency: null,
      version: state.lastVersion,
      production_start_date: inProduction ? at : endOfTrial(),
    },
    brand: null,
    applications: [],
  };
  state.tenants[id] = tenant;
  return tenant;
}

/** Every write raises the version by one (sheet 18, point 6). */
export function touch(object: { version: number; updated_at: string }): void {
  object.version += 1;
  object.updated_at = stamp();
}
