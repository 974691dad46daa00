import { deletionProblem } from "../../../deletion/deletion.ts";
import type { Instance } from "../../../instances/instance.ts";
import type { ServicesWish } from "../../../onboarding/account.ts";

import { accountProblem, changeProblem } from "../../../onboarding/account-rules.ts";
import type { Mapping } from "../../../onboarding/mapping.ts";
import { parentOf } from "../../../onboarding/parent-of.ts";
import type { Needed } from "../../../onboarding/synchronise.ts";
import { askedAccount } from "../accounts/account.ts";
import { isContract } from "./plans.ts";
import type { SentServices } from "./subscription.ts";
import { synchroniseAtAcronis, synchronisedMessage, wantedOf } from "./synchronise.ts";
import type { SynchroniseCall } from "../services.ts";
import { isProblem, type Problem } from "../problem.ts";
import type { SubscriptionAddressee, SubscriptionChanged } from "../subscriptions/subscription-call.ts";

type Needs = Omit<Needed, "until">;

/** The contract of a service provider, for an account without a tenant in use: whoever buys it is a reseller, so it is made one first. */
export interface NewContract {
  readonly sent: SentServices;
  readonly wish: ServicesWish;
  /** The account's row, where there is one. */
  readonly before: Mapping | undefined;
  readonly to: SubscriptionAddressee<Instance>;
}

/** Whether a contract finds no tenant in use: there is none yet, or the reseller's account was deleted in the BSS. */
export const needsReseller = ({ change, plan }: ServicesWish, before: Mapping | undefined): boolean =>
  change === "create" && isContract(plan) && (before?.onboardedAt === undefined || isDeletedReseller(before));

const isDeletedReseller = ({ account, disabled, order }: Mapping): boolean =>
  account.role === "reseller" && (disabled === true || order.process === "disable-acronis");

/** Synchronises the account as a reseller, within the budget of the call. */
export const resellerOf = async (
  contract: NewContract,
  needs: Needs,
): Promise<{ readonly mapping: Mapping; readonly message: string } | Problem> => {
  const call = callFor(contract);
  if (isProblem(call)) return call;
  const ended = await synchroniseAtAcronis(call, needs);
  return "done" in ended ? { mapping: ended.done, message: synchronisedMessage(ended.done) } : ended;
};

/** The pre-check of such a contract: what would speak against the reseller or the tier. Writes nothing. */
export const checkContract = async (contract: NewContract, needs: Needs): Promise<SubscriptionChanged | Problem> => {
  const call = callFor(contract);
  if (isProblem(call)) return call;
  const wanted = await wantedOf(call, needs);
  if (isProblem(wanted)) return wanted;
  const going = deletionProblem(wanted.process, contract.before);
  if (going !== undefined) return { problem: going };
  const invalid = accountProblem(wanted.account);
  if (invalid !== undefined) return { problem: invalid };
  const parent = await parentOf(wanted, needs.mappings);
  if (isProblem(parent)) return { problem: parent.problem, detail: parent.detail };
  if ("waitFor" in parent) return { problem: "inProgress", detail: `its reseller ${parent.waitFor.accountId} is still being synchronised` };
  const changed = changeProblem(contract.before, { ...wanted.account, parentTenantId: parent.tenantId });
  if (changed !== undefined) return { problem: changed };
  const first = contract.before?.onboardedAt === undefined ? "created" : "synchronised";
  return {
    id: "",
    message: `Nothing speaks against it: the reseller would be ${first} first, then its contract kept. Nothing was changed.`,
    extraInfo: {},
  };
};

const callFor = ({ sent, wish, before, to }: NewContract): SynchroniseCall<Instance> | Problem => {
  const unknown = unknownTier(wish, to.instance);
  if (unknown !== undefined) return unknown;
  const account = askedAccount(sent.accountBody, "reseller");
  if (isProblem(account)) return account;
  // A contract is bought without the options of an account, so its administrator signs in by the account's e-mail.
  return { ...to, account: { ...account, login: account.login || before?.account.login || account.email } };
};

/** Nobody is made a reseller for a contract that there is not. */
const unknownTier = ({ plan }: ServicesWish, { services: { tiers } }: Instance): Problem | undefined =>
  tiers.some(({ tier }) => plan === `tier-${tier}`)
    ? undefined
    : { problem: "tierUnknown", detail: `${plan}; known are ${tiers.map(({ tier }) => `tier-${tier}`).join(", ")}` };
