import * as z from "zod";
import { Rejected, type StepError, Transient } from "../../errors.ts";
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
 * first. When somebody else was faster, which no version tells of an item that was off, the tenant is read and compared again, once
 * (acronis-api.md, 9.4 and 15.3). An earlier call whose answer was lost shows as such a race, and then there is nothing left to put.
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
  const first = await faultOf(work, difference);
  if (first === undefined) return;
  const again = await comparedAgain(work, weighed);
  const second = await faultOf(work, again.difference);
  if (second === undefined) return;
  // After an answer that changed nothing a wrong version says only that what was read lags behind.
  throw first instanceof Rejected ? second : first;
};

/** Puts what differs. Undefined: it is so; else a race, or an answer that changed nothing. Other failures are thrown. */
const faultOf = async (work: AcronisWork, difference: readonly OfferingItemChange[]): Promise<StepError | undefined> => {
  if (difference.length === 0) return undefined;
  const { acronis, mapping } = work;
  try {
    const left = await leftOpen(work, difference, await acronis.putItems(mapping.tenantId ?? "", difference));
    return left === 0 ? undefined : new Transient(`putItems was answered well, and ${left} items are not as they were put`);
  } catch (error) {
    if (error instanceof Rejected && error.reason === "versionRace") return error;
    throw error;
  }
};

/** Success is never said before it is true: an answer that does not show every item settles nothing, and the tenant itself is asked. */
const leftOpen = async (
  { acronis, mapping: { tenantId = "" } }: AcronisWork,
  difference: readonly OfferingItemChange[],
  answered: Awaited<ReturnType<AcronisWork["acronis"]["putItems"]>>,
): Promise<number> => {
  const shown = byKey(answered);
  const open = difference.filter((change) => !isDone(change, shown.get(itemKey(change))) || !shown.has(itemKey(change)));
  if (open.length === 0) return 0;
  const present = byKey(await acronis.itemsOf(tenantId));
  return open.filter((change) => !isDone(change, present.get(itemKey(change)))).length;
};
