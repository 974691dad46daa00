import { definitions } from "./catalogue.ts";
import { placesOf } from "./seed-items.ts";
import type { State } from "./state.ts";

export const mostOfferingItems = 200_000;
const mostStorages = 1000;
const storagesInLocation = 10;
const capabilities = ["backup", "disaster_recovery", "files_cloud"] as const;

/**
 * Makes room for about so many offering items: first by storages, up to a thousand in locations of ten, each of which carries
 * every item that needs a storage; then by names. Throws a RangeError beyond `mostOfferingItems`.
 */
export function seedMany(state: State, ownerId: string, offeringItems: number): void {
  if (offeringItems > mostOfferingItems) throw new RangeError(`a catalogue has at most ${mostOfferingItems} offering items`);
  const there = definitions.reduce((sum, definition) => sum + placesOf(state, ownerId, definition).length, 0);
  const perStorage = definitions.filter(({ capability }) => capability !== null).length;
  const missing = Math.max(0, offeringItems - there);
  const storages = Math.min(mostStorages, Math.floor(missing / perStorage));
  for (let number = 1; number <= storages; number += 1) addStorage(state, ownerId, number);
  state.catalogue.names = missing - storages * perStorage;
}

function addStorage(state: State, owner_tenant_id: string, number: number): void {
  const location_id = idOf("11000000", Math.ceil(number / storagesInLocation));
  const place = `Region ${Math.ceil(number / storagesInLocation)}`;
  state.locations[location_id] ??= { id: location_id, owner_tenant_id, platform_owned: true, name: place, version: 1 };
  const id = idOf("21000000", number);
  const host = `storage-${number}.storage.example`;
  state.infra[id] = {
    id,
    owner_tenant_id,
    location_id,
    platform_owned: true,
    name: `${place} Storage ${((number - 1) % storagesInLocation) + 1}`,
    url: `https://${host}`,
    capabilities: [...capabilities],
    content_url: `https://${host}/content`,
    content_mobile_url: `https://${host}/mobile`,
    backend_type: "acronis",
    version: 1,
  };
}

function idOf(head: string, number: number): string {
  return `${head}-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
