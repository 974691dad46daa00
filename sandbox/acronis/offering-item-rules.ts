import { dependencies } from "./catalogue.ts";
import { definitionOf } from "./definitions.ts";
import { platformError } from "./errors.ts";
import { itemsOf } from "./offering-item-object.ts";
import type { Infra, Item, State, Tenant } from "./state.ts";

/** What must hold of all the items of a tenant together, once a write has been applied (sheet 9.7). */
export function assertTogether(state: State, tenant: Tenant, items: readonly Item[]): void {
  const on = items.filter(({ status }) => status === 1);
  assertDependencies(on);
  if (tenant.kind !== "customer" && tenant.kind !== "unit") return;
  assertOneEdition(state, on);
  assertOneStorage(state, on);
}

function assertDependencies(on: readonly Item[]): void {
  const names = new Set(on.map(({ name }) => name));
  for (const { name } of on) {
    const missing = dependencies[name]?.filter((needed) => !names.has(needed)) ?? [];
    if (missing.length > 0) throw platformError(1023, { info: `'${name}' needs ${missing.join(", ")}.`, context: { name, missing } });
  }
}

/** A customer holds one edition of each service (sheet 9.5); to change it there is the edition switch. */
function assertOneEdition(state: State, on: readonly Item[]): void {
  const editions = new Map<string, string>();
  for (const item of on) {
    const edition = definitionOf(state, item)?.edition ?? null;
    if (edition === null) continue;
    const other = editions.get(item.application_id);
    if (other !== undefined && other !== edition)
      throw platformError(1027, { info: `A customer cannot have '${other}' and '${edition}' together.` });
    editions.set(item.application_id, edition);
  }
}

/** One storage for each capability, all in one location (sheet 9.7, rules 1 and 2). */
function assertOneStorage(state: State, on: readonly Item[]): void {
  const byCapability = new Map<string, Infra>();
  for (const item of on) {
    const infra = state.infra[item.infra_id ?? ""];
    const capability = definitionOf(state, item)?.capability;
    if (infra === undefined || !capability) continue;
    const other = byCapability.get(capability);
    if (other !== undefined && other.id !== infra.id) {
      const location = state.locations[other.location_id]?.name ?? other.location_id;
      throw platformError(1015, {
        info: `Storage '${other.name}' is already enabled for the location '${location}'.`,
        context: { infra_id: infra.id },
      });
    }
    byCapability.set(capability, infra);
  }
  const locations = new Set([...byCapability.values()].map(({ location_id }) => location_id));
  if (locations.size > 1) throw platformError(1031, { context: { locations: [...locations] } });
}

/** Storages that a customer cannot take any more, because it has one of their sort or sits in another location. */
export function crowdedStorages(state: State, tenant: Tenant): ReadonlySet<string> {
  if (tenant.kind !== "customer" && tenant.kind !== "unit") return new Set();
  const used = itemsOf(state, tenant)
    .filter(({ status }) => status === 1)
    .map(({ infra_id }) => state.infra[infra_id ?? ""])
    .filter((infra) => infra !== undefined);
  const clashes = (infra: Infra): boolean =>
    used.some(
      (mine) =>
        mine.id !== infra.id &&
        (mine.location_id !== infra.location_id || mine.capabilities.some((one) => infra.capabilities.includes(one))),
    );
  return new Set(
    Object.values(state.infra)
      .filter(clashes)
      .map(({ id }) => id),
  );
}
