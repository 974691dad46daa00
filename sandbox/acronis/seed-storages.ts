import type { State } from "./state.ts";

// Ids are fixed, so that scripts may name them. The last is the storage of Acronis' own sandbox that its Python examples leave
// out by id; its shell examples drop the second storage of a sort, in the order of ids (sheet 9.7).
const ids = {
  frankfurt: "10000000-0000-4000-8000-000000000001",
  zurich: "10000000-0000-4000-8000-000000000002",
  frankfurtBackup1: "20000000-0000-4000-8000-000000000001",
  frankfurtBackup2: "20000000-0000-4000-8000-000000000002",
  frankfurtRecovery: "20000000-0000-4000-8000-000000000003",
  frankfurtFiles: "20000000-0000-4000-8000-000000000004",
  zurichBackup: "20000000-0000-4000-8000-000000000005",
  zurichRecovery: "ba2976d0-c13e-4661-ae60-b4593583fce2",
} as const;

/**
 * Two locations of the platform. "several" gives the first one two backup storages and the second one another, as a data
 * centre has; "one" leaves a single backup storage, as the vendor's developer sandbox does.
 */
export function seedStorages(state: State, ownerId: string, storages: "several" | "one"): void {
  for (const [id, name] of [
    [ids.frankfurt, "Frankfurt"],
    [ids.zurich, "Zurich"],
  ] as const) {
    state.locations[id] = { id, owner_tenant_id: ownerId, platform_owned: true, name, version: 1 };
  }
  const storage = (id: string, location_id: string, name: string, capability: string): void => {
    const host = `${name.toLowerCase().replaceAll(" ", "-")}.storage.example`;
    state.infra[id] = {
      id,
      owner_tenant_id: ownerId,
      location_id,
      platform_owned: true,
      name,
      url: `https://${host}`,
      capabilities: [capability],
      content_url: `https://${host}/content`,
      content_mobile_url: `https://${host}/mobile`,
      backend_type: "acronis",
      version: 1,
    };
  };
  storage(ids.frankfurtBackup1, ids.frankfurt, "Frankfurt Backup 1", "backup");
  if (storages === "several") storage(ids.frankfurtBackup2, ids.frankfurt, "Frankfurt Backup 2", "backup");
  storage(ids.frankfurtRecovery, ids.frankfurt, "Frankfurt Recovery", "disaster_recovery");
  storage(ids.frankfurtFiles, ids.frankfurt, "Frankfurt Files", "files_cloud");
  if (storages === "several") storage(ids.zurichBackup, ids.zurich, "Zurich Backup", "backup");
  storage(ids.zurichRecovery, ids.zurich, "Zurich Recovery", "disaster_recovery");
}
