import * as z from "zod";
import { readBody, requestBody, Uuid } from "./body.ts";
import { definitions } from "./catalogue.ts";
import { nextVersion, stamp } from "./clock.ts";
import { type EditionPlan, planSwitch } from "./edition-plan.ts";
import { badRequest } from "./errors.ts";
import { type Answer, type Exchange, idParam, ok, okLong, type Route, route, textParam } from "./exchange.ts";
import { Many } from "./json-pieces.ts";
import { keyOf, offItem, shownItems, unlimited } from "./offering-item-object.ts";
import { assertTogether } from "./offering-item-rules.ts";
import { assertUnlocked, reachTenant } from "./scope.ts";
import { migrateUsage } from "./usage-migration.ts";

/** Changing the edition of a service: the same items under the other prefix, each quota copied (sheet 9.8). */
export const editionRoutes: readonly Route[] = [
  route("GET", "/api/2/tenants/{tenant_id}/edition", checkSwitch, { access: "write" }),
  route("PUT", "/api/2/tenants/{tenant_id}/edition", switchEdition),
  route("GET", "/api/2/editions", () => ok({ items: editions.map((name) => ({ name })) })),
];

const editions = [...new Set(definitions.flatMap(({ edition }) => (edition === null ? [] : [edition])))];

function checkSwitch(exchange: Exchange): Answer {
  const application_id = textParam(exchange, "application_id");
  const target_edition = textParam(exchange, "target_edition");
  if (application_id === null || target_edition === null)
    throw badRequest("ParameterMalformed: 'application_id' and 'target_edition' are required");
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  return ok({ warnings: warningsOf(planSwitch(exchange.state, tenant, { application_id, target_edition })) });
}

/** The vendor's own codes, each where it is true of this switch. */
function warningsOf({ from, lost, gained }: EditionPlan): readonly string[] {
  if (from.length === 0) return [];
  const losing = lost.length > 0 ? ["OldFeaturesBecomeUnavailable", "SomePlansWillStopWorking"] : [];
  const packs = lost.some(({ name }) => name.includes("pack_adv_")) ? ["AdvCyberProtectBecomeUnavailable"] : [];
  const gaining = gained.length > 0 ? ["NewFeaturesBecomeAvailable"] : [];
  return [...losing, ...packs, ...gaining, "AllDevicesWithBackupsPreserved", "UsageStatisticsWillMigrate"];
}

const EditionPut = requestBody((pieces) => pieces.object({ target_edition: z.string(), application_id: Uuid }));

function switchEdition(exchange: Exchange): Answer {
  const { state, site } = exchange;
  const body = readBody(exchange, EditionPut);
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  assertUnlocked(exchange, tenant);
  const plan = planSwitch(state, tenant, body);
  const version = nextVersion(state.lastVersion);
  const updated_at = stamp();
  const next = { ...state.items[tenant.id] };
  for (const item of plan.from) next[keyOf(item)] = { ...item, status: 0, quota: unlimited, updated_at };
  for (const ref of plan.along) next[keyOf(ref)] = { ...offItem(ref, updated_at), status: 1 };
  for (const { old, ref } of plan.to) {
    const quota = old.quota.value === null ? unlimited : { ...old.quota, version };
    next[keyOf(ref)] = { ...offItem(ref, updated_at), status: 1, quota };
  }
  assertTogether(state, tenant, Object.values(next));
  state.lastVersion = version;
  state.items[tenant.id] = next;
  migrateUsage(site, tenant, plan);
  if (site.editionAnswer === "warnings") return ok({ warnings: warningsOf(plan) });
  return okLong({ timestamp: stamp(), items: new Many(shownItems(state, tenant)) });
}
