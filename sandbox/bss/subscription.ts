import { randomUUID } from "node:crypto";
import type { BssAccount } from "./accounts.ts";
import type { Outcome } from "./outcome.ts";
import {
  type ActionType,
  type Bought,
  type BoughtAddon,
  type BoughtSubscription,
  type BssAttributes,
  type BssServiceDefinition,
  serviceDefinition,
} from "./service-bodies.ts";

/** What a customer buys; the BSS gives ids of its own where none are said. */
export interface SubscriptionOrder extends Omit<Bought, "productId"> {
  readonly account: BssAccount;
  readonly serviceType: string;
  readonly bssId?: string;
  readonly productId?: string;
  readonly isTrial?: boolean;
  readonly addons?: readonly Bought[];
}

/**
 * A subscription of a BSS: every call carries all that it shall be (bss-service-management-api.md, 7.5). A failed call leaves it as it was,
 * and is sent again by `retry`.
 */
export interface BssSubscription {
  /** As the BSS has it now. */
  readonly present: () => BoughtSubscription;
  create(): Promise<Outcome>;
  changeQuantity(quantity: number): Promise<Outcome>;
  changeAttributes(attributes: BssAttributes): Promise<Outcome>;
  suspend(): Promise<Outcome>;
  activate(): Promise<Outcome>;
  cancel(): Promise<Outcome>;
  upgradeToPaid(): Promise<Outcome>;
  /** Becomes another product, under another id of the BSS. */
  upgrade(product: Partial<Bought>): Promise<Outcome>;
  /** Buys add-ons in one call. */
  addAddons(...addons: readonly Bought[]): Promise<Outcome>;
  changeAddon(productId: string, change: Partial<Pick<Bought, "quantity" | "attributes">>): Promise<Outcome>;
  cancelAddon(productId: string): Promise<Outcome>;
  /** Sends the call that failed once more, as its link in the BSS does. */
  retry(): Promise<Outcome>;
}

/** What a call is about beside the subscription itself. */
interface Aim {
  /** Products of the add-ons that are marked. */
  readonly about: ReadonlySet<string>;
  readonly mark: ActionType;
  /** As the BSS has it once the call went well. */
  readonly after: BoughtSubscription;
}

const nobody: ReadonlySet<string> = new Set();

export const bssSubscription = (
  order: SubscriptionOrder,
  send: (route: string, body: BssServiceDefinition) => Promise<Outcome>,
): BssSubscription => {
  let present: BoughtSubscription = {
    bssId: randomUUID(),
    productId: randomUUID(),
    isTrial: false,
    ...order,
    id: null,
    formerBssId: null,
    addons: (order.addons ?? []).map((addon) => ({ ...addon, id: null })),
  };
  let failed: (() => Promise<Outcome>) | undefined;

  const call = async (
    route: string,
    action: ActionType,
    wanted: BoughtSubscription,
    { about = nobody, mark = "None", after = wanted }: Partial<Aim> = {},
  ): Promise<Outcome> => {
    const outcome = await send(
      route,
      serviceDefinition(wanted, action, ({ productId }) => (about.has(productId) ? mark : "None")),
    );
    failed = outcome.failed ? () => call(route, action, wanted, { about, mark, after }) : undefined;
    if (outcome.failed) return outcome;
    const { result } = outcome;
    present = route.startsWith("Subscriptions/")
      ? { ...after, id: result }
      : { ...after, addons: withId(after.addons, about, result, after.id) };
    return outcome;
  };

  return {
    present: () => present,
    create: () => {
      const about = new Set(present.addons.map(({ productId }) => productId));
      return call("Subscriptions/Create", "Provision", present, { about, mark: "Provision" });
    },
    changeQuantity: (quantity) =>
      call("Subscriptions/Update", "Provision", { ...present, quantity, attributes: following(present, quantity) }),
    changeAttributes: (attributes) =>
      call("Subscriptions/Update", "Provision", { ...present, attributes: { ...present.attributes, ...attributes } }),
    suspend: () => call("Subscriptions/Suspend", "Suspend", present),
    activate: () => call("Subscriptions/Activate", "Activate", present),
    cancel: () => call("Subscriptions/Cancel", "Cancel", present),
    upgradeToPaid: () => call("Subscriptions/UpgradeToPaid", "UpgradeToPaid", present, { after: { ...present, isTrial: false } }),
    upgrade: (product) =>
      call("Subscriptions/UpgradeDowngrade", "Upgrade", {
        ...present,
        productId: randomUUID(),
        ...product,
        bssId: randomUUID(),
        formerBssId: present.bssId,
      }),
    addAddons: (...addons) => {
      const wanted = { ...present, addons: [...present.addons, ...addons.map((addon) => ({ ...addon, id: null }))] };
      return call("Addons/Create", "None", wanted, { about: new Set(addons.map(({ productId }) => productId)), mark: "Provision" });
    },
    changeAddon: (productId, change) => {
      const addons = present.addons.map((addon) => (addon.productId === productId ? { ...addon, ...change } : addon));
      return call("Addons/Update", "None", { ...present, addons }, { about: new Set([productId]), mark: "Provision" });
    },
    cancelAddon: (productId) => {
      const after = { ...present, addons: present.addons.filter((addon) => addon.productId !== productId) };
      return call("Addons/Cancel", "None", present, { about: new Set([productId]), mark: "Cancel", after });
    },
    retry: async () => {
      if (failed === undefined) throw new Error("no call of this subscription has failed");
      return failed();
    },
  };
};

/** An attribute that is tied to the quantity, and was as much, goes with it. */
const following = (before: Bought, quantity: number): BssAttributes =>
  Object.fromEntries(
    Object.entries(before.attributes).map(([key, attribute]) => {
      const follows = attribute.QuantityLinked && attribute.Value === String(before.quantity);
      return [key, follows ? { ...attribute, Value: String(quantity) } : attribute];
    }),
  );

/** There is one `Result`, so only an add-on that was alone in its call learns its id, and only where it is not the subscription's. */
const withId = (addons: readonly BoughtAddon[], about: ReadonlySet<string>, result: string | null, subscriptionId: string | null) =>
  addons.map((addon) => (about.size === 1 && about.has(addon.productId) && result !== subscriptionId ? { ...addon, id: result } : addon));
