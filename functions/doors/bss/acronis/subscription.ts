import { attributesIn, noAttributes, type ReadAttributes } from "../subscriptions/attributes.ts";
import type { Line } from "../lines.ts";
import { isUnreadable } from "../reading.ts";
import { Addon, addonsIn, isQuantity, type SentSubscription, subscriptionIn } from "../subscriptions/service-definition.ts";
import type { Problem } from "../problem.ts";

/** A subscription call at Acronis, as it was sent: what it means for an instance is said by acronis-wish.ts. */
export interface SentServices extends SentSubscription {
  /** The `AccountDefinition` as it came: a contract may make the account. */
  readonly accountBody: unknown;
  readonly name: string;
  /** Our product type, where the product is one of ours. */
  readonly serviceType: string;
  readonly productId: string;
  readonly isTrial: boolean;
  readonly attributes: ReadAttributes;
  readonly addons: readonly SentAddon[];
}

export interface SentAddon {
  /** Ours, as we once answered it; else empty. */
  readonly id: string;
  readonly bssProductId: string;
  readonly name: string;
  readonly action: "provision" | "cancel" | "none";
  /** Decimal text, or empty. */
  readonly quantity: string;
  readonly attributes: ReadAttributes;
}

const mostAddons = 100;
/** Of a subscription and its add-ons: they stand in the account's row, and what nobody offers in the state of its order. */
const mostAmounts = 500;

/**
 * Reads the whole call; what cannot be used is named by its place in it (bss-service-management-api.md, 6.2 and 7.5). A call that only
 * suspends, activates or ends what is there is read without attributes and add-ons: nothing in them can get in its way.
 */
export const sentServices = (body: unknown, { saysItems }: { readonly saysItems: boolean }): SentServices | Problem =>
  subscriptionIn(body, (sent, line, faults) => {
    if (isUnreadable(body, "Quantity")) faults.push("Quantity is no number");
    const own = saysItems ? attributesIn(sent?.AttributeList, "AttributeList", line, faults) : noAttributes;
    const bought = saysItems ? addons(sent?.Addons, line, faults) : [];
    const named = [own, ...bought.map(({ attributes }) => attributes)].flatMap(({ amounts }) => Object.keys(amounts));
    if (named.length > mostAmounts) faults.push(`AttributeList and Addons hold more than ${mostAmounts} amounts`);
    return {
      accountBody: sent?.Account,
      name: line("Name", sent?.Name, 255),
      serviceType: line("ServiceType", sent?.ServiceType),
      productId: line("ProductID", sent?.ProductID, 160),
      isTrial: sent?.IsTrial ?? false,
      attributes: own,
      addons: bought,
    };
  });

const addons = (raw: unknown, line: Line, faults: string[]): readonly SentAddon[] => {
  if (raw !== null && raw !== undefined && !Array.isArray(raw)) faults.push("Addons is no list");
  const sent = addonsIn(raw);
  if (sent.length > mostAddons) {
    faults.push(`Addons holds more than ${mostAddons} add-ons`);
    return [];
  }
  return sent.map((each, index) => addon(each, `Addons[${index}]`, line, faults));
};

const addon = (raw: unknown, place: string, line: Line, faults: string[]): SentAddon => {
  const sent = Addon.parse(raw);
  if (sent === null) faults.push(`${place} is no add-on`);
  const action = actions[sent?.ActionType ?? "None"];
  const read: SentAddon = {
    id: line(`${place}.ID`, sent?.ID),
    bssProductId: line(`${place}.ProductID`, sent?.ProductID),
    name: line(`${place}.Name`, sent?.Name, 255),
    action,
    quantity: line(`${place}.Quantity`, sent?.Quantity),
    attributes: action === "cancel" ? noAttributes : attributesIn(sent?.AttributeList, `${place}.AttributeList`, line, faults),
  };
  if (sent !== null && read.bssProductId === "") faults.push(`${place}.ProductID is missing`);
  if (isUnreadable(raw, "Quantity") || !isQuantity(read.quantity)) faults.push(`${place}.Quantity is no number`);
  return read;
};

/** Only what a call is about is marked; every other add-on stands as it is (7.5). */
const actions = {
  None: "none",
  Provision: "provision",
  Cancel: "cancel",
  Suspend: "none",
  Activate: "none",
  Upgrade: "none",
  Downgrade: "none",
  UpgradeToPaid: "none",
} as const satisfies Record<string, SentAddon["action"]>;
