import * as z from "zod";
import { applications, type Definition, definitions } from "./catalogue.ts";
import { stamp } from "./clock.ts";
import { definitionsOf, keyOfDefinition } from "./definitions.ts";
import type { Answer, Site } from "./exchange.ts";
import { keyOf, offItem } from "./offering-item-object.ts";
import { AddedRecord } from "./records-of-catalogue.ts";
import { placesOf, switchAllOn } from "./seed-items.ts";
import type { State } from "./state.ts";

const Name = z.string().regex(/^[a-z][a-z0-9_]{0,99}$/, "must be like pw_base_nas");
const { application_id, name, edition, usage_name, type, measurement_unit, capability } = AddedRecord.shape;

/** An item that Acronis begins to sell: counted, in quantities, without an edition, unless told. */
const Added = z
  .strictObject({
    name: Name.and(name),
    application_id: application_id.default(applications.backup),
    edition: edition.default(null),
    usage_name: usage_name.optional(),
    type: type.default("count"),
    measurement_unit: measurement_unit.default("quantity"),
    capability: capability.default(null),
  })
  .refine(({ type: sort, capability: storage }) => sort !== "infra" || storage !== null, "an item of type infra needs a capability");

/** Done in this order: restore, empty, off, on, then the new names of applications and storages. */
export const CatalogueChange = z.strictObject({
  restore: z.literal(true).optional(),
  empty: z.literal(true).optional(),
  off: z.array(Name).default([]),
  on: z.array(z.union([Name, Added])).default([]),
  applications: z.record(z.string(), z.string().min(1)).default({}),
  storages: z.record(z.string(), z.string().min(1)).default({}),
});

type CatalogueChange = z.output<typeof CatalogueChange>;

/** Acronis' staff changes what the distributor may sell (sheet 14, point 0). What tenants below have, they keep. */
export function changeCatalogue({ state }: Site, change: CatalogueChange): Answer {
  const missing = missingIn(state, change);
  if (missing.length > 0) return { status: 404, body: { message: `There is no ${missing.join(", no ")}.` } };
  const known = change.on.find((given) => typeof given !== "string" && definitions.some(({ name: taken }) => taken === given.name));
  if (known !== undefined) return { status: 409, body: { message: "An item that is given with its fields must be a new one." } };
  const root = state.tenants[state.rootTenantId];
  if (root === undefined) return { status: 404, body: { message: "The state has no distributor." } };
  if (change.restore) restore(state);
  if (change.restore) switchAllOn(state, root);
  if (change.empty) turn(state, () => true, 0);
  const off = new Set(change.off);
  turn(state, (item) => off.has(item), 0);
  for (const given of change.on) if (typeof given !== "string") add(state, given);
  const on = new Set(change.on.map((given) => (typeof given === "string" ? given : given.name)));
  turn(state, (item) => on.has(item), 1);
  Object.assign(state.catalogue.applications, change.applications);
  for (const [id, text] of Object.entries(change.storages)) rename(state, id, text);
  const items = Object.values(state.items[root.id] ?? {}).filter(({ status }) => status === 1);
  return { status: 200, body: { offering_items: items.length } };
}

/** Names that are unknown; then nothing at all is done. */
function missingIn(state: State, change: CatalogueChange): readonly string[] {
  const names = new Set([...definitionsOf(state)].map((definition) => definition.name));
  const asked = [...change.off, ...change.on.filter((given) => typeof given === "string")];
  const known: readonly string[] = Object.values(applications);
  const services = [
    ...Object.keys(change.applications),
    ...change.on.flatMap((one) => (typeof one === "string" ? [] : one.application_id)),
  ];
  return [
    ...asked.filter((one) => !names.has(one)).map((one) => `offering item '${one}'`),
    ...services.filter((one) => !known.includes(one)).map((one) => `application '${one}'`),
    ...Object.keys(change.storages)
      .filter((one) => state.infra[one] === undefined)
      .map((one) => `storage '${one}'`),
  ];
}

function add({ catalogue }: State, given: z.output<typeof Added>): void {
  const definition = { ...given, usage_name: given.usage_name ?? given.name.replace(/^p[wgu]_(base_)?/, ""), secondary: false };
  catalogue.added[keyOfDefinition(definition)] = definition;
}

function restore(state: State): void {
  for (const [id, text] of Object.entries(state.catalogue.storages)) rename(state, id, text);
  state.catalogue = { ...state.catalogue, added: {}, applications: {}, storages: {} };
}

function rename(state: State, id: string, text: string): void {
  const infra = state.infra[id];
  if (infra === undefined) return;
  state.catalogue.storages[id] ??= infra.name;
  state.infra[id] = { ...infra, name: text, version: infra.version + 1 };
}

/** Switches the distributor's items of these names, each on every storage that it fits. */
function turn(state: State, isMeant: (item: string) => boolean, status: 0 | 1): void {
  const at = stamp();
  const own = { ...state.items[state.rootTenantId] };
  const meant = [...definitionsOf(state)].filter((definition: Definition) => isMeant(definition.name));
  for (const ref of meant.flatMap((definition) => placesOf(state, state.rootTenantId, definition)))
    if ((own[keyOf(ref)]?.status ?? 0) !== status) own[keyOf(ref)] = { ...offItem(ref, at), status };
  state.items[state.rootTenantId] = own;
}
