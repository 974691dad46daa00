import * as z from "zod";
import { readBody, requestBody, Uuid } from "./body.ts";
import { type Definition, definitionOf, definitions, dependencies } from "./catalogue.ts";
import { nextVersion, stamp } from "./clock.ts";
import { badRequest, notFound, platformError } from "./errors.ts";
import { type Answer, type Exchange, idParam, ok, type Route, route, textParam } from "./exchange.ts";
import { type ItemRef, isAvailable, itemsOf, keyOf, offItem, shownItems, unlimited } from "./offering-item-object.ts";
import { assertTogether } from "./offering-item-rules.ts";
import { assertUnlocked, reachTenant } from "./scope.ts";
import type { Item, Tenant } from "./state.ts";

/** Changing the edition of a service: the same items under the other prefix, each quota copied (sheet 9.8). */
export const editionRoutes: readonly Route[] = [
  route("GET", "/api/2/tenants/{tenant_id}/edition", checkSwitch, { access: "write" }),
  route("PUT", "/api/2/tenants/{tenant_id}/edition", switchEdition),
  route("GET", "/api/2/editions", () => ok({ items: editions.map((name) => ({ name })) })),
];

const editions = [...new Set(definitions.flatMap(({ edition }) => (edition === null ? [] : [edition])))];

interface Switch {
  readonly from: readonly Item[];
  readonly to: readonly { readonly old: Item; readonly ref: ItemRef }[];
  readonly lost: readonly Item[];
}

function plan(exchange: Exchange, tenant: Tenant, wanted: { application_id: string; target_edition: string }): Switch {
  const { application_id, target_edition } = wanted;
  const targets = definitions.filter((one) => one.application_id === application_id && one.edition === target_edition);
  if (!definitions.some((one) => one.application_id === application_id)) throw notFound("The application was not found.");
  if (targets.length === 0) throw badRequest(`target_edition: the application has no edition '${target_edition}'`);
  const on = itemsOf(exchange.state, tenant).filter((item) => item.status === 1 && item.application_id === application_id);
  const from = on.filter((item) => ![null, target_edition].includes(definitionOf(item)?.edition ?? null));
  const pairs = from.map((old) => ({ old, target: targets.find((target) => corresponds(target, old)) }));
  const to = pairs.flatMap(({ old, target }) =>
    target === undefined ? [] : [{ old, ref: { application_id, name: target.name, infra_id: old.infra_id } }],
  );
  const lost = pairs.filter(({ target }) => target === undefined).map(({ old }) => old);
  const missing = to.filter(({ ref }) => !isAvailable(exchange.state, tenant, ref)).map(({ ref }) => ref);
  if (missing.length > 0)
    throw platformError(1021, { info: "Offering items of the target edition are not available.", context: { offering_items: missing } });
  return { from, to, lost };
}

/** Items correspond by what follows the prefix, or across generations by what they measure. */
function corresponds(target: Definition, old: Item): boolean {
  return suffix(target.name) === suffix(old.name) || (target.usage_name === definitionOf(old)?.usage_name && !target.secondary);
}

function suffix(name: string): string {
  return name.replace(/^p[wgu]_/, "");
}

function checkSwitch(exchange: Exchange): Answer {
  const application_id = textParam(exchange, "application_id");
  const target_edition = textParam(exchange, "target_edition");
  if (application_id === null || target_edition === null)
    throw badRequest("ParameterMalformed: 'application_id' and 'target_edition' are required");
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  const { lost } = plan(exchange, tenant, { application_id, target_edition });
  const losing = lost.length > 0 ? ["OldFeaturesBecomeUnavailable", "SomePlansWillStopWorking"] : [];
  return ok({ warnings: [...losing, "AllDevicesWithBackupsPreserved", "UsageStatisticsWillMigrate"] });
}

const EditionPut = requestBody((pieces) => pieces.object({ target_edition: z.string(), application_id: Uuid }));

function switchEdition(exchange: Exchange): Answer {
  const { state } = exchange;
  const body = readBody(exchange, EditionPut);
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  assertUnlocked(exchange, tenant);
  const { from, to } = plan(exchange, tenant, body);
  const version = nextVersion(state.lastVersion);
  const updated_at = stamp();
  const next = { ...state.items[tenant.id] };
  for (const item of from) next[keyOf(item)] = { ...item, status: 0, quota: unlimited, updated_at };
  // What the new items consist of comes with them.
  for (const name of to.flatMap(({ ref }) => dependencies[ref.name] ?? [])) {
    const ref = { application_id: body.application_id, name, infra_id: null };
    next[keyOf(ref)] = { ...offItem(ref), status: 1, updated_at };
  }
  for (const { old, ref } of to) {
    const quota = old.quota.value === null ? unlimited : { ...old.quota, version };
    next[keyOf(ref)] = { ...offItem(ref), status: 1, quota, updated_at };
  }
  assertTogether(state, tenant, Object.values(next));
  state.lastVersion = version;
  state.items[tenant.id] = next;
  return ok({ timestamp: stamp(), items: shownItems(state, tenant) });
}
