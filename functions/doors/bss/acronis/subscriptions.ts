import { changeServices } from "../../../acronis/subscriptions/change-services.ts";
import { saysItems } from "../../../acronis/subscriptions/rules.ts";
import type { Instance } from "../../../instances/instance.ts";
import type { ServicesWish } from "../../../onboarding/account.ts";
import type { Mapping } from "../../../onboarding/mapping.ts";
import type { Needed } from "../../../onboarding/synchronise.ts";
import type { Ports } from "../../../ports.ts";
import { servicesAnswer } from "./answers.ts";
import { checkContract, needsReseller, resellerOf } from "./contracts.ts";
import { type SentServices, sentServices } from "./subscription.ts";
import { deadlineOf } from "../accounts/account-call.ts";
import { entryOf, wishOf } from "./wish.ts";
import { isProblem, type Problem } from "../problem.ts";
import type {
  SubscriptionAddressee,
  SubscriptionChanged,
  SubscriptionRoute,
  SubscriptionRoutes,
} from "../subscriptions/subscription-call.ts";

type Needs = Omit<Needed, "until"> & Pick<Ports, "acronis">;

/** The subscriptions and add-ons of Acronis. Every call carries all that a subscription shall be, so an add-on's call is an update of it (7.5). */
export const acronisSubscriptions =
  (needs: Needs): SubscriptionRoutes<Instance> =>
  (route) =>
  (body) => {
    const change = changes[route];
    const sent = sentServices(body, { saysItems: saysItems({ change }) });
    return isProblem(sent) ? sent : { checkOnly: sent.checkOnly, carryOut: (to) => carryOut({ route, change, sent }, to, needs) };
  };

const changes = {
  create: "create",
  update: "update",
  activate: "activate",
  suspend: "suspend",
  cancel: "cancel",
  upgradeToPaid: "upgradeToPaid",
  changePlan: "changePlan",
  createAddon: "update",
  updateAddon: "update",
  cancelAddon: "update",
} as const satisfies Record<SubscriptionRoute, ServicesWish["change"]>;

interface Asked {
  readonly route: SubscriptionRoute;
  readonly change: ServicesWish["change"];
  readonly sent: SentServices;
}

const carryOut = async (asked: Asked, to: SubscriptionAddressee<Instance>, needs: Needs): Promise<SubscriptionChanged | Problem> => {
  const { route, sent } = asked;
  const { applicationId, instance } = to;
  const key = { applicationId, instanceId: instance.instanceId, accountId: sent.account.accountId };
  const before = await needs.mappings.find(key);
  const change = isEnded(asked, before) ? "cancel" : asked.change;
  const wish = wishOf({ sent, change, key, instance, mapping: before });
  if (isProblem(wish)) return wish;
  const { checkOnly } = sent;
  let mapping: Mapping | undefined = before;
  let greeting = "";
  if (needsReseller(wish, before)) {
    const contract = { sent, wish, before, to };
    if (checkOnly) return checkContract(contract, needs);
    const reseller = await resellerOf(contract, needs);
    if (isProblem(reseller)) return reseller;
    mapping = reseller.mapping;
    greeting = reseller.message;
  }
  const needed = { ...needs, until: deadlineOf(to, needs) };
  const changed = await changeServices({ key, instance, wish, checkOnly }, needed);
  return isProblem(changed) ? changed : servicesAnswer({ route, sent, wish, key, mapping, changed, greeting });
};

/** A BSS may cancel the add-ons of a subscription after it: they went with it, and the tenant is looked at once more. */
const isEnded = ({ route, change, sent }: Asked, before: Mapping | undefined): boolean =>
  route === "cancelAddon" && entryOf(sent, change, before)?.state === "cancelled";
