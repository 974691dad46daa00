import type { VeeamInstance } from "../../../instances/veeam-instance.ts";
import { placeOrder } from "../../../onboarding/place-order.ts";
import type { SubscriptionEntry } from "../../../onboarding/subscription-entry.ts";
import { endOf, type Needed } from "../../../onboarding/synchronise.ts";
import { type SubscriptionChange, wantedSubscription } from "../../../veeam/subscription-rules.ts";
import { isProblem, type Problem } from "../problem.ts";
import type {
  SubscriptionAddressee,
  SubscriptionChanged,
  SubscriptionRoute,
  SubscriptionRoutes,
} from "../subscriptions/subscription-call.ts";
import { askedVeeamSubscription, type ReadVeeamSubscription } from "./subscription.ts";

/** The subscriptions of Veeam: no trials there, and add-ons come with a subscription and are refused. */
export const veeamSubscriptions =
  (needs: Omit<Needed, "until">): SubscriptionRoutes<VeeamInstance> =>
  (route) => {
    const change = changes[route];
    if (change === undefined) return undefined;
    return (body) => {
      const asked = askedVeeamSubscription(body);
      if (isProblem(asked)) return asked;
      return {
        checkOnly: asked.checkOnly,
        carryOut: (to) =>
          changeVeeamSubscription(change, asked, to, { ...needs, until: to.receivedAt + needs.waiting.budgetSeconds * 1000 }),
      };
    };
  };

const changes: Partial<Record<SubscriptionRoute, SubscriptionChange>> = {
  create: "create",
  update: "update",
  activate: "activate",
  suspend: "suspend",
  cancel: "cancel",
  changePlan: "changePlan",
};

/** Changes a subscription of an account: judged by the rules first; the pre-check ends there and leaves no trace. */
const changeVeeamSubscription = async (
  change: SubscriptionChange,
  { account, subscription, checkOnly }: ReadVeeamSubscription,
  { applicationId, instance }: SubscriptionAddressee<VeeamInstance>,
  needed: Needed,
): Promise<SubscriptionChanged | Problem> => {
  const key = { applicationId, instanceId: instance.instanceId, accountId: account.accountId };
  const { mappings, clock } = needed;
  const standard = instance.rule.product;
  const mapping = await mappings.find(key);
  const wanted = wantedSubscription(change, subscription, { mapping, standard, clock });
  if (isProblem(wanted)) return wanted;
  if (mapping === undefined) return { problem: "notSynchronised" };
  if (checkOnly) return { id: "", message: "Nothing speaks against it; nothing was changed.", extraInfo: {} };
  const ask = { key, process: "change-veeam-subscription", account: { ...mapping.account, subscription: wanted } } as const;
  // The row may have moved on since it was read.
  const placed = await placeOrder(
    ask,
    (before) => {
      const now = wantedSubscription(change, subscription, { mapping: before, standard, clock });
      return isProblem(now) ? now.problem : undefined;
    },
    needed,
  );
  const ended = await endOf(placed, needed);
  if ("problem" in ended) return ended;
  const entry = ended.done.subscriptions?.find(({ subscriptionId }) => subscriptionId === wanted.id);
  return {
    id: wanted.id,
    message: entry === undefined ? "" : messageOf(entry),
    extraInfo: entry === undefined ? {} : factsOf(entry),
  };
};

const messageOf = ({ state, product, vendorId = "" }: SubscriptionEntry): string => {
  const name = `${product}${vendorId === "" ? "" : ` (${vendorId})`}`;
  switch (state) {
    case "Active":
      return `${name} is active.`;
    case "Terminated":
      return `${name} is terminated: it can be reinstated for 30 days, then the data go.`;
    default:
      return `${name} is ${state}.`;
  }
};

const factsOf = ({ product, vendorId, state, seats }: SubscriptionEntry): Readonly<Record<string, string>> => ({
  VeeamProduct: product,
  VeeamSubscription: vendorId ?? "",
  VeeamState: state,
  // Kept for comparison with the usage: nothing at the vendor accepts seats.
  ExpectedSeats: seats,
});
