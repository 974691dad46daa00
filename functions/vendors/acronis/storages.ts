import type { Clock } from "../../clock.ts";
import type { Calls } from "./calls.ts";
import { byIds } from "./lists.ts";
import { Storage } from "./objects.ts";

const rememberedSeconds = 900;

/** Storages by parent, kept for a quarter of an hour: they change once in months, and every onboarding asks (design.md, 7). */
export interface StorageMemory {
  find(
    calls: Calls,
    place: { readonly instanceId: string; readonly parentId: string },
    ids: readonly string[],
  ): Promise<readonly Storage[]>;
}

export function storageMemory(clock: Clock): StorageMemory {
  const shelves = new Map<string, Map<string, { readonly storage: Storage; readonly readAt: string }>>();
  return {
    find: async (calls, { instanceId, parentId }, ids) => {
      const key = JSON.stringify([instanceId, parentId]);
      const shelf = shelves.get(key) ?? new Map<string, { readonly storage: Storage; readonly readAt: string }>();
      shelves.set(key, shelf);
      for (const [id, { readAt }] of shelf) if (clock.secondsSince(readAt) > rememberedSeconds) shelf.delete(id);
      const wanted = [...new Set(ids)];
      const missing = wanted.filter((id) => !shelf.has(id));
      const readAt = clock.now();
      for (const storage of await byIds(calls, { operation: "storages", path: "/infra", ids: missing }, Storage))
        shelf.set(storage.id, { storage, readAt });
      return wanted.flatMap((id) => shelf.get(id)?.storage ?? []);
    },
  };
}
