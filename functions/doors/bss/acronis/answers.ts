import { askedAmounts } from "../../../acronis/subscriptions/asked-amounts.ts";
import type { ServicesChanged } from "../../../acronis/subscriptions/change-services.ts";
import { amountText } from "../../../acronis/subscriptions/messages.ts";
import { setsItems } from "../../../acronis/subscriptions/rules.ts";
import type { ServicesWish } from "../../../onboarding/account.ts";
import type { Mapping } from "../../../onboarding/mapping.ts";
import type { AccountKey } from "../../../onboarding/ports.ts";
import type { ServiceEntry } from "../../../onboarding/service-entry.ts";
import { editionName } from "../../../services/words.ts";
import type { SentServices } from "./subscription.ts";
import { addonIdIn, entryOf } from "./wish.ts";
import type { SubscriptionChanged, SubscriptionRoute } from "../subscriptions/subscription-call.ts";

/** A change that went well. */
export interface Done {
  readonly route: SubscriptionRoute;
  readonly sent: SentServices;
  readonly wish: ServicesWish;
  readonly key: AccountKey;
  readonly mapping: Mapping | undefined;
  readonly changed: ServicesChanged;
  /** What was done before it, as a sentence; else empty. */
  readonly greeting: string;
}

/** The answer: the id that the BSS will call it by, and what its user reads. A pre-check has made nothing, so it names nothing. */
export const servicesAnswer = (done: Done): SubscriptionChanged => {
  const { sent, wish, mapping, changed, greeting } = done;
  const { entry, message, warnings, ignored } = changed;
  const items = setsItems(wish) ? itemsOf(wish, ignored) : "";
  const facts = {
    AcronisTenant: mapping?.tenantName ?? mapping?.account.name ?? "",
    AcronisEdition: editionName(entry.edition),
    AcronisItems: items,
    ...contractFacts(entry),
    Warnings: warnings.join("; "),
    Ignored: ignored.join(", "),
  };
  return {
    id: sent.checkOnly ? "" : idOf(done),
    message: greeting === "" ? message : `${greeting} ${message}`,
    extraInfo: Object.fromEntries(Object.entries(facts).filter(([, text]) => text !== "")),
  };
};

/**
 * The vendor's pages and its example disagree on the `Result` of an add-on's call (7.5): the add-on's id when the call is about exactly one,
 * else the subscription's.
 */
const idOf = ({ route, sent, wish, key, mapping, changed: { entry } }: Done): string => {
  const about = aboutAddons[route];
  const known = { key, entry: entryOf(sent, wish.change, mapping), bssId: sent.bssId };
  const ids = sent.addons
    .filter(({ action }) => action === about)
    // One that was cancelled before is gone from the row, and is still called what it was.
    .map((addon) => (about === "cancel" && addon.id !== "" ? addon.id : addonIdIn(addon, known)));
  const [one = "", ...others] = new Set(ids);
  return one === "" || others.length > 0 ? entry.subscriptionId : one;
};

const aboutAddons: Partial<Record<SubscriptionRoute, "provision" | "cancel">> = {
  createAddon: "provision",
  updateAddon: "provision",
  cancelAddon: "cancel",
};

const contractFacts = ({ contract }: ServiceEntry): Readonly<Record<string, string>> =>
  contract === undefined
    ? {}
    : { AcronisTier: String(contract.tier), AcronisCommitment: `${contract.commitment} ${contract.currency} a month` };

/** All that the subscription and its add-ons bring together, in people's words: `Workstations 25, Cloud storage 200 GB`. */
const itemsOf = (wish: ServicesWish, ignored: readonly string[]): string =>
  [...askedAmounts(wish)]
    .filter(([attribute]) => !ignored.includes(attribute))
    .map(amountText)
    .join(", ");
