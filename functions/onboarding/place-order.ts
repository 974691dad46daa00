import { type CauseName, isCause } from "../causes.ts";
import { deletionProblem } from "../deletion/deletion.ts";
import type { Ports } from "../ports.ts";
import type { Mapping } from "./mapping.ts";
import { contentHashOf } from "./names.ts";
import type { Ask } from "./ports.ts";

/** A parked order that is asked for again is tried again, once it has rested this long. */
const REST_SECONDS = 30;
/** Writers that were faster make us read again; more often than this there is something wrong. */
const TRIES = 10;

type Needed = Pick<Ports, "mappings" | "machines" | "clock">;

/** Where an ask stands: its order runs (and who reserved it), or has ended; or another order is in its way. */
export type Placed =
  | { readonly at: "running"; readonly mapping: Mapping; readonly reserved: boolean }
  | { readonly at: "ended"; readonly mapping: Mapping }
  | { readonly at: "busy"; readonly mapping: Mapping }
  | { readonly at: "refused"; readonly refusal: CauseName };

/** What may stop an ask that would become a new order of a row, judged by the row. */
export type Guard = (before: Mapping | undefined) => CauseName | undefined;

/**
 * Turns an ask into the row's order, by one conditional write: the same ask while it runs joins it; done, it stands as it is; parked,
 * it is resumed once it has rested. Another ask while an order runs is told which one is in its way.
 */
export const placeOrder = async (ask: Ask, guard: Guard, ports: Needed): Promise<Placed> => {
  const hash = contentHashOf(ask.process, ask.account);
  for (let tries = 0; tries < TRIES; tries += 1) {
    // Each turn lost the race for the row against another caller, who has moved it on.
    const before = await ports.mappings.find(ask.key);
    if (before?.order.contentHash === hash && !isStale(before, ports)) {
      const joined = await join(before, tries > 0, ports);
      if (joined !== undefined) return joined;
      continue;
    }
    if (before?.order.status === "running") return { at: "busy", mapping: before };
    const refusal = deletionProblem(ask.process, before) ?? guard(before);
    if (refusal !== undefined) return { at: "refused", refusal };
    const mapping = await ports.mappings.reserve(ask, before);
    if (mapping !== undefined) return run(mapping, ports);
  }
  return { at: "refused", refusal: "otherOrderRunning" };
};

/** Makes the ask the next order of a row that was read, whatever was asked before. Undefined: somebody was faster. */
export const placeNext = async (ask: Ask, before: Mapping, ports: Needed): Promise<Mapping | undefined> => {
  const mapping = await ports.mappings.reserve(ask, before);
  if (mapping !== undefined) await start(mapping, ports);
  return mapping;
};

/** Starts the next attempt of a parked order. Undefined: it is not parked any more. */
export const resumeOrder = async (mapping: Mapping, ports: Needed): Promise<Mapping | undefined> => {
  if (mapping.order.status !== "parked") return undefined;
  const resumed = await ports.mappings.resume(mapping);
  if (resumed !== undefined) await start(resumed, ports);
  return resumed;
};

/** The cause that an order was parked with; a row may hold one that a later version dropped. */
export const causeOf = ({ order }: Mapping): CauseName => {
  const cause = order.failure?.cause ?? "";
  return isCause(cause) ? cause : "defect";
};

/** What was disabled a while ago may have been enabled at the vendor since, so a Delete that comes again is looked at again. */
const isStale = ({ order }: Mapping, { clock }: Needed): boolean =>
  order.process === "disable-acronis" && order.status === "done" && clock.secondsSince(order.endedAt ?? "") > REST_SECONDS;

const join = async (mapping: Mapping, mayBeOurs: boolean, ports: Needed): Promise<Placed | undefined> => {
  const { order } = mapping;
  if (order.status === "done") return { at: "ended", mapping };
  if (order.status === "running") {
    // Whoever reserved it may have died before starting it, or it was we, and the write's answer was lost; starting twice by one
    // name is once.
    if (mayBeOurs || ports.clock.secondsSince(order.attemptAt) > REST_SECONDS) await start(mapping, ports);
    return { at: "running", mapping, reserved: false };
  }
  const rested = ports.clock.secondsSince(order.endedAt ?? order.attemptAt) >= REST_SECONDS;
  // The last customer may have gone a moment ago, and it costs one look to know.
  if (!rested && causeOf(mapping) !== "customersLive") return { at: "ended", mapping };
  const resumed = await resumeOrder(mapping, ports);
  return resumed === undefined ? undefined : { at: "running", mapping: resumed, reserved: true };
};

const run = async (mapping: Mapping, ports: Needed): Promise<Placed> => {
  await start(mapping, ports);
  return { at: "running", mapping, reserved: true };
};

/** An order that cannot be started now is accepted all the same: its repeat starts it, or the sweep, which rings when it cannot. */
const start = async ({ order }: Mapping, { machines }: Needed): Promise<void> => {
  await machines.start(order.process, order.execution, order.orderId).catch(() => undefined);
};
