import type { ServicesWish } from "../../onboarding/account.ts";
import type { ServiceEntry } from "../../onboarding/service-entry.ts";
import { usageNameOf } from "../../services/offered-items.ts";
import { fromVendor } from "../../services/units.ts";
import { editionName, usageWords, warningWords } from "../../services/words.ts";
import type { OfferingItem, OfferingItemChange } from "../../vendors/acronis/objects.ts";
import { type Amount, askedAmounts } from "./asked-amounts.ts";
import { documentedFeatures } from "./documented-attributes.ts";
import { countedIn } from "./wanted-items.ts";
import { setsItems } from "./rules.ts";
import type { Weighed } from "./weigh.ts";

/** Items that a message names at most. */
const MOST_NAMED = 20;

/** What was done, for the BSS's user. */
export const doneMessage = (wish: ServicesWish, entry: ServiceEntry, isDisabled: boolean): string =>
  [`${nameOf(entry)} ${doneBy[wish.change](wish, entry, isDisabled)}`, ...remarksOf(entry.remarks?.warnings, entry.remarks?.ignored)].join(
    " ",
  );

/** What would be done, for the BSS's user; nothing was. */
export const checkedMessage = (wish: ServicesWish, weighed: Weighed, isDisabled: boolean): string => {
  const { lost, comparison } = weighed;
  const { difference } = comparison;
  const switched = weighed.switchTo === "" ? [] : [`It would switch the edition to ${editionName(weighed.switchTo)}.`];
  const items =
    difference.length + lost.length === 0 && weighed.touchesItems
      ? ["The tenant's items are as they should be."]
      : sentences(difference, lost, weighed.items);
  const mode = wouldBe(wish, isDisabled);
  return [
    "Nothing speaks against it; nothing was changed.",
    ...switched,
    ...items,
    ...mode,
    ...remarksOf(weighed.warnings, weighed.ignored),
  ].join(" ");
};

type Said = (wish: ServicesWish, entry: ServiceEntry, isDisabled: boolean) => string;

const brought: Said = (wish, entry) => {
  if (entry.contract !== undefined) {
    const { tier, commitment, currency } = entry.contract;
    return `contract of tier ${tier}, minimum commitment ${commitment} ${currency} a month.`;
  }
  const amounts = [...askedAmounts(wish)].filter(([attribute]) => entry.remarks?.ignored.includes(attribute) !== true);
  const edition = entry.edition === "" ? "" : `, edition ${editionName(entry.edition)}`;
  return amounts.length === 0 ? `no offering items${edition}.` : `${listed(amounts.map(amountText))}${edition}.`;
};

const staysDisabled = "No subscription of the account is active any more, so the tenant is disabled; Acronis goes on billing it.";

const doneBy: Readonly<Record<ServicesWish["change"], Said>> = {
  create: (wish, entry, isDisabled) => `is active${entry.isTrial ? " on trial" : ""}: ${brought(wish, entry, isDisabled)}`,
  update: (wish, entry, isDisabled) => `is set: ${brought(wish, entry, isDisabled)}`,
  changePlan: (wish, entry, isDisabled) => `is changed: ${brought(wish, entry, isDisabled)}`,
  activate: () => "is active; the tenant is enabled.",
  suspend: (_, __, isDisabled) =>
    isDisabled
      ? "is suspended: the tenant is disabled, with all below it, its data is kept, and Acronis goes on billing it."
      : "is suspended here, and Acronis goes on billing it: the tenant stays enabled, since another subscription of the account is active.",
  cancel: (_, __, isDisabled) =>
    `is cancelled: what it brought is as it was before; the tenant and its data are kept.${isDisabled ? ` ${staysDisabled}` : ""}`,
  upgradeToPaid: (wish, entry, isDisabled) =>
    setsItems(wish)
      ? `is in production now, and Acronis bills the whole month: ${brought(wish, entry, isDisabled)}`
      : "is in production now; Acronis bills the whole month.",
};

const wouldBe = ({ change }: ServicesWish, isDisabled: boolean): readonly string[] => {
  switch (change) {
    case "suspend":
      return [
        isDisabled
          ? "The tenant would be disabled; Acronis goes on billing it."
          : "The tenant would stay enabled for another subscription; Acronis goes on billing it.",
      ];
    case "activate":
      return ["The tenant would be enabled."];
    case "upgradeToPaid":
      return ["The tenant would be in production, for ever; Acronis bills the whole month."];
    case "cancel":
      return ["The tenant and its data would be kept.", ...(isDisabled ? [staysDisabled] : [])];
    default:
      return [];
  }
};

const sentences = (
  difference: readonly OfferingItemChange[],
  lost: readonly OfferingItem[],
  items: readonly OfferingItem[],
): readonly string[] => {
  const off = [...difference.filter(({ status }) => status === 0), ...lost];
  const on = difference.filter(({ status }) => status === 1);
  return [
    ...(on.length > 0 ? [`It would set ${listed(on.map((change) => changeText(change, items)))}.`] : []),
    ...(off.length > 0 ? [`It would switch off ${listed(off.map(({ name }) => wordsOf(name, items)))}.`] : []),
  ];
};

const changeText = ({ name, quota }: OfferingItemChange, items: readonly OfferingItem[]): string => {
  const item = items.find((one) => one.name === name);
  const unit = item === undefined ? "pieces" : countedIn(item);
  const words = wordsOf(name, items);
  if (unit === undefined) return `${words} on`;
  if (quota === undefined || quota.value === null) return `${words} unlimited`;
  const over = quota.overage === null ? " as a soft quota" : "";
  return `${words} ${fromVendor(quota.value, unit)}${unit === "pieces" ? "" : ` ${unit}`}${over}`;
};

const wordsOf = (name: string, items: readonly OfferingItem[]): string =>
  usageWords(usageNameOf(items.find((item) => item.name === name) ?? { name, usage_name: undefined }));

/** `Cloud storage 100 GB`; the unit stands in the attribute's name. */
export const amountText = ([attribute, amount]: readonly [string, Amount]): string => {
  const unit = /_(gb|hours)$/.exec(attribute)?.[1];
  const words = usageWords(unit === undefined ? attribute : attribute.slice(0, -unit.length - 1));
  if (documentedFeatures.has(attribute)) return `${words} on`;
  if (amount === "unlimited") return `${words} unlimited`;
  return `${words} ${amount.toFixed()}${unit === undefined ? "" : ` ${unit === "gb" ? "GB" : "hours"}`}`;
};

const remarksOf = (warnings: readonly string[] = [], ignored: readonly string[] = []): readonly string[] => [
  ...(warnings.length > 0 ? [`Acronis warns: ${listed(warnings.map(warningWords))}.`] : []),
  ...(ignored.length > 0 ? [`No offering item answers to ${listed(ignored)}; left out.`] : []),
];

const listed = (texts: readonly string[]): string =>
  texts.length > MOST_NAMED ? `${texts.slice(0, MOST_NAMED).join(", ")} and ${texts.length - MOST_NAMED} more` : texts.join(", ");

const nameOf = ({ name }: ServiceEntry): string => name || "The subscription";
