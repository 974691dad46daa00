import { randomUUID } from "node:crypto";
import { stamp } from "./clock.ts";
import type { User } from "./state.ts";

/** The person who runs the distributor: signs in with Basic or the password grant. */
export const administrator = { login: "nordwind.admin", password: "Nordwind-Admin-1", email: "admin@nordwind.example" } as const;

export function activate(user: User, tenantId: string): void {
  const at = stamp();
  user.password = administrator.password;
  user.activated = true;
  user.contact = { ...user.contact, firstname: "Nora", lastname: "Nordwind", email: administrator.email, email_confirmed: true };
  user.policies = [
    {
      id: randomUUID(),
      version: 1,
      created_at: at,
      updated_at: at,
      deleted_at: null,
      trustee_id: user.id,
      trustee_type: "user",
      issuer_id: tenantId,
      tenant_id: tenantId,
      role_id: "partner_admin",
    },
  ];
}
