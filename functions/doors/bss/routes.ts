import { accountExists, accountIsReseller, deleteAccount, synchroniseAccount } from "./accounts/accounts.ts";
import { empty, registrationCheck, registrationRefusal, unsupported } from "./answers.ts";
import { additionalInfo, validateFields } from "./fields/fields.ts";
import type { Call } from "./request.ts";
import { serviceDefinition } from "./fields/get-services-definition.ts";
import { changeSubscription } from "./subscriptions/subscriptions.ts";
import { syncOptions } from "./accounts/sync-options.ts";
import { meteredBillingItems } from "./ppu/metered-usages.ts";
import { accountUsages } from "./ppu/usages.ts";

export interface Route {
  readonly verb: "GET" | "POST";
  /** Group and action, as the sheet spells them; calls may spell them in any case. */
  readonly path: string;
  /** Answered without credentials. */
  readonly anonymous?: true;
  readonly answer: (call: Call) => unknown;
}

/** Routes that do something. */
const implemented: readonly Route[] = [
  { verb: "GET", path: "Fields/Get", answer: ({ services }) => services.form },
  { verb: "POST", path: "Fields/Validate", answer: validateFields },
  { verb: "GET", path: "Fields/ServiceDefinition", answer: serviceDefinition },
  { verb: "GET", path: "Fields/AdditionalInfo", answer: additionalInfo },
  { verb: "GET", path: "Accounts/SyncOptions", answer: syncOptions },
  { verb: "POST", path: "Accounts/Exists", answer: accountExists },
  { verb: "POST", path: "Accounts/Synchronize", answer: synchroniseAccount },
  { verb: "POST", path: "Accounts/Delete", answer: deleteAccount },
  { verb: "POST", path: "Accounts/IsReseller", answer: accountIsReseller },
  { verb: "POST", path: "Ppu/Usages", answer: accountUsages },
  { verb: "POST", path: "Ppu/BillingItems", answer: meteredBillingItems },
];

/** Routes that answer what the vendor's kit answers where nothing is implemented: an empty type, or "not supported". */
const defaults: readonly Route[] = [
  { verb: "POST", path: "Accounts/Customer", answer: () => empty.customer },
  { verb: "POST", path: "Users/Get/Customers", answer: () => empty.customers },
  { verb: "POST", path: "Users/Get/Customer", answer: () => empty.customer },
  { verb: "POST", path: "Users/Get/List", answer: () => empty.users },
  { verb: "POST", path: "Users/Get", answer: () => empty.user },
  { verb: "POST", path: "Users/Service/Get/List", answer: () => empty.services },
  { verb: "GET", path: "Discover", anonymous: true, answer: () => unsupported("Discover") },
  // Anybody could add credentials here: it stays closed (bss-service-management-api.md, 8).
  { verb: "GET", path: "Registration/CheckApplication", anonymous: true, answer: () => registrationCheck },
  { verb: "POST", path: "Registration/AddApplication", anonymous: true, answer: () => registrationRefusal },
];

/** Subscriptions and add-ons, of the vendors that sell them: path, what it asks, and the kit's name of the method for all others. */
const subscriptions = [
  ["Subscriptions/Create", "create", "SubscriptionsCreate"],
  ["Subscriptions/Update", "update", "SubscriptionsUpdate"],
  ["Subscriptions/Activate", "activate", "SubscriptionsActivate"],
  ["Subscriptions/Suspend", "suspend", "SubscriptionsSuspend"],
  ["Subscriptions/Cancel", "cancel", "SubscriptionsCancel"],
  ["Subscriptions/UpgradeToPaid", "upgradeToPaid", "SubscriptionsUpgradeToPaid"],
  ["Subscriptions/UpgradeDowngrade", "changePlan", "SubscriptionsUpgradeDowngrade"],
  ["Addons/Create", "createAddon", "AddonsCreate"],
  ["Addons/Update", "updateAddon", "AddonsUpdate"],
  ["Addons/Cancel", "cancelAddon", "AddonsCancel"],
  // The vendor's pages say `Addon/Create`, its example `Addons/Create` (2).
  ["Addon/Create", "createAddon", "AddonsCreate"],
  ["Addon/Update", "updateAddon", "AddonsUpdate"],
  ["Addon/Cancel", "cancelAddon", "AddonsCancel"],
] as const;

/** Path and the kit's name of the method, which the answer quotes. */
const notSupported = [
  ["Assets/Create", "AssetsCreate"],
  ["Assets/Update", "AssetsUpdate"],
  ["Assets/Cancel", "AssetsCancel"],
  ["Users/Add", "UsersAdd"],
  ["Users/Update", "UsersUpdate"],
  ["Users/Delete", "UsersDelete"],
  ["Users/Disable", "UsersDisable"],
  ["Users/Activate", "UsersActivate"],
  ["Users/Provision", "UsersProvision"],
  ["Users/DeProvision", "UsersDeProvision"],
  ["Users/Password/Reset", "UsersResetPassword"],
  ["Users/Service/Add", "UsersAddService"],
  ["Users/Service/Delete", "UsersRemoveService"],
] as const;

/** Every route of the protocol (bss-service-management-api.md, 5). */
export const routes: readonly Route[] = [
  ...implemented,
  ...defaults,
  ...subscriptions.map(([path, route, method]): Route => ({ verb: "POST", path, answer: changeSubscription(route, method) })),
  ...notSupported.map(([path, method]): Route => ({ verb: "POST", path, answer: () => unsupported(method) })),
];
