import { randomUUID } from "node:crypto";
import type { State } from "./state.ts";

// The disaster recovery storage of Acronis' own sandbox, whose id its Python examples leave out by name (sheet 9.7).
const secondRecovery = "ba2976d0-c13e-4661-ae60-b4593583fce2";

/**
 * Two locations of the platform. "several" gives the first one two backup storages and the second one another, as a data
 * centre has; "one" leaves a single backup storage, as the vendor's developer sandbox does.
 */
export function seedStorages(state: State, ownerId: string, storages: "several" | "one"): void {
  const location = (name: string): string => {
    const id = randomUUID();
    state.locations[id] = { id, owner_tenant_id: ownerId, platform_owned: true, name, version: 1 };
    return id;
  };
  const storage = (location_id: string, name: string, capability: string, id: string = randomUUID()): void => {
    const host = `${name.toLowerCase().replaceAll(" ", "-")}.storage.example`;
    state.infra[id] = {
      ...{ id, owner_tenant_id: ownerId, location_id, platform_owned: true, name, url: `https://${host}`, capabilities: [capability] },
      ...{ content_url: `https://${host}/content`, content_mobile_url: `https://${host}/mobile`, backend_type: "acronis", version: 1 },
    };
  };
  const frankfurt = location("Frankfurt");
  const zurich = location("Zurich");
  storage(frankfurt, "Frankfurt Backup 1", "backup");
  if (storages === "several") storage(frankfurt, "Frankfurt Backup 2", "backup");
  storage(frankfurt, "Frankfurt Recovery", "disaster_recovery");
  storage(frankfurt, "Frankfurt Files", "files_cloud");
  if (storages === "several") storage(zurich, "Zurich Backup", "backup");
  storage(zurich, "Zurich Recovery", "disaster_recovery", secondRecovery);
}
