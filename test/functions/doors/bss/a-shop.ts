import { type BssAccount, customerAccount } from "../../../../sandbox/bss/accounts.ts";
import { type BssInstallation, bssInstallation, type InstallationOptions } from "../../../../sandbox/bss/installation.ts";
import { attribute, type Bought, choice } from "../../../../sandbox/bss/service-bodies.ts";
import type { BssSubscription, SubscriptionOrder } from "../../../../sandbox/bss/subscription.ts";
import { apiKey, applicationId, type Town } from "../../../support/town.ts";

/** A BSS installation at a town, and what its customers buy. */
export interface Shop {
  readonly bss: BssInstallation;
  /** Another one with other habits, of the same BSS. */
  readonly with: (options: Partial<InstallationOptions>) => BssInstallation;
  /** A synchronised customer, as the BSS knows it from then on. */
  readonly customer: () => Promise<BssAccount>;
  readonly nextId: () => string;
  /** A subscription of a new customer. */
  readonly ordered: (more?: Partial<SubscriptionOrder>, bss?: BssInstallation) => Promise<BssSubscription>;
}

/** Ten workstations, tied to the quantity, and servers; the edition is the standard rule's. */
export const backup = {
  name: "Acronis Cyber Protect",
  serviceType: "made-by-hand",
  quantity: 10,
  attributes: { ...attribute("workstations", "10", { QuantityLinked: true }), ...attribute("servers", "2") },
} as const;

/** 100 GB a piece. */
export const storage: Bought = {
  name: "Cloud storage 100 GB",
  productId: "product-storage",
  quantity: 2,
  attributes: attribute("storage_gb", "100", { QuantityLinked: true }),
};

export const seats: Bought = {
  name: "Virtual machine",
  productId: "product-vms",
  quantity: 3,
  attributes: attribute("vms", "1", { QuantityLinked: true }),
};

export const edition = (code: string, words: string) => choice("edition", code, words);

/** Starts accounts' numbers at `from`, so that shops of one town do not meet. */
export const openShop = (town: () => Town, from: number, options: Partial<InstallationOptions> = {}): Shop => {
  let number = from;
  const open = (more: Partial<InstallationOptions>): BssInstallation =>
    bssInstallation({
      base: `${town().url()}/acronis/api`,
      applicationId,
      apiKey,
      settings: town().settings,
      variant: "all",
      queueMilliseconds: 30,
      ...options,
      ...more,
    });
  const nextId = (): string => String((number += 1));
  const bss = open({});
  const customer = async (): Promise<BssAccount> => {
    const id = nextId();
    const account = customerAccount(id, `Customer ${id}`);
    const { failed, message, result } = await bss.synchroniseToTheEnd(account, 30);
    if (failed) throw new Error(message);
    return { ...account, ExternalID: result };
  };
  return {
    bss,
    with: open,
    nextId,
    customer,
    ordered: async (more = {}, by = bss) => by.subscription({ ...backup, account: await customer(), ...more }),
  };
};
