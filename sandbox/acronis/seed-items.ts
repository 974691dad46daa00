import { applications, type Definition } from "./catalogue.ts";
import { stamp } from "./clock.ts";
import { definitionsOf } from "./definitions.ts";
import { type ItemRef, keyOf, offItem } from "./offering-item-object.ts";
import type { State, Tenant } from "./state.ts";

/** Every item, bound to every storage it can live on, unlimited. */
export function switchAllOn(state: State, tenant: Tenant): void {
  const at = stamp();
  const rows: State["items"][string] = {};
  for (const definition of definitionsOf(state))
    for (const ref of placesOf(state, tenant.id, definition)) rows[keyOf(ref)] = { ...offItem(ref, at), status: 1 };
  state.items[tenant.id] = rows;
  tenant.applications = Object.values(applications);
}

/** An item without a storage, or once for each storage of the platform or of the tenant that it fits. */
export function placesOf(state: State, tenantId: string, { application_id, name, capability }: Definition): readonly ItemRef[] {
  if (capability === null) return [{ application_id, name, infra_id: null }];
  return Object.values(state.infra)
    .filter(({ capabilities, platform_owned, owner_tenant_id }) => {
      const mayUse = platform_owned || owner_tenant_id === tenantId;
      return mayUse && capabilities.includes(capability);
    })
    .map(({ id }) => ({ application_id, name, infra_id: id }));
}
