import * as z from "zod";
import { Rejected, Transient } from "../../errors.ts";
import type { Mapping } from "../../onboarding/mapping.ts";
import { acronisPorts, type AcronisWork, acronisWork, Ordered } from "../../onboarding/order-at-hand.ts";
import type { Ports } from "../../ports.ts";
import { step } from "../../step.ts";
import type { OfferingItemChange } from "../../vendors/acronis/objects.ts";
import { compare, type Comparison, isDone } from "./comparison.ts";
import { itemKey } from "../choose-items.ts";
import { byKey } from "./item-refs.ts";
import { situationOf } from "./weigh.ts";
import { WeighedState, wishOf } from "./weigh-services.ts";

/**
 * Puts what differs, and nothing else, each quota with its own version; what items were before a subscription named them is noted
 * first. When somebody else was faster the tenant is read and compared again, once (acronis-api.md, 9.4 and 15.3). An earlier call
 * whose answer was lost shows as such a race, and then there is nothing left to put.
 */
export const setItems = step({
  name: "setItems",
  title: "Set items",
  reads: Ordered.extend({ weighServices: WeighedState }),
  gives: z.object({ changed: z.int() }),
  needs: [...acronisPorts],
  run: async (state, ports, execution) => {
    const { touchesItems, comparison } = state.weighServices;
    if (!touchesItems) return { changed: 0 };
    const work = await acronisWork(state, ports, execution);
    const found = comparison ?? (await comparedAgain(work, state.weighServices));
    const mapping = await noted(work.mapping, found.before, ports);
    await put({ ...work, mapping }, found, state.weighServices);
    return { changed: found.difference.length };
  },
});

const comparedAgain = async (work: AcronisWork, { content, storages }: WeighedState): Promise<Comparison> => {
  const { mapping, acronis } = work;
  const tenantItems = await acronis.itemsOf(mapping.tenantId ?? "");
  const shifts = new Map(storages.map(({ from, to }) => [from, to]));
  return compare(situationOf(work, wishOf(mapping), { content, storages: shifts, tenantItems }));
};

/** Forward only: what the row says already of an item stays. */
const noted = async (mapping: Mapping, before: Comparison["before"], { mappings }: Pick<Ports, "mappings">): Promise<Mapping> => {
  const { itemsBefore = {} } = mapping;
  const names = Object.keys(before);
  const isNoted = names.length === Object.keys(itemsBefore).length && names.every((key) => itemsBefore[key] !== undefined);
  return isNoted ? mapping : mappings.noteItemsBefore(mapping, before);
};

const put = async (work: AcronisWork, { difference }: Comparison, weighed: WeighedState): Promise<void> => {
  if (difference.length === 0) return;
  const { acronis, mapping } = work;
  const { tenantId = "" } = mapping;
  try {
    await verified(work, difference, await acronis.putItems(tenantId, difference));
  } catch (error) {
    if (!(error instanceof Rejected) || error.reason !== "versionRace") throw error;
    const again = await comparedAgain(work, weighed);
    if (again.difference.length > 0) await verified(work, again.difference, await acronis.putItems(tenantId, again.difference));
  }
};

/** Success is never said before it is true: an answer that does not show every item settles nothing, and the tenant itself is asked. */
const verified = async (
  { acronis, mapping: { tenantId = "" } }: AcronisWork,
  difference: readonly OfferingItemChange[],
  answered: Awaited<ReturnType<AcronisWork["acronis"]["putItems"]>>,
): Promise<void> => {
  const shown = byKey(answered);
  const open = difference.filter((change) => !isDone(change, shown.get(itemKey(change))) || !shown.has(itemKey(change)));
  if (open.length === 0) return;
  const present = byKey(await acronis.itemsOf(tenantId));
  const left = open.filter((change) => !isDone(change, present.get(itemKey(change))));
  if (left.length > 0) throw new Transient(`putItems was answered well, and ${left.length} items are not as they were put`);
};
