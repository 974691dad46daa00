import * as z from "zod";
import { nextVersion, stamp } from "./clock.ts";
import { isAvailable, keyOf, offItem } from "./offering-item-object.ts";
import type { State } from "./state.ts";
import { touch } from "./tenant-make.ts";

type Params = Readonly<Record<string, string>>;

/** Somebody else writes the object just before this request is judged. */
export function raceVersion(state: State, params: Params, path: string): void {
  const tenant = state.tenants[params["tenant_id"] ?? ""];
  const user = state.users[params["user_id"] ?? ""];
  if (user !== undefined) touch(user);
  if (tenant === undefined) return;
  if (!path.endsWith("/pricing")) return touch(tenant);
  state.lastVersion = nextVersion(state.lastVersion);
  tenant.pricing = { ...tenant.pricing, version: state.lastVersion };
}

const Written = z.object({
  offering_items: z.array(
    z.object({ application_id: z.string(), name: z.string(), infra_id: z.string().nullish(), status: z.unknown(), quota: z.unknown() }),
  ),
});

// What a hurried administrator types into the portal.
const typedQuota = 1000;

/** Somebody else gives the items of this request a quota just before it is judged, switching them on if need be. */
export function raceQuotas(state: State, params: Params, body: unknown): void {
  const tenant = state.tenants[params["tenant_id"] ?? ""];
  const written = Written.safeParse(body);
  if (tenant === undefined || !written.success) return;
  state.lastVersion = nextVersion(state.lastVersion);
  const own = { ...state.items[tenant.id] };
  for (const { application_id, name, infra_id, quota } of written.data.offering_items) {
    const ref = { application_id, name, infra_id: infra_id ?? null };
    if (quota === undefined || quota === null || (own[keyOf(ref)]?.status !== 1 && !isAvailable(state, tenant, ref))) continue;
    own[keyOf(ref)] = {
      ...(own[keyOf(ref)] ?? offItem(ref)),
      status: 1,
      quota: { value: typedQuota, overage: null, version: state.lastVersion },
      updated_at: stamp(),
    };
  }
  state.items[tenant.id] = own;
}
