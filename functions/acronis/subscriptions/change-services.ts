import type { CauseName } from "../../causes.ts";
import { deletionProblem } from "../../deletion/deletion.ts";
import { Rejected, StepError } from "../../errors.ts";
import type { Instance } from "../../instances/instance.ts";
import type { ServicesWish } from "../../onboarding/account.ts";
import type { Mapping } from "../../onboarding/mapping.ts";
import { contentHashOf } from "../../onboarding/names.ts";
import { type Placed, placeOrder } from "../../onboarding/place-order.ts";
import type { AccountKey } from "../../onboarding/ports.ts";
import type { ServiceEntry } from "../../onboarding/service-entry.ts";
import { serviceEntryOf } from "../../onboarding/services.ts";
import { endOf, type Needed } from "../../onboarding/synchronise.ts";
import type { Ports } from "../../ports.ts";
import { completionAfter } from "./entry-after.ts";
import { checkedMessage, doneMessage } from "./messages.ts";
import { modeAfter } from "./mode.ts";
import { type Refused, refusedByRow } from "./rules.ts";
import { weigh } from "./weigh.ts";

/** A change of a subscription of Acronis services, with all that the subscription shall be. */
export interface ServicesAsk {
  readonly key: AccountKey;
  readonly instance: Instance;
  readonly wish: ServicesWish;
  /** Only the rules and the comparison: nothing is written anywhere. */
  readonly checkOnly: boolean;
}

export interface ServicesChanged {
  /** The subscription as it is, or as it would be. */
  readonly entry: ServiceEntry;
  /** For the BSS's user; it tells warnings and ignored attributes too. */
  readonly message: string;
  /** The vendor's words on a switch of edition. */
  readonly warnings: readonly string[];
  /** Attributes that no offering item answers to. */
  readonly ignored: readonly string[];
}

/** The account's own order may end between our reading of the row and our writing; then it is read again, so often. */
const TRIES = 5;

/**
 * Makes a subscription what the BSS wants: places the order and waits for its end. The pre-check reads at the vendor, and neither
 * places an order nor writes.
 */
export const changeServices = async (
  ask: ServicesAsk,
  needed: Needed & Pick<Ports, "acronis">,
): Promise<ServicesChanged | { problem: CauseName; detail?: string }> => {
  const outcome = ask.checkOnly ? await check(ask, needed) : await change(ask, needed);
  if (!("problem" in outcome)) return outcome;
  return { problem: outcome.problem, ...(outcome.detail === undefined ? {} : { detail: outcome.detail }) };
};

const change = async (ask: ServicesAsk, needed: Needed): Promise<ServicesChanged | Refused> => {
  const placed = await place(ask, needed);
  if ("problem" in placed) return placed;
  const ended = await endOf(placed, needed);
  if ("problem" in ended) return ended;
  const entry = serviceEntryOf(ended.done, ask.wish);
  if (entry === undefined) return { problem: "subscriptionUnknown" };
  const { warnings = [], ignored = [] } = entry.remarks ?? {};
  return { entry, message: doneMessage(ask.wish, entry, ended.done.suspended === true), warnings, ignored };
};

/** The order carries the account as the row has it, so a row that moved on meanwhile is read again. */
const place = async ({ key, instance, wish }: ServicesAsk, needed: Needed): Promise<Placed | Refused> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const read = await needed.mappings.find(key);
    if (read === undefined) return { problem: "notSynchronised" };
    const judged: { movedOn: boolean; refused?: Refused | undefined } = { movedOn: false };
    const placed = await placeOrder(
      { key, process: "change-acronis-services", account: { ...read.account, services: wish } },
      (before) => {
        judged.movedOn = before === undefined || accountHash(before) !== accountHash(read);
        judged.refused = refusedByRow(before, wish, instance.services);
        return judged.movedOn ? "otherOrderRunning" : judged.refused?.problem;
      },
      needed,
    );
    if (placed.at !== "refused") return placed;
    if (!judged.movedOn) return judged.refused ?? { problem: placed.refusal };
  }
  return { problem: "otherOrderRunning" };
};

const accountHash = ({ account }: Mapping): string => contentHashOf("change-acronis-services", { ...account, services: undefined });

const check = async ({ key, instance, wish }: ServicesAsk, needed: Needed & Pick<Ports, "acronis">): Promise<ServicesChanged | Refused> => {
  const mapping = await needed.mappings.find(key);
  if (mapping === undefined) return { problem: "notSynchronised" };
  const { order, onboardedAt } = mapping;
  if (onboardedAt === undefined && order.status === "running") return { problem: "otherOrderRunning", detail: `order ${order.orderId}` };
  const going = deletionProblem("change-acronis-services", mapping);
  if (going !== undefined) return { problem: going };
  try {
    const weighed = await weigh({ mapping, instance, acronis: needed.acronis(instance) }, wish);
    const { content, storages, warnings, ignored } = weighed;
    const { services, suspended } = completionAfter(mapping, wish, { content, storages, warnings, ignored }, needed.clock.now());
    const entry = serviceEntryOf({ services }, wish);
    if (entry === undefined) return { problem: "subscriptionUnknown" };
    const { enabled } = modeAfter(wish.change, services, mapping.suspended === true);
    return { entry, message: checkedMessage(wish, weighed, enabled === false || suspended), warnings, ignored };
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    if (!(error instanceof Rejected)) return { problem: "vendorUnavailable" };
    return { problem: error.reason, detail: error.detail };
  }
};
