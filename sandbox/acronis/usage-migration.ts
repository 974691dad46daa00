import type { EditionPlan } from "./edition-plan.ts";
import type { Site } from "./exchange.ts";
import type { Tenant, Usage } from "./state.ts";

/** After an edition switch workloads are assigned to the new items: their usage moves, as late as any number (sheet 9.8). */
export function migrateUsage({ state, usageDelaySeconds, timeScale }: Site, tenant: Tenant, { to }: EditionPlan): void {
  const at = Date.now() + (usageDelaySeconds * 1000) / timeScale;
  const successors = new Map(to.map(({ old, ref }) => [old.name, ref.name]));
  const told = state.usages[tenant.id] ?? [];
  const moved = told.flatMap((usage): readonly Usage[] => {
    const name = successors.get(usage.name);
    return name === undefined ? [] : [{ ...usage, name, visible_from: Math.max(usage.visible_from, at) }];
  });
  const left = told.map((usage) => (successors.has(usage.name) ? { ...usage, visible_until: at } : usage));
  const now = Date.now();
  state.usages[tenant.id] = [...moved, ...left.filter(({ visible_until }) => visible_until === null || visible_until > now)];
}
