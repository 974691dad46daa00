import type { WorldView } from "../acronis/server.ts";

/** What a tenant has on at Acronis, as `pw_base_servers 5` or `pw_base_storage 200 GiB`. */
export const itemsOn = (world: WorldView, tenantId: string): readonly string[] =>
  world
    .itemsOf(tenantId)
    .map(({ name, infra_id, quota }) => `${name} ${quota.value === null ? "unlimited" : amount(quota.value, infra_id)}`);

/** The version of each quota: a write gives a new one to those that it is about. */
export const quotaVersions = (world: WorldView, tenantId: string): ReadonlyMap<string, number> =>
  new Map(world.itemsOf(tenantId).map(({ name, quota }) => [name, quota.version]));

/** Of what is on a storage Acronis counts bytes. */
const amount = (value: number, storage: string | null): string => (storage === null ? String(value) : `${value / 1024 ** 3} GiB`);
