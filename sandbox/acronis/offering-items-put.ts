import * as z from "zod";
import { readBody, requestBody, Uuid } from "./body.ts";
import type { Definition } from "./catalogue.ts";
import { nextVersion, stamp } from "./clock.ts";
import { definitionOf } from "./definitions.ts";
import { badRequest, envelope, notFound, platformError } from "./errors.ts";
import { type Answer, type Exchange, idParam, ok, type Route, route } from "./exchange.ts";
import { isAvailable, isUsedBelow, itemsOf, keyOf, offItem, shownItem, unlimited } from "./offering-item-object.ts";
import { assertTogether } from "./offering-item-rules.ts";
import { assertUnlocked, reachTenant } from "./scope.ts";
import type { Item, Quota, State, Tenant } from "./state.ts";
import { meterOf } from "./usage-numbers.ts";

/** Writing offering items: one bad item cancels the call (sheet 9.3). */
export const offeringItemPutRoutes: readonly Route[] = [route("PUT", "/api/2/tenants/{tenant_id}/offering_items", putItems)];

export const ItemsPut = requestBody((pieces) => {
  const amount = z.nullable(pieces.integer.refine((number) => number >= 0, "must not be negative"));
  return pieces.object({
    check_usage: pieces.maybe(pieces.boolean),
    offering_items: z.array(
      // Not closed in the specification either: scripts echo whole items.
      z.object({
        application_id: Uuid,
        name: z.string(),
        status: pieces.maybe(pieces.integer.refine((status) => status === 0 || status === 1, "must be 0 or 1")),
        infra_id: pieces.maybe(Uuid),
        quota: pieces.maybe(pieces.object({ value: amount, overage: amount, version: pieces.integer })),
      }),
    ),
  });
});

type Entry = z.output<(typeof ItemsPut)["lenient"]>["offering_items"][number];

function putItems(exchange: Exchange): Answer {
  const { state } = exchange;
  const body = readBody(exchange, ItemsPut);
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  assertUnlocked(exchange, tenant);
  const version = nextVersion(state.lastVersion);
  const draft = new Map(itemsOf(state, tenant).map((item) => [keyOf(item), item]));
  const changed = new Map<string, { item: Item; definition: Definition }>();
  for (const entry of body.offering_items) {
    const definition = definitionOf(state, entry);
    if (definition === undefined) throw notFound(`There is no offering item '${entry.name}'.`);
    const ref = { application_id: entry.application_id, name: entry.name, infra_id: storageOf(state, entry, definition) };
    const current = draft.get(keyOf(ref)) ?? offItem(ref);
    const wanted = entry.status ?? current.status;
    const status = wanted === 1 ? 1 : 0;
    if (status !== current.status) assertMayTurn(state, tenant, { current, status, checkUsage: body.check_usage === true });
    const quota = status === 1 && definition.type !== "feature" ? newQuota(current, entry.quota ?? null, version) : unlimited;
    const item: Item = { ...current, status, quota, updated_at: stamp() };
    draft.set(keyOf(ref), item);
    changed.set(keyOf(ref), { item, definition });
  }
  assertTogether(state, tenant, [...draft.values()]);
  state.lastVersion = version;
  state.items[tenant.id] = { ...state.items[tenant.id], ...Object.fromEntries([...changed].map(([key, { item }]) => [key, item])) };
  enableServices(tenant, [...changed.values()]);
  return ok({ timestamp: stamp(), items: [...changed.values()].map(({ item, definition }) => shownItem(tenant.id, item, definition)) });
}

/** Switching on an item switches on its service; that stays when the item goes off again (sheet 9.7, rule 8). */
function enableServices(tenant: Tenant, written: readonly { readonly item: Item }[]): void {
  if (tenant.owner_id !== null) return;
  const on = written.filter(({ item }) => item.status === 1).map(({ item }) => item.application_id);
  tenant.applications = [...new Set([...tenant.applications, ...on])];
}

function storageOf(state: State, entry: Entry, { capability }: Definition): string | null {
  if (capability === null) return null;
  if (!entry.infra_id) throw badRequest(`infra_id: '${entry.name}' needs a storage`);
  const infra = state.infra[entry.infra_id];
  if (infra === undefined) throw notFound(`There is no storage ${entry.infra_id}.`);
  if (!infra.capabilities.includes(capability)) throw badRequest(`infra_id: '${infra.name}' is no storage for '${entry.name}'`);
  return infra.id;
}

interface Turn {
  readonly current: Item;
  readonly status: 0 | 1;
  readonly checkUsage: boolean;
}

/** May this item change its status? (sheet 9.7, rules 5 to 7; 9.4 for personal tenants) */
function assertMayTurn(state: State, tenant: Tenant, { current, status, checkUsage }: Turn): void {
  const { name, infra_id } = current;
  const context = { name, infra_id };
  if (tenant.owner_id !== null) throw platformError(1027, { info: "Only quotas of a personal tenant can be changed.", context });
  if (current.locked) throw platformError(1027, { info: `'${name}' is locked.`, context });
  if (status === 1) {
    if (!isAvailable(state, tenant, current))
      throw platformError(1021, { info: `'${name}' is not enabled for the parent tenant.`, context });
    return;
  }
  if (isUsedBelow(state, tenant, current)) throw platformError(1016, { info: `'${name}' is used by child tenants.`, context });
  if (checkUsage) assertUnused(state, tenant, current);
}

/** Refuses with the usage, so that a person sees what stands in the way (sheet 9.7, rule 6). */
function assertUnused(state: State, tenant: Tenant, current: Item): void {
  const { name, infra_id } = current;
  const { value, absolute_value } = meterOf(state, tenant).of(current);
  if (absolute_value === 0) return;
  const measurement_unit = definitionOf(state, current)?.measurement_unit ?? "quantity";
  const usage = { value, absolute_value, measurement_unit };
  const info = `'${name}' has usage: ${absolute_value} ${measurement_unit}.`;
  throw platformError(infra_id === null ? 1027 : 1009, { info, context: { name, infra_id, usage } });
}

/** A quota names the version it replaces; another one is answered with 426 (sheet 9.4). */
function newQuota(current: Item, wanted: Quota | null, version: number): Quota {
  if (wanted === null) return current.quota;
  if (wanted.version !== current.quota.version) {
    const info = `Version of the quota of '${current.name}' is ${current.quota.version}, not ${wanted.version}.`;
    throw envelope(426, "Upgrade Required", { info, context: { name: current.name, version: current.quota.version } });
  }
  if (wanted.value === null) return unlimited;
  return { value: wanted.value, overage: wanted.overage, version };
}
