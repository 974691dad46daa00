import { type Definition, dependencies } from "./catalogue.ts";
import { definitionOf, definitionsOf } from "./definitions.ts";
import { badRequest, notFound, platformError } from "./errors.ts";
import { type ItemRef, isAvailable, isOn, isUsedBelow, itemsOf, keyOf } from "./offering-item-object.ts";
import type { Item, State, Tenant } from "./state.ts";

export interface Wanted {
  readonly application_id: string;
  readonly target_edition: string;
}

/** What a switch would do: items that go off, what comes on for which of them, and what has no successor. */
export interface EditionPlan {
  readonly from: readonly Item[];
  readonly to: readonly { readonly old: Item; readonly ref: ItemRef }[];
  /** Services that the new items consist of, which come with them. */
  readonly along: readonly ItemRef[];
  readonly lost: readonly Item[];
  /** Items of the target edition that have no like in the old one and could be had. */
  readonly gained: readonly Definition[];
}

/**
 * Plans the switch of a service to another edition (sheet 9.8).
 * Refuses with 400 and code 1021 if the parent lacks items of the target, all of them in `error.context`.
 */
export function planSwitch(state: State, tenant: Tenant, { application_id, target_edition }: Wanted): EditionPlan {
  const ofService = [...definitionsOf(state)].filter((one) => one.application_id === application_id);
  if (ofService.length === 0) throw notFound("The application was not found.");
  const targets = ofService.filter(({ edition }) => edition === target_edition);
  if (targets.length === 0) throw badRequest(`target_edition: the application has no edition '${target_edition}'`);
  const editionOf = (item: Item): string | null => definitionOf(state, item)?.edition ?? null;
  const from = itemsOf(state, tenant).filter(
    (item) => item.status === 1 && item.application_id === application_id && ![null, target_edition].includes(editionOf(item)),
  );
  const successorOf = successors(state, targets);
  const pairs = from.map((old) => ({ old, target: successorOf(old) }));
  const to = pairs.flatMap(({ old, target }) =>
    target === undefined ? [] : [{ old, ref: { application_id, name: target.name, infra_id: old.infra_id } }],
  );
  const lost = pairs.filter(({ target }) => target === undefined).map(({ old }) => old);
  const needed = new Set(to.flatMap(({ ref }) => dependencies[ref.name] ?? []));
  const along = [...needed].map((name) => ({ application_id, name, infra_id: null }));
  const left = new Set(from.map(editionOf));
  const leftSuffixes = new Set(ofService.filter(({ edition }) => left.has(edition)).map(({ name }) => suffixOf(name)));
  const gained = targets.filter(
    ({ name, capability, secondary }) =>
      capability === null &&
      !secondary &&
      !leftSuffixes.has(suffixOf(name)) &&
      isAvailable(state, tenant, { application_id, name, infra_id: null }),
  );
  assertMayLeave(state, tenant, from);
  assertAvailable(state, tenant, [...to.map(({ ref }) => ref), ...along]);
  return { from, to, along, lost, gained };
}

/** Items correspond by what follows the prefix, or across generations by what they measure. */
function successors(state: State, targets: readonly Definition[]): (old: Item) => Definition | undefined {
  const bySuffix = new Map(targets.map((target) => [suffixOf(target.name), target]));
  const byUsage = new Map(targets.filter(({ secondary }) => !secondary).map((target) => [target.usage_name, target]));
  return (old) => bySuffix.get(suffixOf(old.name)) ?? byUsage.get(definitionOf(state, old)?.usage_name ?? "");
}

function suffixOf(name: string): string {
  return name.replace(/^p[wgu]_/, "");
}

/** What holds for switching off holds here too (sheet 9.7, rules 5 and 7). */
function assertMayLeave(state: State, tenant: Tenant, from: readonly Item[]): void {
  const locked = from.filter((item) => item.locked);
  if (locked.length > 0)
    throw platformError(1027, { info: "Offering items are locked.", context: { offering_items: locked.map(shownRef) } });
  const used = from.filter((item) => isUsedBelow(state, tenant, item));
  if (used.length > 0) throw platformError(1016, { context: { offering_items: used.map(shownRef) } });
}

function assertAvailable(state: State, tenant: Tenant, refs: readonly ItemRef[]): void {
  const unique = new Map(refs.map((ref) => [keyOf(ref), ref]));
  const missing = [...unique.values()].filter((ref) => !isOn(state, tenant, ref) && !isAvailable(state, tenant, ref));
  if (missing.length === 0) return;
  const context = { offering_items: missing.map(shownRef) };
  throw platformError(1021, { info: "Offering items of the target edition are not available.", context });
}

function shownRef({ application_id, name, infra_id }: ItemRef): object {
  return { application_id, name, ...(infra_id === null ? {} : { infra_id }) };
}
