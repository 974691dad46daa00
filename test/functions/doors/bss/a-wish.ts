import { saysItems } from "../../../../functions/acronis/subscriptions/rules.ts";
import { sentServices } from "../../../../functions/doors/bss/acronis/subscription.ts";
import { wishOf } from "../../../../functions/doors/bss/acronis/wish.ts";
import { isProblem, type Problem } from "../../../../functions/doors/bss/problem.ts";
import type { Instance } from "../../../../functions/instances/instance.ts";
import type { ServicesWish } from "../../../../functions/onboarding/account.ts";
import type { Mapping } from "../../../../functions/onboarding/mapping.ts";
import type { ServiceEntry } from "../../../../functions/onboarding/service-entry.ts";
import { standardServicesSettings } from "../../../../functions/services/settings.ts";
import { applicationId, instance } from "./a-door.ts";

export const key = { applicationId, instanceId: instance.instanceId, accountId: "1542" };

const at = "2026-11-21T08:00:00.000+00:00";

/** A row's subscription. */
export const anEntry = (more: Partial<ServiceEntry>): ServiceEntry => ({
  subscriptionId: "our-subscription",
  bssSubscriptionId: "bss-subscription",
  name: "Acronis Cyber Protect",
  plan: "",
  applicationId: "",
  edition: "",
  state: "active",
  isTrial: false,
  items: [],
  addons: [],
  startedAt: at,
  changedAt: at,
  ...more,
});

/** A row with these subscriptions. */
export const aMapping = (...services: readonly ServiceEntry[]): Mapping => ({
  mappingKey: "key",
  ...key,
  marker: "marker",
  createdAt: at,
  tenantName: "Aegean Foods SA",
  account: {
    role: "customer",
    name: "Aegean Foods SA",
    code: "",
    login: "it@aegeanfoods.example",
    email: "it@aegeanfoods.example",
    firstName: "",
    lastName: "",
    phone: "",
    fax: "",
    website: "",
    address1: "",
    address2: "",
    city: "",
    postCode: "",
    state: "",
    country: "",
    parentTenantId: instance.tenantId,
  },
  order: {
    orderId: "order",
    number: 1,
    process: "onboard-acronis",
    contentHash: "hash",
    status: "done",
    attempt: 1,
    execution: "execution",
    acceptedAt: at,
    attemptAt: at,
    steps: [],
  },
  services: [...services],
});

interface Read {
  readonly change?: ServicesWish["change"];
  readonly mapping?: Mapping;
  readonly at?: Partial<Instance>;
  readonly addonAmounts?: "timesQuantity" | "asSent";
}

/** A body read as the door does, for an instance and a row. */
export const wishIn = (body: unknown, { change = "create", mapping, at: its = {}, addonAmounts = "timesQuantity" }: Read = {}) => {
  const sent = sentServices(body, { saysItems: saysItems({ change }) });
  if (isProblem(sent)) return sent;
  const services = { ...standardServicesSettings, addonAmounts };
  return wishOf({ sent, change, key, instance: { ...instance, services, ...its }, mapping });
};

/** The wish, of a body that can be read. */
export const wished = (body: unknown, how: Read = {}): ServicesWish => {
  const wish = wishIn(body, how);
  if (isProblem(wish)) throw new Error(wish.detail);
  return wish;
};

/** What is wrong with a body. */
export const faultOf = (body: unknown, how: Read = {}): Problem["detail"] => {
  const wish = wishIn(body, how);
  if (!isProblem(wish)) throw new Error("it was read");
  return `${wish.problem}: ${wish.detail}`;
};
