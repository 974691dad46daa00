import type { CauseName } from "../../causes.ts";
import type { ServicesWish } from "../../onboarding/account.ts";
import type { Mapping } from "../../onboarding/mapping.ts";
import type { ServiceEntry } from "../../onboarding/service-entry.ts";
import { hasRoom, isLive, serviceEntryOf } from "../../onboarding/services.ts";
import type { ServicesSettings } from "../../services/settings.ts";
import { keysNamedBy } from "./item-refs.ts";
import { plannedBy } from "./plans.ts";

/** Why something cannot be done. */
export interface Refused {
  readonly problem: CauseName;
  readonly detail?: string | undefined;
}

/** Why a wish cannot be had, judged by the row and the settings alone: nothing is asked of anybody. Undefined: nothing speaks against it. */
export const refusedByRow = (mapping: Mapping | undefined, wish: ServicesWish, settings: ServicesSettings): Refused | undefined => {
  if (mapping?.onboardedAt === undefined || mapping.tenantId === undefined) return { problem: "notSynchronised" };
  // A Delete that was parked may have disabled the tenant all the same.
  if (mapping.disabled === true || mapping.order.process === "disable-acronis") return { problem: "notSynchronised" };
  const entry = serviceEntryOf(mapping, wish);
  if (setsItems(wish) && bytesWith(mapping, wish, entry) > MOST_BYTES)
    return { problem: "tooManyServices", detail: "with all their add-ons they are more than an account's row holds" };
  if (wish.change !== "create") {
    if (entry === undefined) return wish.change === "cancel" && wasTried(mapping, wish) ? undefined : { problem: "subscriptionUnknown" };
    return isLive(entry) || wish.change === "cancel"
      ? refusedContract({ mapping, entry }, wish, settings)
      : { problem: "subscriptionEnded" };
  }
  if ((entry === undefined || !isLive(entry)) && !hasRoom(mapping)) return { problem: "tooManyServices" };
  return refusedContract({ mapping, entry }, wish, settings);
};

/** A row holds 400 KB, and the account and the order's steps need some of it. */
const MOST_BYTES = 250_000;

/** What the subscriptions will need of the row: the wish stands there as it was asked, and once more as what it became. */
const bytesWith = ({ services = [], itemsBefore = {} }: Mapping, wish: ServicesWish, entry: ServiceEntry | undefined): number =>
  Buffer.byteLength(JSON.stringify([services.filter((one) => one !== entry), itemsBefore, wish, wish]));

/** A creation that was parked is in no list, and may have put items: its Cancel takes them back. */
const wasTried = ({ account, services = [], itemsBefore = {} }: Mapping, { id }: ServicesWish): boolean => {
  if (account.services?.id === id) return true;
  const named = keysNamedBy(services);
  return Object.keys(itemsBefore).some((key) => !named.has(key));
};

/** A contract keeps its tier though the table of the instance has it no more. */
const refusedContract = (
  { mapping: { account }, entry }: { readonly mapping: Mapping; readonly entry: ServiceEntry | undefined },
  wish: ServicesWish,
  { tiers }: ServicesSettings,
): Refused | undefined => {
  const { tier } = plannedBy(wish);
  if (tier === undefined || !setsItems(wish)) return undefined;
  if (account.role !== "reseller") return { problem: "contractImpossible" };
  const isItsOwn = entry !== undefined && isLive(entry) && entry.contract?.tier === tier;
  if (isItsOwn || tiers.some((one) => one.tier === tier)) return undefined;
  return { problem: "tierUnknown", detail: `tier ${tier}; known are ${tiers.map((one) => one.tier).join(", ")}` };
};

/** Whether a change may say anew what the subscription brings; the others leave that as it is. */
export const saysItems = ({ change }: Pick<ServicesWish, "change">): boolean =>
  change === "create" || change === "update" || change === "changePlan" || change === "upgradeToPaid";

/** Whether a wish says so. A trial may be bought with other amounts than it had; an upgrade to paid without any leaves them as they are. */
export const setsItems = ({ change, amounts, addons }: Pick<ServicesWish, "change" | "amounts" | "addons">): boolean =>
  saysItems({ change }) && (change !== "upgradeToPaid" || Object.keys(amounts).length + addons.length > 0);
